import type { WarehouseDialect } from '@dw-sim/sql';
import type { CellValue } from '@dw-sim/contracts';

/** What a case should give: a value, a text that matches, an error, or only an end without one. */
export type Expectation =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'refused' | 'error' | 'runs' };

/** SQL of a dialect with the answer that its warehouse documents. */
export interface FunctionCase {
  readonly dialect: WarehouseDialect;
  readonly name: string;
  readonly sql: string;
  readonly expected: Expectation;
}

/**
 * Cases as a file of lines: `expression => value`, where the expression may be a whole query. `NULL` is the missing value,
 * `refused` an error before the query runs, `error` one while it does, `/…/` a pattern. Cells and rows are joined by `|`.
 */
export function casesOfLines(dialect: WarehouseDialect, text: string): readonly FunctionCase[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => {
    const at = line.lastIndexOf(' =>');
    if (at < 0) throw new Error(`A case needs " =>" before its value: ${line}`);
    const expression = line.slice(0, at).trim();
    const isQuery = /^(select|with|\()\b/i.test(expression);
    return { dialect, name: expression, sql: isQuery ? expression : `SELECT ${expression}`, expected: expectationOf(line.slice(at + 3).replace(/^ /, '')) };
  });
}

function expectationOf(text: string): Expectation {
  if (text === 'refused' || text === 'error') return { kind: text };
  const pattern = /^\/(.*)\/$/s.exec(text);
  return pattern ? { kind: 'pattern', pattern: pattern[1] as string } : { kind: 'value', text: text.replaceAll('\\n', '\n') };
}

interface JsonCase {
  readonly dialect: WarehouseDialect;
  readonly name: string;
  readonly sql: string;
  readonly expect: string | { readonly regex: string } | null;
}

/** Cases as JSON Lines: `expect` is the joined cells, `{"regex": …}`, or null where the case need only run. */
export function casesOfJson(text: string): readonly FunctionCase[] {
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const { dialect, name, sql, expect } = JSON.parse(line) as JsonCase;
    if (expect === null) return { dialect, name, sql, expected: { kind: 'runs' } };
    return { dialect, name, sql, expected: typeof expect === 'string' ? { kind: 'value', text: expect } : { kind: 'pattern', pattern: expect.regex } };
  });
}

/** Rows as one text. */
export function joined(rows: readonly (readonly CellValue[])[]): string {
  return rows.flat().map((cell) => (cell === null ? 'NULL' : String(cell))).join('|');
}

/** Whether rows are what a case expects. Numbers compare as such: 2.50 is 2.5. */
export function isExpected(expected: Expectation, rows: readonly (readonly CellValue[])[]): boolean {
  if (expected.kind === 'runs') return true;
  if (expected.kind === 'pattern') return new RegExp(expected.pattern).test(joined(rows));
  return expected.kind === 'value' && sameCells(expected.text, joined(rows));
}

function sameCells(expected: string, actual: string): boolean {
  if (expected === actual) return true;
  const [wanted, got] = [expected.split('|'), actual.split('|')];
  return wanted.length === got.length && wanted.every((cell, index) => cell === got[index] || (isNumber(cell) && isNumber(got[index] as string) && Number(cell) === Number(got[index])));
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && text.replace(/\D/g, '').length <= 15;
}
