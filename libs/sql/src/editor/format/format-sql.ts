import { LineIndex } from '../../text-position';
import { tokenize } from '../../tokenize';
import { withCallBrackets } from './call-brackets';
import { layOutOf } from './dialects';
import { fingerprint } from './fingerprint';
import type { FormatResult, QueryLanguage, SqlDialect, SqlDiagnostic } from '@dw-sim/contracts';

/** How keywords are written: as they are, or all alike. */
export type KeywordCase = 'preserve' | 'upper' | 'lower';

export interface FormatOptions {
  readonly dialect: SqlDialect;
  /** Whose SQL `ansi` is. */
  readonly language: QueryLanguage;
  readonly keywordCase?: KeywordCase;
}

/** Statements of more characters, or more brackets in brackets, are left as they are: the formatter would take seconds. */
const MOST_CHARACTERS = 50_000;
const MOST_DEPTH = 64;
const MOST_TEXT = 500_000;

/**
 * Lays a text out by the rules of its dialect: clauses and items on lines of their own. Only white space changes, and the case of
 * keywords where that is asked for; a statement that can't be laid out without further change stays as it is, with the reason.
 */
export async function formatSql(sql: string, { dialect, language, keywordCase = 'preserve' }: FormatOptions): Promise<Omit<FormatResult, 'dialect'>> {
  const lexis = { backslashEscapes: dialect !== 'ansi' };
  const dialectOwn = await layOutOf(dialect === 'ansi' ? language : dialect);
  const layOut = (text: string) => withCallBrackets(text, dialectOwn(text, keywordCase), lexis);
  const lines = new LineIndex(sql);
  const found: (Piece & Formatted)[] = [];
  for (const piece of sql.length > MOST_TEXT ? [{ start: 0, end: sql.length, behind: '', statement: 1 }] : pieces(sql, lexis)) {
    // Others wait for their turn, too.
    if (found.length % 20 === 19) await new Promise(setImmediate);
    found.push({ ...piece, ...formatPiece(sql.slice(piece.start, piece.end), layOut, lexis) });
  }
  const text = found.map((piece) => `${piece.text}${piece.behind}`).filter((piece) => piece !== '').join('\n\n');
  const joined = text === '' ? '' : `${text}\n`;
  // A quote that is left open makes a part of the text of whatever comes behind it.
  const isSame = fingerprint(joined, lexis) === fingerprint(sql, lexis);
  const kept = isSame ? found.filter(({ reason }) => reason !== undefined) : [{ start: 0, statement: 1, reason: 'a quote or a comment is left open.' }];
  const diagnostics = kept.map(({ start, statement, reason }): SqlDiagnostic => {
    const offset = start + /^\s*/.exec(sql.slice(start))![0].length;
    const message = `Statement ${statement} was left as it is: ${reason}`;
    return { severity: 'warning', code: 'invalid_sql', message, position: { ...lines.positionAt(offset), length: 1 }, offset, length: 1, statement };
  });
  const result = isSame ? joined : sql;
  return { sql: result, changed: result !== sql, diagnostics };
}

interface Lexis {
  readonly backslashEscapes: boolean;
}

interface Formatted {
  readonly text: string;
  /** Why it was left as it is. */
  readonly reason?: string;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  /** A comment on the line of its semicolon. */
  readonly behind: string;
  /** Which statement it is, from 1. */
  readonly statement: number;
}

/** The statements with their semicolons and the comments around them; a comment behind a semicolon stays on its line. */
function pieces(sql: string, lexis: Lexis): readonly Piece[] {
  const found: Piece[] = [];
  let start = 0;
  for (const { kind, text, end } of tokenize(sql, lexis)) {
    if (kind !== 'symbol' || text !== ';' || end <= start) continue;
    const [comment] = /^[ \t]*--[^\n]*/.exec(sql.slice(end)) ?? [''];
    found.push({ start, end, behind: comment === '' ? '' : ` ${comment.trim()}`, statement: found.length + 1 });
    start = end + comment.length;
  }
  return [...found, { start, end: sql.length, behind: '', statement: found.length + 1 }];
}

function formatPiece(text: string, layOut: (text: string) => string, lexis: Lexis): Formatted {
  const trimmed = text.trim();
  if (trimmed === '') return { text: '' };
  if (text.length > MOST_CHARACTERS) return { text: trimmed, reason: `it has more than ${MOST_CHARACTERS.toLocaleString('en-US')} characters.` };
  if (deepest(trimmed) > MOST_DEPTH) return { text: trimmed, reason: 'it is nested too deeply.' };
  try {
    const once = layOut(trimmed);
    // Comments may find their place only the second time.
    const formatted = layOut(once);
    const isSame = fingerprint(formatted, lexis) === fingerprint(trimmed, lexis) && (once === formatted || layOut(formatted) === formatted);
    return isSame ? { text: formatted } : { text: trimmed, reason: 'laying it out would change its text.' };
  } catch (error) {
    // Expected: the formatter's own parse error, and the end of the stack in deep nesting.
    return { text: trimmed, reason: error instanceof RangeError ? 'it is nested too deeply.' : `the formatter does not understand it${placeOf(error)}.` };
  }
}

/** How deep brackets are nested, those in strings with them. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [bracket] of text.matchAll(/[()]/g)) {
    depth += bracket === '(' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}

/** Where the formatter gave up, as it tells it. */
function placeOf(error: unknown): string {
  const [, token] = /Unexpected "([^"\n]{1,20})/.exec(error instanceof Error ? error.message : '') ?? [];
  return token === undefined ? '' : `, from "${token.trim()}" on`;
}
