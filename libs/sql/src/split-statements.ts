import { LineIndex } from './text-position';
import { tokenize } from './tokenize';
import type { TextPosition } from '@dw-sim/contracts';
import type { Token } from './token';

/** One statement of a text: without its semicolon, and without the white space and comments around it. */
export interface SqlStatement {
  readonly text: string;
  /** Offset of its first character, in UTF-16 code units. */
  readonly start: number;
  /** Offset after its last character. */
  readonly end: number;
  /** Where it starts in the whole text; `length` is the statement's. */
  readonly position: TextPosition;
}

/**
 * Splits SQL text at its semicolons, not at those in strings, quoted names, dollar quotes and comments.
 * Empty statements are left out, so the answer is empty for a text of comments only.
 */
export function splitStatements(sql: string): readonly SqlStatement[] {
  const lines = new LineIndex(sql);
  return statementTokens(tokenize(sql)).map((tokens) => {
    const start = tokens[0]?.start ?? 0;
    const end = tokens.at(-1)?.end ?? start;
    return { text: sql.slice(start, end), start, end, position: { ...lines.positionAt(start), length: end - start } };
  });
}

/** The tokens of each statement, semicolons left out; no list is empty. */
export function statementTokens(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    if (token.kind === 'symbol' && token.text === ';') {
      if (current.length > 0) statements.push(current);
      current = [];
    } else current.push(token);
  }
  if (current.length > 0) statements.push(current);
  return statements;
}
