import type { ColumnType } from '@dw-sim/contracts';

/** Whole numbers of 128 bits, which sums of DuckDB are, have up to 39 digits; those that fit here have 38. */
const WIDEST_DECIMAL = { kind: 'DECIMAL', precision: 38, scale: 0 } as const;

/** Names of the engines in upper case, without a length. */
const KINDS: Readonly<Record<string, ColumnType>> = {
  ...named({ kind: 'INT' }, 'TINYINT', 'SMALLINT', 'INT', 'INTEGER', 'INT2', 'INT4', 'UTINYINT', 'USMALLINT'),
  ...named({ kind: 'BIGINT' }, 'BIGINT', 'INT8', 'UINTEGER'),
  ...named(WIDEST_DECIMAL, 'HUGEINT', 'UBIGINT', 'UHUGEINT'),
  ...named({ kind: 'FLOAT' }, 'FLOAT', 'REAL', 'DOUBLE', 'DOUBLE PRECISION', 'FLOAT4', 'FLOAT8'),
  ...named({ kind: 'VARCHAR' }, 'VARCHAR', 'TEXT', 'CHAR', 'CHARACTER', 'CHARACTER VARYING', 'BPCHAR', 'NAME'),
  ...named({ kind: 'DATE' }, 'DATE'),
  ...named({ kind: 'TIME' }, 'TIME', 'TIME WITHOUT TIME ZONE'),
  ...named({ kind: 'TIMESTAMP' }, 'TIMESTAMP', 'TIMESTAMP WITHOUT TIME ZONE', 'DATETIME', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'),
  ...named({ kind: 'TIMESTAMPTZ' }, 'TIMESTAMPTZ', 'TIMESTAMP WITH TIME ZONE'),
  ...named({ kind: 'BOOLEAN' }, 'BOOLEAN', 'BOOL'),
  ...named({ kind: 'UUID' }, 'UUID'),
  ...named({ kind: 'JSON' }, 'JSON', 'JSONB'),
};

function named(type: ColumnType, ...names: readonly string[]): Record<string, ColumnType> {
  return Object.fromEntries(names.map((name) => [name, type]));
}

/** The logical type that an engine's own is, such as `numeric(10,2)`; undefined for one that no definition has, such as a list. */
export function logicalType(typeName: string): ColumnType | undefined {
  const [, name = '', args = '', zone = ''] = /^([\w ]+?)\s*(?:\(([\d, ]+)\))?( (?:with|without) time zone)?$/i.exec(typeName.trim()) ?? [];
  const [first, second = 0] = args.split(',').filter((arg) => arg !== '').map(Number);
  const kind = (name + zone).toUpperCase();
  if (kind === 'DECIMAL' || kind === 'NUMERIC') return first === undefined ? undefined : { kind: 'DECIMAL', precision: first, scale: second };
  const type = KINDS[kind];
  return type?.kind === 'VARCHAR' && first !== undefined ? { kind: 'VARCHAR', length: first } : type;
}
