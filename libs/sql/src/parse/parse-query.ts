import { Cursor } from './cursor';
import { readQuery } from './query';
import type { Token } from '../token';
import type { Query } from './syntax';

/**
 * Reads one query: SELECT, WITH, VALUES, TABLE, in the dialects of Redshift, Snowflake, PostgreSQL and DuckDB at once.
 * @param tokens the statement's, without a semicolon
 * @throws AppError `invalid_sql` that says what was found, what should come, and where
 */
export function parseQuery(sql: string, tokens: readonly Token[]): Query {
  const cursor = new Cursor(sql, tokens);
  const query = readQuery(cursor);
  if (cursor.token) cursor.fail('the end of the statement');
  return query;
}
