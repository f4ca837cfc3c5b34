import type { Token } from '../token';

/** A query that a statement gives a name: CREATE [TEMP] TABLE … AS. */
export interface NamedQuery {
  readonly name: string;
  readonly query: readonly Token[];
}

/**
 * What a simulated Redshift answers to statements that administer a cluster or move files: the user's scripts run through, and
 * each such statement says that it did nothing. Statements that change rows or tables have no answer: the engine's gate refuses them.
 */
const ANSWERS: readonly (readonly [pattern: RegExp, answer: string])[] = [
  [/^(SET|RESET) /, 'Settings are not simulated: the statement had no effect.'],
  [/^(VACUUM|ANALYZE|ANALYSE)\b/, 'There is nothing to do: a simulated warehouse keeps its tables in order.'],
  [/^COPY /, 'COPY was not run: tables of an experiment get their rows when they are generated.'],
  [/^UNLOAD /, 'UNLOAD was not run: nothing was written to S3. Export the result of its query instead.'],
  [/^(GRANT|REVOKE) /, 'Privileges are not simulated: the statement had no effect.'],
  [/^(BEGIN|START TRANSACTION|COMMIT|END|ROLLBACK|ABORT|LOCK)\b/, 'Queries only read: there is no transaction to begin or to end.'],
  [/^ALTER TABLE .* APPEND FROM /, 'ALTER TABLE APPEND was not run: tables of an experiment get their rows when they are generated.'],
  [/^COMMENT ON /, 'Comments are not simulated: the statement had no effect.'],
];

/** The answer, as a text; undefined for a statement that has none. */
export function answerOf(tokens: readonly Token[]): string | undefined {
  const words = `${tokens.slice(0, 12).map(({ text }) => text).join(' ')} `;
  return ANSWERS.find(([pattern]) => pattern.test(words))?.[1];
}

/** The table that a statement makes of a query; undefined for any other statement. */
export function createdTable(tokens: readonly Token[]): NamedQuery | undefined {
  const words = tokens.map(({ kind, text }) => (kind === 'word' ? text : ''));
  if (words[0] !== 'CREATE') return undefined;
  const table = words.indexOf('TABLE');
  if (table < 0 || table > 3) return undefined;
  const at = table + (words[table + 1] === 'IF' ? 4 : 1);
  const name = tokens[at];
  const as = topLevelAs(tokens, at + 1);
  if (!name || (name.kind !== 'word' && name.kind !== 'quoted') || as < 0) return undefined;
  return { name: name.text.toLowerCase(), query: tokens.slice(as + 1) };
}

/** Index of the AS that stands in no brackets. */
function topLevelAs(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index++) {
    const { kind, text } = tokens[index] as Token;
    if (kind === 'symbol' && text === '(') depth++;
    if (kind === 'symbol' && text === ')') depth--;
    if (depth === 0 && kind === 'word' && text === 'AS') return index;
  }
  return -1;
}
