import type { Token, TokenKind } from './token';

/** How a text is cut up; dialects disagree and nothing in the text says which it is. */
interface LexicalRules {
  /** `'it\'s'` is one string (Snowflake, Redshift). */
  readonly backslashEscapes: boolean;
  /** A comment inside a comment is closed on its own (PostgreSQL, DuckDB). */
  readonly nestedComments: boolean;
  /** `// …` is a comment (Snowflake). */
  readonly slashComments?: boolean;
}

interface Lexed {
  readonly tokens: readonly Token[];
  /** Something is left open, or there is a character that no dialect uses outside a string. */
  readonly suspicious: boolean;
  /** Where comments with two slashes start. */
  readonly slashComments: readonly number[];
}

const READINGS: readonly LexicalRules[] = [
  { backslashEscapes: false, nestedComments: true },
  { backslashEscapes: true, nestedComments: true },
  { backslashEscapes: false, nestedComments: false },
  { backslashEscapes: true, nestedComments: false },
];

const ESCAPED_FIRST = [...READINGS].sort((a, b) => Number(b.backslashEscapes) - Number(a.backslashEscapes));

const SPACE = /[\s\uFEFF]+/y;
/** PostgreSQL and DuckDB end it at a carriage return as well. */
const LINE_COMMENT = /--[^\n\r]*/y;
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_$]*/uy;
const SLASH_COMMENT = /\/\/[^\n\r]*/y;
const NUMBER = /(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?)/y;
const DOLLAR_TAG = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const STAGE = /@[~%"\p{L}_][^\s,;()]*/uy;

/**
 * Cuts SQL text into tokens: standard SQL with the extensions of PostgreSQL, Redshift, Snowflake, DuckDB and SQLite.
 * Never fails: what is left open runs to the end of the text. Where the standard reading leaves something open, the
 * readings with backslash escapes and with flat comments are tried, and the first that closes everything is taken.
 * @param backslashEscapes the dialect has them: they are tried first
 */
export function tokenize(sql: string, { backslashEscapes = false } = {}): readonly Token[] {
  let first: Lexed | undefined;
  for (const rules of backslashEscapes ? ESCAPED_FIRST : READINGS) {
    const lexed = lex(sql, rules);
    if (!lexed.suspicious) return lexed.tokens;
    first ??= lexed;
  }
  return first?.tokens ?? [];
}

/**
 * The text with `--` for each `//` that starts a comment in Snowflake, so that every reader takes it for one: `//` divides in DuckDB.
 * No character moves.
 */
export function withDashComments(sql: string): string {
  if (!sql.includes('//')) return sql;
  let first: Lexed | undefined;
  for (const rules of ESCAPED_FIRST) {
    const lexed = lex(sql, { ...rules, slashComments: true });
    first ??= lexed;
    if (!lexed.suspicious) return dashed(sql, lexed);
  }
  return dashed(sql, first!);
}

function dashed(sql: string, { slashComments }: Lexed): string {
  let text = '';
  let at = 0;
  for (const start of slashComments) {
    text += `${sql.slice(at, start)}--`;
    at = start + 2;
  }
  return text + sql.slice(at);
}

function lex(sql: string, rules: LexicalRules): Lexed {
  const tokens: Token[] = [];
  const slashComments: number[] = [];
  let suspicious = false;
  let at = 0;
  while (at < sql.length) {
    const blank = matchEnd(SPACE, sql, at) ?? matchEnd(LINE_COMMENT, sql, at);
    if (blank !== undefined) {
      at = blank;
      continue;
    }
    const slashComment = rules.slashComments ? matchEnd(SLASH_COMMENT, sql, at) : undefined;
    if (slashComment !== undefined) {
      slashComments.push(at);
      at = slashComment;
      continue;
    }
    if (sql.startsWith('/*', at)) {
      const end = commentEnd(sql, at, rules.nestedComments);
      suspicious ||= end === undefined;
      at = end ?? sql.length;
      continue;
    }
    const { kind, end, closed } = readToken(sql, at, rules, tokens.at(-1));
    suspicious ||= !closed || sql[at] === '\\';
    tokens.push({ kind, start: at, end, text: tokenText(kind, sql.slice(at, end)) });
    at = end;
  }
  return { tokens, suspicious, slashComments };
}

interface Reading {
  readonly kind: TokenKind;
  readonly end: number;
  readonly closed: boolean;
}

function readToken(sql: string, at: number, rules: LexicalRules, previous: Token | undefined): Reading {
  const char = sql[at];
  if (char === "'") {
    const escapes = rules.backslashEscapes || (previous?.text === 'E' && previous.kind === 'word' && previous.end === at);
    return quoted('string', sql, at, escapes);
  }
  if (char === '"' || char === '`') return quoted('quoted', sql, at, false);
  if (char === '$') {
    const tagEnd = matchEnd(DOLLAR_TAG, sql, at);
    if (tagEnd !== undefined) return dollarQuoted(sql, at, tagEnd);
  }
  const word = matchEnd(WORD, sql, at);
  if (word !== undefined) return { kind: 'word', end: word, closed: true };
  const number = matchEnd(NUMBER, sql, at);
  if (number !== undefined) return { kind: 'number', end: number, closed: true };
  const stage = matchEnd(STAGE, sql, at);
  if (stage !== undefined) return { kind: 'stage', end: stage, closed: true };
  return { kind: 'symbol', end: at + (sql.startsWith('::', at) ? 2 : 1), closed: true };
}

function quoted(kind: TokenKind, sql: string, at: number, escapes: boolean): Reading {
  const quote = sql[at];
  for (let i = at + 1; i < sql.length; i++) {
    if (escapes && sql[i] === '\\') i++;
    else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) return { kind, end: i + 1, closed: true };
      i++;
    }
  }
  return { kind, end: sql.length, closed: false };
}

function dollarQuoted(sql: string, at: number, tagEnd: number): Reading {
  const close = sql.indexOf(sql.slice(at, tagEnd), tagEnd);
  if (close < 0) return { kind: 'string', end: sql.length, closed: false };
  return { kind: 'string', end: close + tagEnd - at, closed: true };
}

function commentEnd(sql: string, at: number, nested: boolean): number | undefined {
  let depth = 1;
  for (let i = at + 2; i < sql.length; i++) {
    if (sql.startsWith('*/', i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    } else if (nested && sql.startsWith('/*', i)) {
      depth++;
      i++;
    }
  }
  return undefined;
}

function matchEnd(pattern: RegExp, sql: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : undefined;
}

function tokenText(kind: TokenKind, written: string): string {
  if (kind === 'word') return written.toUpperCase();
  if (kind !== 'quoted') return written;
  const quote = written[0] ?? '"';
  const inner = written.length > 1 && written.endsWith(quote) ? written.slice(1, -1) : written.slice(1);
  return inner.replaceAll(quote + quote, quote);
}
