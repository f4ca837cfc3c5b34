import { SyntaxFault } from './expression-fault';

/** A word of an expression; `text` is lower case for names, without quotes for strings and quoted names. */
export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'quoted' | 'operator' | 'end';
  readonly text: string;
  /** As the user wrote it. */
  readonly source: string;
  readonly at: number;
}

const TOKEN =
  /(?<number>(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|(?<string>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*")|(?<name>[a-z_]\w*(?:\.[a-z_]\w*)*)|(?<operator>\|\||<=|>=|<>|!=|==|::|\/\/|[-+*/%<>=(),[\]])/iy;

/** Most words of an expression, so that neither its nesting nor its cost gets out of hand. */
const MAX_TOKENS = 2000;

/**
 * Splits an expression into words.
 * @throws SyntaxFault at a character that begins no word, or where there are too many
 */
export function tokenize(code: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(code, 0);
  while (at < code.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(code);
    if (!match) throw new SyntaxFault(at, strayCharacter(code, at));
    if (tokens.length === MAX_TOKENS) throw new SyntaxFault(at, 'the expression is too long', `${MAX_TOKENS} words and signs`);
    tokens.push(tokenOf(match, at));
    at = skipSpace(code, at + match[0].length);
  }
  return [...tokens, { kind: 'end', text: '', source: 'the end', at: code.length }];
}

function tokenOf({ 0: source, groups = {} }: RegExpExecArray, at: number): Token {
  if (groups['number'] !== undefined) return { kind: 'number', text: source, source, at };
  if (groups['string'] !== undefined) return { kind: 'string', text: source.slice(1, -1).replaceAll("''", "'"), source, at };
  if (groups['quoted'] !== undefined) return { kind: 'quoted', text: source.slice(1, -1).replaceAll('""', '"'), source, at };
  return { kind: groups['name'] === undefined ? 'operator' : 'name', text: source.toLowerCase(), source, at };
}

function strayCharacter(code: string, at: number): string {
  if (code[at] === "'") return 'the text that begins here has no end';
  return code[at] === '"' ? 'the name that begins here has no end' : `${JSON.stringify(String.fromCodePoint(code.codePointAt(at) ?? 0))} has no meaning here`;
}

function skipSpace(code: string, from: number): number {
  let at = from;
  while (at < code.length && /\s/.test(code[at])) at++;
  return at;
}
