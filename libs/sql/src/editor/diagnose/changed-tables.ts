import type { Token } from '../../token';

/** A table that a statement makes. */
export interface MadeTable {
  readonly name: string;
  readonly isTemporary: boolean;
}

const CREATE_WORDS: ReadonlySet<string> = new Set(['OR', 'REPLACE', 'LOCAL', 'GLOBAL', 'TEMP', 'TEMPORARY', 'TRANSIENT', 'VOLATILE']);
/** Words between the first one of a change and its table. */
const BEFORE_TABLE: ReadonlySet<string> = new Set(['INTO', 'FROM', 'TABLE', 'IF', 'EXISTS', 'ONLY', 'OVERWRITE']);
const CHANGES: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'DROP', 'ALTER', 'MERGE']);

/** The table that `CREATE … TABLE name` makes; undefined for any other statement. */
export function madeTable(tokens: readonly Token[]): MadeTable | undefined {
  if (tokens[0]?.text !== 'CREATE') return undefined;
  let at = 1;
  while (CREATE_WORDS.has(tokens[at]?.text ?? '')) at++;
  const words = tokens.slice(1, at).map(({ text }) => text);
  if (tokens[at++]?.text !== 'TABLE') return undefined;
  if (tokens[at]?.text === 'IF') at += 3;
  const isHash = tokens[at]?.text === '#';
  const name = tokens[isHash ? at + 1 : at];
  return name && { name: `${isHash ? '#' : ''}${name.text}`, isTemporary: isHash || words.includes('TEMP') || words.includes('TEMPORARY') };
}

/** The table whose rows or columns a statement changes; undefined for a statement that changes none. */
export function changedTable(tokens: readonly Token[]): string | undefined {
  if (!CHANGES.has(tokens[0]?.text ?? '')) return undefined;
  let at = 1;
  while (BEFORE_TABLE.has(tokens[at]?.text ?? '')) at++;
  return tokens[at]?.text === '#' ? `#${tokens[at + 1]?.text ?? ''}` : tokens[at]?.text;
}
