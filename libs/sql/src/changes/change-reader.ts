import type { SqlDialect, TextPosition } from '@dw-sim/contracts';
import { sqlError } from '../parse/cursor';
import { StatementTokens } from '../rewrite/statement-tokens';
import { LineIndex } from '../text-position';
import type { Token } from '../token';
import type { Part } from '../translate/text';
import type { WrittenColumn, WrittenTarget } from './written-change';

/** Reads one statement that changes tables, clause by clause; what is inside expressions and queries is left to others. */
export class ChangeReader {
  at = 0;
  private readonly tokens: StatementTokens;

  constructor(
    readonly sql: string,
    readonly list: readonly Token[],
    private readonly lines: LineIndex,
    /** Name of the hidden column that tells rows apart. */
    readonly rowId: string,
    readonly dialect: SqlDialect,
  ) {
    this.tokens = new StatementTokens(list);
  }

  get isAtEnd(): boolean {
    return this.at >= this.list.length;
  }

  get token(): Token | undefined {
    return this.list[this.at];
  }

  /** Where the text that is read ends. */
  get end(): number {
    return this.list.at(-1)?.end ?? 0;
  }

  isWord(...words: readonly string[]): boolean {
    return this.isWordAt(this.at, ...words);
  }

  isWordAt(at: number, ...words: readonly string[]): boolean {
    const token = this.list[at];
    return token?.kind === 'word' && words.includes(token.text);
  }

  isSymbol(symbol: string, at = this.at): boolean {
    return this.tokens.isSymbol(at, symbol);
  }

  take(...words: readonly string[]): boolean {
    if (!words.every((word, index) => this.isWordAt(this.at + index, word))) return false;
    this.at += words.length;
    return true;
  }

  /** Takes one of some words, where it comes. */
  takeOne(...words: readonly string[]): string | undefined {
    return this.isWord(...words) ? this.list[this.at++]!.text : undefined;
  }

  expect(...words: readonly string[]): void {
    if (!this.take(...words)) this.fail(words.join(' '));
  }

  /** Index of the first of some words outside brackets from here on; the end where there is none. */
  find(...words: readonly string[]): number {
    let at = this.at;
    while (at < this.list.length && !this.isWordAt(at, ...words)) at = this.tokens.after(at);
    return Math.min(at, this.list.length);
  }

  /** Whether a word stands among tokens `[from, to)`. */
  hasWord(word: string, from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.isWordAt(at, word)) return true;
    return false;
  }

  /** Index behind the bracket that starts at a place. */
  behind(at: number): number {
    return Math.min(this.tokens.after(at), this.list.length);
  }

  /** A table's name, dotted or not. */
  target(): WrittenTarget {
    const start = this.at;
    if (this.isSymbol('#')) this.at++;
    const { parts, next } = this.tokens.dottedName(this.at);
    if (parts.length === 0) this.fail('the name of a table');
    const temporary = this.at > start ? '#' : '';
    this.at = next;
    const names = parts.map((part) => this.nameOf(part));
    return { name: temporary + names.at(-1)!, qualifiers: names.slice(0, -1), position: this.positionOf(this.list[start]!.start, parts.at(-1)!.end) };
  }

  targets(): readonly WrittenTarget[] {
    const targets = [this.target()];
    while (this.isSymbol(',')) {
      this.at++;
      targets.push(this.target());
    }
    return targets;
  }

  /** One name: of a column, or an alias. */
  name(what: string): string {
    const { token } = this;
    if (token?.kind !== 'word' && token?.kind !== 'quoted') return this.fail(what);
    this.at++;
    return this.nameOf(token);
  }

  /** The same with its place. */
  column(): WrittenColumn {
    const { token } = this;
    const name = this.name('the name of a column');
    return { name, position: this.positionOf(token!.start, token!.end) };
  }

  /** `(a, b)`; undefined where no bracket comes, or one with a query in it. */
  columnList(): readonly WrittenColumn[] | undefined {
    if (!this.isSymbol('(') || ['SELECT', 'WITH', 'VALUES', 'FROM'].includes(this.list[this.at + 1]?.text ?? '') || this.isSymbol('(', this.at + 1)) return undefined;
    this.at++;
    const columns = [this.column()];
    while (this.isSymbol(',')) {
      this.at++;
      columns.push(this.column());
    }
    if (!this.isSymbol(')')) this.fail('")"');
    this.at++;
    return columns;
  }

  /** Pieces of `[from, to)` that commas outside brackets part. */
  split(from: number, to: number): readonly (readonly [from: number, to: number])[] {
    const pieces: (readonly [number, number])[] = [];
    let start = from;
    for (let at = from; at < to; at = this.tokens.after(at)) {
      if (!this.isSymbol(',', at)) continue;
      pieces.push([start, at]);
      start = at + 1;
    }
    return [...pieces, [start, to]];
  }

  /** The user's text of tokens `[from, to)`, with NULL in place of DEFAULT: no column here has another. */
  part(from: number, to: number): Part[] {
    const parts: Part[] = [];
    if (from >= to) return parts;
    let start = this.list[from]!.start;
    for (let at = from; at < to; at++) {
      const token = this.list[at]!;
      if (token.kind !== 'word' || token.text !== 'DEFAULT') continue;
      parts.push({ start, end: token.start }, 'NULL');
      start = token.end;
    }
    return [...parts, { start, end: this.list[to - 1]!.end }];
  }

  /** The same from here to the end of the statement. */
  rest(): Part[] {
    const parts = this.part(this.at, this.list.length);
    this.at = this.list.length;
    return parts;
  }

  textOf(from: number, to: number): string {
    return from >= to ? '' : this.sql.slice(this.list[from]!.start, this.list[to - 1]!.end);
  }

  positionOf(start: number, end: number): TextPosition {
    return { ...this.lines.positionAt(start), length: end - start };
  }

  fail(expected: string, hint?: string): never {
    const { token } = this;
    if (!token) throw sqlError(this.sql, { start: this.end, end: this.end }, `The statement ends where ${expected} should come.`, hint);
    throw sqlError(this.sql, token, `Found "${this.sql.slice(token.start, Math.min(token.end, token.start + 40))}" where ${expected} should come.`, hint);
  }

  refuse(at: number, message: string, hint: string): never {
    throw sqlError(this.sql, this.list[Math.min(at, this.list.length - 1)]!, message, hint);
  }

  private nameOf(token: Token): string {
    // Redshift folds names in quotes, too.
    if (token.kind === 'quoted') return this.dialect === 'redshift' ? token.text.toLowerCase() : token.text;
    return this.sql.slice(token.start, token.end).toLowerCase();
  }
}
