/** Dialects that queries are written in; `ansi` is the warehouse's own SQL as it is. */
export const SQL_DIALECTS = ['ansi', 'redshift', 'snowflake'] as const;

export type SqlDialect = (typeof SQL_DIALECTS)[number];

/** Whose SQL an engine takes. */
export type QueryLanguage = 'duckdb' | 'postgres' | 'sqlite' | 'redshift' | 'snowflake';
