/** A token of SQLite's SQL, with its place in the text. */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'string' | 'variable' | 'symbol';
  /** The word as written, or the name within the quotes. */
  readonly text: string;
  /** UTF-16 code units from 0. */
  readonly offset: number;
  /** Code units of the token as written. */
  readonly length: number;
}

/**
 * Tokens as SQLite's own tokenizer cuts them (https://www.sqlite.org/src/file/src/tokenize.c): comments don't nest,
 * an unclosed one runs to the end, a byte order mark is space, every character beyond ASCII belongs to a word.
 */
const TOKEN =
  /(?<space>[ \t\n\f\r\uFEFF]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|(?<word>[A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*)|(?<variable>[?:@#$][\w$\u0080-\uFFFF]*)|(?<symbol>\d[\w.]*|[\s\S])/gy;

/** The tokens of a text, without space and comments. An unclosed quote becomes a symbol, which SQLite refuses. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const match of sql.matchAll(TOKEN)) {
    const kind = KINDS.find((name) => match.groups?.[name] !== undefined);
    const [written] = match;
    if (kind) tokens.push({ kind, text: textOf(kind, written), offset: match.index, length: written.length });
  }
  return tokens;
}

const KINDS = ['string', 'quoted', 'word', 'variable', 'symbol'] as const;

function textOf(kind: SqlToken['kind'], written: string): string {
  if (kind !== 'quoted' && kind !== 'string') return written;
  const quote = written.charAt(0);
  return written.slice(1, -1).replaceAll(quote + quote, quote);
}
