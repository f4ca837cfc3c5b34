import { ANY, complement, ESCAPED_SETS, inBothCases, NAMED_SETS, type CharacterSet } from './character-set';

/** A regular expression, with what each part matches. Offsets are those in its text. */
export type PatternNode =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly items: readonly PatternNode[]; readonly spans: readonly (readonly [start: number, end: number])[] }
  | { readonly kind: 'group'; readonly inner: PatternNode; readonly captures: boolean }
  | { readonly kind: 'repeat'; readonly inner: PatternNode; readonly least: number; readonly most: number; readonly lazy: boolean };

/** Literal characters that stand for others behind a backslash. */
const CONTROLS: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7 };

/** Reads a pattern; undefined where it has what this reader does not know. */
export function patternTree(pattern: string, anyCase: boolean): PatternNode | undefined {
  try {
    return new Reader(pattern, anyCase).read();
  } catch (error) {
    if (error instanceof UnknownPattern) return undefined;
    throw error;
  }
}

class UnknownPattern extends Error {}

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly anyCase: boolean,
  ) {}

  read(): PatternNode {
    const tree = this.choice();
    if (this.at < this.text.length) throw new UnknownPattern();
    return tree;
  }

  private choice(): PatternNode {
    const items: PatternNode[] = [];
    const spans: (readonly [number, number])[] = [];
    do {
      const start = this.at;
      items.push(this.sequence());
      spans.push([start, this.at]);
    } while (this.takes('|'));
    return items.length === 1 ? items[0]! : { kind: 'choice', items, spans };
  }

  private sequence(): PatternNode {
    const items: PatternNode[] = [];
    while (this.at < this.text.length && !'|)'.includes(this.text[this.at]!)) items.push(this.repeated(this.atom()));
    return { kind: 'sequence', items };
  }

  private atom(): PatternNode {
    const char = String.fromCodePoint(this.text.codePointAt(this.at)!);
    this.at += char.length;
    if (char === '(') return this.group();
    if (char === '[') return this.brackets();
    if (char === '\\') return { kind: 'set', set: this.cased(this.escape()) };
    if (char === '^') return { kind: 'start' };
    if (char === '$') return { kind: 'end' };
    if (char === '.') return { kind: 'set', set: ANY };
    if ('*+?{'.includes(char)) throw new UnknownPattern();
    return { kind: 'set', set: this.cased([[char.codePointAt(0)!, char.codePointAt(0)!]]) };
  }

  private group(): PatternNode {
    const captures = !this.takes('?:');
    if (this.text[this.at] === '?') throw new UnknownPattern();
    const inner = this.choice();
    if (!this.takes(')')) throw new UnknownPattern();
    return { kind: 'group', inner, captures };
  }

  private escape(): CharacterSet {
    const char = this.text[this.at++];
    if (char === undefined || /[1-9]/.test(char)) throw new UnknownPattern();
    const set = ESCAPED_SETS[char.toLowerCase()];
    if (set) return char === char.toLowerCase() ? set : complement(set);
    const code = CONTROLS[char] ?? char.charCodeAt(0);
    if (CONTROLS[char] === undefined && /[A-Za-z0]/.test(char)) throw new UnknownPattern();
    return [[code, code]];
  }

  private brackets(): PatternNode {
    const negated = this.takes('^');
    const ranges: (readonly [number, number])[] = [];
    for (let first = true; first || this.text[this.at] !== ']'; first = false) {
      if (this.at >= this.text.length) throw new UnknownPattern();
      const named = /^\[:(\w+):\]/.exec(this.text.slice(this.at));
      const set = named ? NAMED_SETS[named[1]!] : this.member();
      if (set === undefined) throw new UnknownPattern();
      if (named) this.at += named[0].length;
      const isRange = !named && set.length === 1 && this.text[this.at] === '-' && this.text[this.at + 1] !== ']' && this.text[this.at + 1] !== undefined;
      if (isRange) this.at++;
      ranges.push(...(isRange ? [[set[0]![0], this.member()[0]![1]] as const] : set));
    }
    this.at++;
    const set = this.cased(ranges);
    return { kind: 'set', set: negated ? complement(set) : set };
  }

  private member(): CharacterSet {
    if (this.text.startsWith('[.', this.at) || this.text.startsWith('[=', this.at)) throw new UnknownPattern();
    if (this.takes('\\')) return this.escape();
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw new UnknownPattern();
    this.at += String.fromCodePoint(code).length;
    return [[code, code]];
  }

  private repeated(inner: PatternNode): PatternNode {
    const [written, sign, least, comma, most] = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})/.exec(this.text.slice(this.at)) ?? [];
    if (written === undefined) return inner;
    this.at += written.length;
    const lazy = this.takes('?');
    const counts: readonly [number, number] =
      sign === undefined ? [Number(least), comma === '' ? Number(least) : most === '' ? Infinity : Number(most)] : [sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity];
    return this.repeated({ kind: 'repeat', inner, least: counts[0], most: counts[1], lazy });
  }

  private cased(set: CharacterSet): CharacterSet {
    return this.anyCase ? inBothCases(set) : set;
  }

  private takes(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}
