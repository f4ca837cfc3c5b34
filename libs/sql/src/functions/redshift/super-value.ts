import type { Argument, Call } from '../function-entry';

/** Whether a value is of SUPER's types. */
export function isSuper({ type }: Argument): boolean {
  return type === 'json' || type === 'array' || type === 'object';
}

/** An argument as a SUPER value; others are made one. NULL stays the missing value. */
export function superOf({ engine }: Pick<Call, 'engine'>, argument: Argument): string {
  const { sql, type } = argument;
  if (sql.toUpperCase() === 'NULL') return `CAST(NULL AS ${engine === 'duckdb' ? 'JSON' : 'jsonb'})`;
  if (isSuper(argument)) return sql;
  return engine === 'duckdb' ? `to_json(${sql})` : `to_jsonb(${type === 'text' ? `CAST(${sql} AS text)` : sql})`;
}
