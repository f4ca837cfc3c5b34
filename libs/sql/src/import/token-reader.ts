import type { DdlToken } from './ddl-token';

/** Types whose parts stand in angle brackets. */
const ANGLED = new Set(['ARRAY', 'STRUCT', 'MAP', 'RANGE']);

/** Reads a range of tokens from left to right. */
export class TokenReader {
  private at: number;

  /** @param end index behind the last token of the range */
  constructor(
    readonly source: string,
    private readonly tokens: readonly DdlToken[],
    start = 0,
    private readonly end = tokens.length,
  ) {
    this.at = start;
  }

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  get index(): number {
    return this.at;
  }

  /** A token from here; undefined behind the end. */
  peek(ahead = 0): DdlToken | undefined {
    return this.at + ahead < this.end ? this.tokens[this.at + ahead] : undefined;
  }

  /** The token that was read last, or the first of all. */
  get previous(): DdlToken {
    return this.tokens[Math.max(0, this.at - 1)];
  }

  /** The token here, or the last one where there is none: a place for a fault. */
  get here(): DdlToken {
    return this.peek() ?? this.previous;
  }

  next(): DdlToken | undefined {
    return this.at < this.end ? this.tokens[this.at++] : undefined;
  }

  skip(count = 1): void {
    this.at = Math.min(this.end, this.at + count);
  }

  /** True where the words come next, in upper case; symbols count as words. */
  isNext(...words: readonly string[]): boolean {
    return words.every((word, index) => isWord(this.peek(index), word));
  }

  isOneOf(words: ReadonlySet<string>): boolean {
    const token = this.peek();
    return token?.kind === 'word' && words.has(token.text);
  }

  /** Reads the words if they come next, all of them. */
  take(...words: readonly string[]): boolean {
    const found = this.isNext(...words);
    if (found) this.skip(words.length);
    return found;
  }

  /** Reads any of the words that come next, in whatever order. */
  takeAny(...words: readonly string[]): boolean {
    const start = this.at;
    while (words.some((word) => this.take(word)));
    return this.at > start;
  }

  takeKind(kind: DdlToken['kind']): DdlToken | undefined {
    return this.peek()?.kind === kind ? this.next() : undefined;
  }

  /** A text in quotes of either sort. */
  takeText(): string | undefined {
    const token = this.peek();
    return token?.kind === 'string' || token?.kind === 'quoted' ? this.next()?.text : undefined;
  }

  /** A number with its sign. */
  takeNumber(): number | undefined {
    const isSigned = this.isNext('-') || this.isNext('+');
    const token = this.peek(isSigned ? 1 : 0);
    if (token?.kind !== 'number') return undefined;
    const sign = isSigned && this.isNext('-') ? -1 : 1;
    this.skip(isSigned ? 2 : 1);
    return sign * Number(token.text);
  }

  /** Reads `( … )` and answers a reader of what stands inside; undefined where no bracket comes next. */
  takeBrackets(open = '(', close = ')'): TokenReader | undefined {
    if (!this.isNext(open)) return undefined;
    const start = this.at + 1;
    this.at = this.closing(this.at, open, close);
    const inside = new TokenReader(this.source, this.tokens, start, this.at);
    this.skip();
    return inside;
  }

  /** Readers of what stands between the commas of the rest; none where nothing is left. */
  splitAtCommas(): readonly TokenReader[] {
    const parts: TokenReader[] = [];
    if (this.isAtEnd) return parts;
    let start = this.at;
    while (!this.isAtEnd) {
      if (isWord(this.tokens[this.at], ',')) {
        parts.push(new TokenReader(this.source, this.tokens, start, this.at));
        start = ++this.at;
      } else this.skipItem();
    }
    parts.push(new TokenReader(this.source, this.tokens, start, this.at));
    return parts;
  }

  /** Passes over a token, or over brackets with all that stands in them: `( … )`, `STRUCT< … >`. */
  skipItem(): void {
    if (this.isNext('(')) this.at = this.closing(this.at, '(', ')');
    else if (this.isOneOf(ANGLED) && isWord(this.peek(1), '<')) this.at = this.closing(this.at + 1, '<', '>');
    this.skip();
  }

  /** The text from a token up to what was read last, on one line. */
  textFrom(start: number): string {
    if (this.at <= start) return '';
    return this.source.slice(this.tokens[start].start, this.tokens[this.at - 1].end).replace(/\s+/g, ' ');
  }

  /** The rest, without reading it. */
  rest(): TokenReader {
    return new TokenReader(this.source, this.tokens, this.at, this.end);
  }

  /** The same from an earlier token on. */
  from(index: number): TokenReader {
    return new TokenReader(this.source, this.tokens, index, this.end);
  }

  /** What stands before a token. */
  until(index: number): TokenReader {
    return new TokenReader(this.source, this.tokens, this.at, index);
  }

  /** Reads everything that is left. */
  skipRest(): void {
    this.at = this.end;
  }

  /** Index of the bracket that closes the one at an index, or the end. */
  private closing(at: number, open: string, close: string): number {
    let depth = 0;
    for (let i = at; i < this.end; i++) {
      const { kind, text } = this.tokens[i];
      if (kind !== 'symbol') continue;
      if (text === open) depth++;
      else if (text === close && --depth === 0) return i;
    }
    return this.end;
  }
}

/** True for an unquoted word or a symbol. */
export function isWord(token: DdlToken | undefined, word: string): boolean {
  return token !== undefined && token.text === word && (token.kind === 'word' || token.kind === 'symbol');
}
