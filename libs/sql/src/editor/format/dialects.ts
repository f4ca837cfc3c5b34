import type { DialectOptions } from 'sql-formatter';
import type { QueryLanguage } from '@dw-sim/contracts';

/** Operators that the formatter's own lists of these dialects lack; they are PostgreSQL's and DuckDB's. */
const POSTGRES_OPERATORS = ['~', '~*', '!~', '!~*', '~~', '~~*', '!~~', '!~~*', '->', '->>', '#>', '#>>', '@>', '<@', '&&', '^@', '**', '//', '==', ':='];

function extended(dialect: DialectOptions, operators: readonly string[], more: Partial<DialectOptions['tokenizerOptions']> = {}): DialectOptions {
  const { tokenizerOptions } = dialect;
  const all = [...new Set([...(tokenizerOptions.operators ?? []), ...operators])].sort((a, b) => b.length - a.length);
  return { ...dialect, tokenizerOptions: { ...tokenizerOptions, ...more, operators: all } };
}

/** Lays a text out by the formatter's rules for one dialect. */
export type LayOut = (sql: string, keywordCase: 'preserve' | 'upper' | 'lower') => string;

/** A place in Snowflake's storage. */
const STAGE = { regex: String.raw`@[~%"A-Za-z_][^\s,;()]*` };

let loaded: Promise<Readonly<Record<QueryLanguage, LayOut>>> | undefined;

/** The formatter for whose SQL a text is. It is large, and loaded when it is first needed. */
export async function layOutOf(language: QueryLanguage): Promise<LayOut> {
  loaded ??= load();
  return (await loaded)[language];
}

async function load(): Promise<Readonly<Record<QueryLanguage, LayOut>>> {
  const { formatDialect, duckdb, postgresql, redshift, snowflake, sqlite } = await import('sql-formatter');
  // Each dialect is one object for good: the formatter keeps what it makes of it.
  const by = (dialect: DialectOptions, custom: readonly { readonly regex: string }[] = []): LayOut => (sql, keywordCase) =>
    formatDialect(sql, { dialect, keywordCase, linesBetweenQueries: 1, paramTypes: { custom: [...custom] } }).trim();
  return {
    duckdb: by(extended(duckdb, POSTGRES_OPERATORS)),
    postgres: by(postgresql),
    sqlite: by(sqlite),
    redshift: by(extended(redshift, POSTGRES_OPERATORS, { extraParens: ['[]'], identChars: { rest: '$' }, stringTypes: ['$$', "''-qq"] })),
    snowflake: by(extended(snowflake, ['->', '!='], { extraParens: ['[]', '{}'] }), [STAGE]),
  };
}
