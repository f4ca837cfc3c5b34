import type { Argument, SqlType } from '../function-entry';
import { quoted } from './define';
import { momentText, withoutZone } from './moment-text';

const JSON_TYPES: ReadonlySet<SqlType> = new Set(['json', 'array', 'object']);
const NUMBERS: ReadonlySet<SqlType> = new Set(['integer', 'decimal', 'float']);

/** TIMESTAMP_NTZ_OUTPUT_FORMAT and TIMESTAMP_OUTPUT_FORMAT as Snowflake sets them, in DuckDB's letters. */
const TIMESTAMP_FORMAT = '%Y-%m-%d %H:%M:%S.%g';

/** Whether a value is VARIANT, ARRAY or OBJECT: JSON on DuckDB. */
export function isVariant(argument: Argument): boolean {
  return JSON_TYPES.has(argument.type);
}

/** Whether a value is a number of any kind. */
export function isNumber(argument: Argument): boolean {
  return NUMBERS.has(argument.type);
}

/** The value as VARCHAR, as Snowflake's cast writes it. */
export function textOf(argument: Argument): string {
  const { sql, type } = argument;
  if (type === 'text') return sql;
  if (isVariant(argument)) return `(${sql} ->> '$')`;
  if (type === 'timestamp') return `strftime(${sql}, ${quoted(TIMESTAMP_FORMAT)})`;
  if (type === 'timestamptz') return `(strftime(${sql}, ${quoted(TIMESTAMP_FORMAT)}) || ' +0000')`;
  if (type === 'time') return `left(CAST(${sql} AS VARCHAR), 8)`;
  if (type === 'float') return `regexp_replace(CAST(${sql} AS VARCHAR), '\\.0$', '')`;
  if (type === 'binary') return `hex(${sql})`;
  return `CAST(${sql} AS VARCHAR)`;
}

/** The value as VARIANT. NULL stays NULL. */
export function variantOf(argument: Argument): string {
  const { sql, type } = argument;
  if (isVariant(argument)) return sql;
  if (type === 'unknown' && /^\(?null\)?$/i.test(sql)) return 'CAST(NULL AS JSON)';
  // As JSON writes numbers: 10.00 is 10.
  if (type === 'decimal') return `CAST(regexp_replace(regexp_replace(CAST(${sql} AS VARCHAR), '(\\.\\d*?)0+$', '\\1'), '\\.$', '') AS JSON)`;
  const plain = type === 'integer' || type === 'float' || type === 'boolean' || type === 'text' || type === 'unknown';
  return `CASE WHEN ${sql} IS NOT NULL THEN to_json(${plain ? sql : textOf(argument)}) END`;
}

/** The value as a number: text and VARIANT are read as one. */
export function numberOf(argument: Argument): string {
  if (isVariant(argument) || argument.type === 'text') return `CAST(${textOf(argument)} AS DOUBLE)`;
  return argument.type === 'boolean' ? `CAST(${argument.sql} AS INTEGER)` : argument.sql;
}

/** The value as a whole number, rounded as Snowflake rounds where it wants one. */
export function integerOf(argument: Argument): string {
  if (argument.type === 'integer') return argument.sql;
  return `CAST(round(${numberOf(argument)}) AS BIGINT)`;
}

/** The value as TIMESTAMP (TIMESTAMP_NTZ): text is read as ISO, `MM/DD/YYYY` or `DD-MON-YYYY`. */
export function timestampOf(argument: Argument): string {
  const { sql, type, literal } = argument;
  if (type === 'timestamp') return sql;
  if (type === 'timestamptz') return `(${sql} AT TIME ZONE 'UTC')`;
  if (type === 'text' && literal !== undefined) return `CAST(${quoted(momentText(literal))} AS TIMESTAMP)`;
  if (type === 'text' || isVariant(argument)) return `CAST(${withoutZone(textOf(argument))} AS TIMESTAMP)`;
  return `CAST(${sql} AS TIMESTAMP)`;
}

/** The value as DATE. */
export function dateOf(argument: Argument): string {
  if (argument.type === 'date') return argument.sql;
  return `CAST(${timestampOf(argument)} AS DATE)`;
}

/** The value as a moment of its own type: text and VARIANT become TIMESTAMP, as Snowflake casts them for date functions. */
export function momentOf(argument: Argument): { readonly sql: string; readonly type: SqlType } {
  const { sql, type } = argument;
  if (type === 'date' || type === 'time' || type === 'timestamp') return { sql, type };
  if (type === 'timestamptz') return { sql, type };
  return { sql: timestampOf(argument), type: 'timestamp' };
}

/** Type of `momentOf`. */
export function momentType(argument: Argument | undefined): SqlType {
  const type = argument?.type;
  return type === 'date' || type === 'time' || type === 'timestamptz' ? type : 'timestamp';
}

/**
 * What a VARIANT sorts by: a number by its value, text as text; NULL for a JSON null, which counts as none. The value itself is
 * in its field `v`.
 */
export function sortKey(json: string): string {
  const number = `CASE WHEN json_type(${json}) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN CAST(${json} AS DOUBLE) END`;
  return `CASE WHEN json_type(${json}) <> 'NULL' THEN {'n': ${number}, 't': ${json} ->> '$', 'v': ${json}} END`;
}

/** The elements of an ARRAY as a DuckDB list of JSON, a JSON null as such. NULL for NULL. */
export function elementsOf(argument: Argument): string {
  // The cast gives NULL its type.
  return `CAST(json_extract(${argument.type === 'text' ? `CAST(${argument.sql} AS JSON)` : argument.sql}, '$[*]') AS JSON[])`;
}

/** A DuckDB list of JSON as an ARRAY. */
export function arrayOf(list: string): string {
  return `to_json(${list})`;
}
