import type { Argument, FunctionEntry, Rendering, SqlType } from '../function-entry';

type Result = FunctionEntry['result'];
type Extras = Partial<Pick<FunctionEntry, 'aliases' | 'note' | 'window'>>;

/** Writes the entries of one family: name, fewest and most arguments, result, rendering on DuckDB. */
export function entriesOf(family: FunctionEntry['family']) {
  return (name: string, args: FunctionEntry['args'], result: Result, duckdb: Rendering, extras: Extras = {}): FunctionEntry => ({
    name,
    family,
    args,
    result,
    duckdb,
    ...extras,
  });
}

/** Entries of functions that can't be said on DuckDB, with the reason and what to write instead. */
export function refusedEntries(family: FunctionEntry['family'], names: readonly string[], refused: string): readonly FunctionEntry[] {
  return names.map((name) => ({ name, family, args: [0, Infinity] as const, result: 'unknown' as SqlType, duckdb: { refused } }));
}

/** A string as a SQL literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The value of an argument that is written as a whole number, with its sign; undefined for any other. */
export function wholeNumber(argument: Argument | undefined): number | undefined {
  const text = argument?.sql.replace(/[()\s]/g, '');
  return text !== undefined && /^[-+]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Text that a rendering repeats: cheap to evaluate twice, and the same both times. */
const SIMPLE = /^(?:[\w."$]+|'(?:[^']|'')*')$/;

/**
 * `body` over the value of `sql`, which is evaluated once: as it stands where it is a name or a literal, else bound by a lambda,
 * since DuckDB has no LET.
 */
export function once(sql: string, name: string, body: (value: string) => string): string {
  if (SIMPLE.test(sql)) return body(sql);
  return `(list_transform([${sql}], lambda ${name}: ${body(name)})[1])`;
}
