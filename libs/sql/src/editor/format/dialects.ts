import { duckdb, postgresql, redshift, snowflake, sqlite, type DialectOptions } from 'sql-formatter';
import type { QueryLanguage } from '@dw-sim/contracts';

/** Operators that the formatter's own lists of these dialects lack; they are PostgreSQL's and DuckDB's. */
const POSTGRES_OPERATORS = ['~', '~*', '!~', '!~*', '~~', '~~*', '!~~', '!~~*', '->', '->>', '#>', '#>>', '@>', '<@', '&&', '^@', '**', '//', '==', ':='];

function withOperators(dialect: DialectOptions, operators: readonly string[]): DialectOptions {
  const { tokenizerOptions } = dialect;
  const all = [...new Set([...(tokenizerOptions.operators ?? []), ...operators])].sort((a, b) => b.length - a.length);
  return { ...dialect, tokenizerOptions: { ...tokenizerOptions, operators: all } };
}

/** The formatter's rules for whose SQL a text is. Each is one object for good: the formatter keeps what it makes of it. */
export const FORMATTER_DIALECTS: Readonly<Record<QueryLanguage, DialectOptions>> = {
  duckdb: withOperators(duckdb, POSTGRES_OPERATORS),
  postgres: postgresql,
  sqlite,
  redshift: withOperators(redshift, POSTGRES_OPERATORS),
  snowflake: withOperators(snowflake, ['->', '!=']),
};
