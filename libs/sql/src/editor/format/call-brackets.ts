import { tokenize } from '../../tokenize';

/** Words that are parted from a bracket behind them. */
const PARTED: ReadonlySet<string> = new Set(
  'SELECT DISTINCT ALL FROM JOIN ON USING WHERE AND OR NOT IN EXISTS ANY SOME BETWEEN LIKE ILIKE WHEN THEN ELSE CASE AS OVER FILTER BY HAVING QUALIFY VALUES UNION INTERSECT EXCEPT MINUS LIMIT OFFSET SET INTO WITH LATERAL TABLE GROUP PIVOT UNPIVOT SETS'.split(' '),
);

/**
 * Takes the blank before a bracket away that the formatter puts behind names it does not know as functions: `my_function (1)`.
 * Only where none stood in the text before.
 */
export function withCallBrackets(before: string, formatted: string, lexis: { readonly backslashEscapes: boolean }): string {
  const written = tokenize(before, lexis);
  const laidOut = tokenize(formatted, lexis);
  if (written.length !== laidOut.length) return formatted;
  let text = '';
  let at = 0;
  for (let index = 1; index < laidOut.length; index++) {
    const [name, bracket] = [laidOut[index - 1]!, laidOut[index]!];
    const isCall = bracket.text === '(' && bracket.kind === 'symbol' && (name.kind === 'word' || name.kind === 'quoted') && !PARTED.has(name.text);
    if (!isCall || written[index - 1]!.end !== written[index]!.start || formatted.slice(name.end, bracket.start) !== ' ') continue;
    text += formatted.slice(at, name.end);
    at = bracket.start;
  }
  return text + formatted.slice(at);
}
