import type { Token } from '../token';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The tokens of one statement, with matched brackets and the questions that the analysis asks of a place. */
export class StatementTokens {
  /** Index of the closing bracket of each opening one; the number of tokens where it is never closed. */
  private readonly closes: ReadonlyMap<number, number>;
  /** How deep brackets are nested. */
  readonly depth: number;

  constructor(private readonly tokens: readonly Token[]) {
    const { closes, depth } = matchBrackets(tokens);
    this.closes = closes;
    this.depth = depth;
  }

  get length(): number {
    return this.tokens.length;
  }

  at(index: number): Token | undefined {
    return this.tokens[index];
  }

  /** One of these keywords (upper case), unquoted and not a part of a dotted name. */
  isWord(index: number, ...words: readonly string[]): boolean {
    return this.isWordOf(index, words);
  }

  isWordOf(index: number, words: readonly string[] | ReadonlySet<string>): boolean {
    const token = this.tokens[index];
    if (token?.kind !== 'word' || this.isSymbol(index - 1, '.')) return false;
    return words instanceof Set ? words.has(token.text) : (words as readonly string[]).includes(token.text);
  }

  isSymbol(index: number, symbol: string): boolean {
    const token = this.tokens[index];
    return token?.kind === 'symbol' && token.text === symbol;
  }

  /** A word or a quoted identifier. */
  isName(index: number): boolean {
    const kind = this.tokens[index]?.kind;
    return kind === 'word' || kind === 'quoted';
  }

  isOpening(index: number): boolean {
    const token = this.tokens[index];
    return token?.kind === 'symbol' && token.text in CLOSING;
  }

  /** Index of the bracket that closes the one at `index`, or of the end. */
  close(index: number): number {
    return this.closes.get(index) ?? this.tokens.length;
  }

  /** The index after the token at `index`, or after the whole group where it opens one. */
  after(index: number): number {
    return this.isOpening(index) ? this.close(index) + 1 : index + 1;
  }

  /**
   * The dotted name that starts at `index`: its tokens, and the index after it. `a..b` has two parts; the star of
   * `a.*` ends the name.
   */
  dottedName(index: number): { readonly parts: readonly Token[]; readonly next: number } {
    const parts: Token[] = [];
    let at = index;
    for (;;) {
      const token = this.tokens[at];
      if (token === undefined || !this.isName(at)) break;
      parts.push(token);
      at++;
      if (!this.isSymbol(at, '.')) break;
      while (this.isSymbol(at, '.')) at++;
    }
    return { parts, next: at };
  }
}

function matchBrackets(tokens: readonly Token[]): { closes: ReadonlyMap<number, number>; depth: number } {
  const closes = new Map<number, number>();
  const open: number[] = [];
  let depth = 0;
  tokens.forEach((token, index) => {
    if (token.kind !== 'symbol') return;
    if (token.text in CLOSING) depth = Math.max(depth, open.push(index));
    const last = open.at(-1);
    if (last !== undefined && CLOSING[tokens[last]?.text ?? ''] === token.text) {
      closes.set(last, index);
      open.pop();
    }
  });
  return { closes, depth };
}
