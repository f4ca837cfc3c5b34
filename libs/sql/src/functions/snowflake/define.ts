import type { Argument, FunctionEntry, Rendering, SqlType } from '../function-entry';

export { quoteText as quoted } from '../../translate/quote';

type Result = FunctionEntry['result'];
type Extras = Partial<Pick<FunctionEntry, 'aliases' | 'note' | 'window' | 'star'>>;

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

/** The value of an argument that is written as a whole number, with its sign; undefined for any other. */
export function wholeNumber(argument: Argument | undefined): number | undefined {
  const text = argument?.sql.replace(/[()\s]/g, '');
  return text !== undefined && /^[-+]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Text that a rendering may repeat: cheap, and the same each time. */
const SIMPLE = /^(?:[\w."$]+|\(?-?\d+(?:\.\d+)?\)?|'(?:[^']|'')*')$/;

/**
 * `body` over the values of some SQL, each evaluated once: a name or a literal as it stands, the others bound by a lambda, since
 * DuckDB has no LET. All of them are bound outside the body, for a lambda may hold neither an aggregate nor a sub-query.
 * @param name of the lambda's parameter; one that encloses another binding must differ from it
 */
export function bound(name: string, values: readonly string[], body: (values: readonly string[]) => string): string {
  const complex = values.filter((sql) => !SIMPLE.test(sql));
  if (complex.length === 0) return body(values);
  const single = complex.length === 1;
  const inside = values.map((sql, index) => (SIMPLE.test(sql) ? sql : single ? name : `${name}.v${index}`));
  const fields = values.flatMap((sql, index) => (SIMPLE.test(sql) ? [] : [`'v${index}': ${sql}`]));
  return `(list_transform([${single ? complex[0] : `{${fields.join(', ')}}`}], lambda ${name}: ${body(inside)})[1])`;
}

/** `bound` for one value. */
export function once(sql: string, name: string, body: (value: string) => string): string {
  return bound(name, [sql], ([value]) => body(value));
}

/** `bound` for arguments, which keep what else is known of them. */
export function boundArguments(name: string, args: readonly Argument[], body: (args: readonly Argument[]) => string): string {
  return bound(
    name,
    args.map(({ sql }) => sql),
    (values) => body(args.map((argument, index) => ({ ...argument, sql: values[index] }))),
  );
}
