import type { Engine, SqlType } from '../functions/function-entry';
import type { TypeName } from '../parse/syntax';
import type { Type } from './type';

/** What a dialect's type is, and what the engines call it. */
export interface KnownType {
  readonly type: Type;
  /** Type of the engine, without the length of a text, which casts see to. */
  readonly engine: Readonly<Record<Engine, string>>;
  /** Characters at most. */
  readonly length?: number;
  /** Filled with blanks up to its length. */
  readonly fixed?: boolean;
}

type Spelling = readonly [family: SqlType, duckdb: string, postgres: string];

const SPELLINGS: Readonly<Record<string, Spelling>> = {};
const define = (names: string, spelling: Spelling) => {
  for (const name of names.split(',')) (SPELLINGS as Record<string, Spelling>)[name.trim()] = spelling;
};
define('SMALLINT, INT2', ['integer', 'SMALLINT', 'smallint']);
define('INTEGER, INT, INT4, MEDIUMINT', ['integer', 'INTEGER', 'integer']);
define('BIGINT, INT8', ['integer', 'BIGINT', 'bigint']);
define('TINYINT, BYTEINT', ['integer', 'SMALLINT', 'smallint']);
define('REAL, FLOAT4', ['float', 'REAL', 'real']);
define('DOUBLE PRECISION, DOUBLE, FLOAT, FLOAT8', ['float', 'DOUBLE', 'double precision']);
define('BOOLEAN, BOOL', ['boolean', 'BOOLEAN', 'boolean']);
define('DATE', ['date', 'DATE', 'date']);
define('TIME, TIME WITHOUT TIME ZONE', ['time', 'TIME', 'time']);
define('TIMETZ, TIME WITH TIME ZONE', ['time', 'TIMETZ', 'timetz']);
define('TIMESTAMP, TIMESTAMP WITHOUT TIME ZONE, TIMESTAMP_NTZ, TIMESTAMPNTZ, DATETIME, TIMESTAMP_WITHOUT_TIME_ZONE', ['timestamp', 'TIMESTAMP', 'timestamp']);
define('TIMESTAMPTZ, TIMESTAMP WITH TIME ZONE, TIMESTAMP_TZ, TIMESTAMP_LTZ, TIMESTAMPLTZ, TIMESTAMP WITH LOCAL TIME ZONE', ['timestamptz', 'TIMESTAMPTZ', 'timestamptz']);
define('VARCHAR, CHARACTER VARYING, NVARCHAR, TEXT, STRING, NVARCHAR2, CHAR VARYING, NCHAR VARYING, NATIONAL CHARACTER VARYING, NATIONAL CHAR VARYING, NAME', ['text', 'VARCHAR', 'varchar']);
define('CHAR, CHARACTER, NCHAR, BPCHAR, NATIONAL CHARACTER, NATIONAL CHAR', ['text', 'VARCHAR', 'char']);
define('BINARY, VARBINARY, VARBYTE, BINARY VARYING, BYTEA', ['binary', 'BLOB', 'bytea']);
define('SUPER, VARIANT', ['json', 'JSON', 'jsonb']);
define('JSON, JSONB', ['json', 'JSON', 'jsonb']);
define('ARRAY', ['array', 'JSON', 'jsonb']);
define('OBJECT, MAP', ['object', 'JSON', 'jsonb']);
define('GEOMETRY, GEOGRAPHY', ['geometry', 'VARCHAR', 'text']);
define('UUID', ['text', 'UUID', 'uuid']);
define('OID, REGCLASS, REGTYPE', ['integer', 'BIGINT', 'bigint']);
define('INTERVAL, INTERVAL YEAR TO MONTH, INTERVAL DAY TO SECOND, INTERVAL YEAR, INTERVAL MONTH, INTERVAL DAY, INTERVAL HOUR, INTERVAL MINUTE, INTERVAL SECOND', ['interval', 'INTERVAL', 'interval']);

const DECIMALS: ReadonlySet<string> = new Set(['DECIMAL', 'NUMERIC', 'NUMBER', 'DEC']);
const SNOWFLAKE_INTEGERS: ReadonlySet<string> = new Set(['SMALLINT', 'INTEGER', 'INT', 'TINYINT', 'BYTEINT', 'BIGINT']);
/** Whose default precision is 18 digits in Redshift and 38 in Snowflake, none of them behind the point. */
const DEFAULT_PRECISION = { redshift: 18, snowflake: 38 } as const;
const SINGLE_PRECISION_BITS = 24;

/** Looks a type up; undefined for one that the dialects don't have, or that can't be simulated. */
export function knownType({ name, args, array }: TypeName, dialect: 'redshift' | 'snowflake'): KnownType | undefined {
  if (array) return { type: { family: 'array' }, engine: { duckdb: 'JSON', postgres: 'jsonb' } };
  if (DECIMALS.has(name)) return decimal(Number(args[0] ?? DEFAULT_PRECISION[dialect]), Number(args[1] ?? 0));
  if (name === 'FLOAT' && dialect === 'redshift' && Number(args[0] ?? 53) <= SINGLE_PRECISION_BITS) return knownType({ name: 'REAL', args: [], array } as never, dialect);
  // Each is NUMBER(38, 0) there; 64 bits hold what people count.
  const spelling = SPELLINGS[dialect === 'snowflake' && SNOWFLAKE_INTEGERS.has(name) ? 'BIGINT' : name];
  if (!spelling) return undefined;
  const [family, duckdb, postgres] = spelling;
  const length = family === 'text' ? textLength(name, args) : undefined;
  return { type: { family }, engine: { duckdb, postgres }, ...(length !== undefined && { length }), ...(postgres === 'char' && name !== 'BPCHAR' && { fixed: true }) };
}

function decimal(precision: number, scale: number): KnownType {
  const sql = `DECIMAL(${precision},${scale})`;
  return { type: { family: 'decimal', precision, scale }, engine: { duckdb: sql, postgres: sql } };
}

function textLength(name: string, args: readonly string[]): number | undefined {
  const written = args[0];
  if (written !== undefined) return /^\d+$/.test(written) ? Number(written) : undefined;
  return /^(N?CHAR|CHARACTER)$/.test(name) ? 1 : undefined;
}
