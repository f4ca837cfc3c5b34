import { Cursor } from './cursor';
import { readExpression } from './expression';
import { readQuery } from './query';
import type { Token } from '../token';
import type { Expression, Query } from './syntax';

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

/** Reads one expression. @throws AppError `invalid_sql`, as `parseQuery` */
export function parseExpression(sql: string, tokens: readonly Token[]): Expression {
  const cursor = new Cursor(sql, tokens);
  const expression = readExpression(cursor);
  if (cursor.token) cursor.fail('the end of the statement');
  return expression;
}
