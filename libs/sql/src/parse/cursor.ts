import { AppError } from '@dw-sim/contracts';
import { LineIndex } from '../text-position';
import { pairBrackets, type Brackets } from './brackets';
import { joinOperators } from './operator-tokens';
import type { Token } from '../token';
import type { Name, Span, SyntaxNode } from './syntax';

/** Brackets, and operands inside operands, may be nested this deep; reading them needs stack. */
const MAX_DEPTH = 128;

/** Reads the tokens of one statement from left to right and makes nodes of them. */
export class Cursor {
  private readonly tokens: readonly Token[];
  private readonly brackets: Brackets;
  private depth = 0;
  private at = 0;
  /** Inside `[…]` and before the colon of `{…}`, where a colon is no path. */
  colonIsPath = true;

  /** @throws AppError `invalid_sql` where brackets are nested too deeply */
  constructor(
    readonly sql: string,
    tokens: readonly Token[],
  ) {
    this.tokens = joinOperators(sql, tokens);
    this.brackets = pairBrackets(this.tokens, MAX_DEPTH);
    const open = tokens.at(-1);
    if (open && isLeftOpen(sql, open)) this.failAt({ start: open.start, end: open.start + 1 }, `The ${open.kind === 'string' ? 'string' : 'name'} that starts here has no end.`);
    const { tooDeep } = this.brackets;
    if (tooDeep !== undefined) this.failAt(this.tokens[tooDeep]!, 'The statement is nested too deeply.');
  }

  get index(): number {
    return this.at;
  }

  /** Start of the token that comes next; the end of the statement behind its last one. */
  get start(): number {
    return this.token?.start ?? this.end;
  }

  /** End of the token that was read last. */
  get end(): number {
    return this.tokens[this.at - 1]?.end ?? this.tokens.at(-1)?.end ?? 0;
  }

  get token(): Token | undefined {
    return this.tokens[this.at];
  }

  peek(ahead: number): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  /** One of these keywords comes next, or `ahead` tokens later. */
  isWord(words: string | ReadonlySet<string>, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    if (token?.kind !== 'word') return false;
    return typeof words === 'string' ? token.text === words : words.has(token.text);
  }

  /** These keywords come next, one after the other. */
  areWords(...words: readonly string[]): boolean {
    return words.every((word, ahead) => this.isWord(word, ahead));
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'symbol' && token.text === symbol;
  }

  /** The token `ahead` stands right behind the one before it. */
  isAdjacent(ahead: number): boolean {
    const token = this.tokens[this.at + ahead];
    return token !== undefined && this.tokens[this.at + ahead - 1]?.end === token.start;
  }

  /** Token behind the bracket that closes the one `ahead`; undefined where it is not closed. */
  behindBracket(ahead: number): number | undefined {
    const close = this.brackets.closes.get(this.at + ahead);
    return close === undefined ? undefined : close + 1 - this.at;
  }

  take(): Token {
    const token = this.tokens[this.at];
    if (!token) return this.fail('more text');
    this.at++;
    return token;
  }

  takeWord(...words: readonly string[]): boolean {
    if (!this.areWords(...words)) return false;
    this.at += words.length;
    return true;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at++;
    return true;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) this.fail(word);
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.fail(`"${symbol}"`);
  }

  /** Reads over a bracket with everything in it. */
  skipBrackets(): void {
    const behind = this.behindBracket(0);
    if (behind === undefined) this.fail('a closed bracket');
    else this.at += behind;
  }

  /** The next token as a name: a quoted identifier, or any word. */
  name(): Name {
    const token = this.token;
    if (token?.kind !== 'word' && token?.kind !== 'quoted') return this.fail('a name');
    this.at++;
    const quoted = token.kind === 'quoted';
    return this.node('name', token.start, { text: quoted ? token.text : this.sql.slice(token.start, token.end), quoted });
  }

  /** Items with commas between them; a comma behind the last one is allowed where `stop` says that the list ends. */
  list<T>(read: () => T, stop?: () => boolean): T[] {
    const items = [read()];
    while (this.takeSymbol(',')) {
      if (stop?.()) break;
      items.push(read());
    }
    return items;
  }

  /** Reads what is one level deeper. @throws AppError `invalid_sql` where that is too deep */
  deeper<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH * 2) this.failAt(this.token ?? { start: this.end, end: this.end }, 'The statement is nested too deeply.');
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  /** A node that ends where the last token ended; its children are those among its fields. */
  node<K extends SyntaxNode['kind'], F extends object>(kind: K, start: number, fields: F): F & { kind: K; start: number; end: number; children: readonly SyntaxNode[] } {
    return { kind, start, end: this.end, children: childrenOf(fields), ...fields };
  }

  /** @throws AppError `invalid_sql` that says what stands here, and what could */
  fail(expected: string): never {
    const token = this.token;
    if (!token) return this.failAt({ start: this.end, end: this.end }, `The statement ends where ${expected} should come.`);
    return this.failAt(token, `Found ${this.quoted(token)} where ${expected} should come.`);
  }

  failAt(span: Span, message: string, hint?: string): never {
    throw sqlError(this.sql, span, message, hint);
  }

  private quoted(token: Token): string {
    const text = this.sql.slice(token.start, Math.min(token.end, token.start + 40));
    return `"${text}${token.end - token.start > 40 ? '…' : ''}"`;
  }
}

/** A fault of a statement at its place. */
export function sqlError(sql: string, span: Span, message: string, hint?: string): AppError {
  const position = { ...new LineIndex(sql).positionAt(span.start), length: Math.max(span.end - span.start, 1) };
  return new AppError('invalid_sql', message, { position, ...(hint !== undefined && { hint }) });
}

/** A string or quoted name that runs to the end of the text without its closing mark. */
function isLeftOpen(sql: string, { kind, start, end }: Token): boolean {
  if ((kind !== 'string' && kind !== 'quoted') || end !== sql.length) return false;
  const mark = sql[start] === '$' ? sql.slice(start, sql.indexOf('$', start + 1) + 1) : sql[start]!;
  if (end - start < mark.length * 2 || !sql.endsWith(mark)) return true;
  // Two marks at the end are one of the text; an odd number closes it.
  const marks = /['"`]+$/.exec(sql.slice(start + 1, end))?.[0].length ?? 1;
  return mark.length === 1 && sql.slice(start + 1, end).length !== marks && marks % 2 === 0;
}

function childrenOf(fields: object): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const value of Object.values(fields) as readonly unknown[]) {
    if (Array.isArray(value)) for (const item of value) addChild(children, item);
    else addChild(children, value);
  }
  for (let at = 1; at < children.length; at++) if (children[at]!.start < children[at - 1]!.start) return children.sort((a, b) => a.start - b.start);
  return children;
}

function addChild(children: SyntaxNode[], value: unknown): void {
  if (typeof value === 'object' && value !== null && 'children' in value) children.push(value as SyntaxNode);
}
