import { type Pattern, PatternFault } from './pattern-syntax';

/** What `.` and negated classes choose from: the printable characters of ASCII. */
const PRINTABLE = points(0x20, 0x7e);
const DIGITS = points(0x30, 0x39);
const WORD = [...DIGITS, ...points(0x41, 0x5a), 0x5f, ...points(0x61, 0x7a)];
const SPACE = [0x20];
const CLASSES: Readonly<Record<string, readonly number[]>> = { d: DIGITS, w: WORD, s: SPACE, D: without(DIGITS), W: without(WORD), S: without(SPACE) };
const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13 };

/** Most repetitions, and most characters of the expression itself. */
const MAX_REPEAT = 1000;
const MAX_LENGTH = 2000;
const MAX_NESTING = 50;
const SUBSET = 'literals, classes such as [A-Z] and \\d, groups, | and the quantifiers ? {n} {n,m}';

/**
 * Parses a regular expression of the subset.
 * @throws PatternFault with the offset of what is not in the subset
 */
export function parsePattern(source: string): Pattern {
  if (source.length > MAX_LENGTH) throw new PatternFault(MAX_LENGTH, 'the pattern is too long', `${MAX_LENGTH} characters`);
  return new PatternParser(source).whole();
}

class PatternParser {
  private at = 0;
  private nesting = 0;

  constructor(private readonly source: string) {}

  whole(): Pattern {
    // A value matches as a whole, so anchors at the ends say nothing new.
    if (this.next === '^') this.at++;
    const pattern = this.choice();
    if (this.next === '$' && this.at === this.source.length - 1) this.at++;
    if (this.at < this.source.length) throw this.fault(this.next === ')' ? 'this bracket closes no group' : `${JSON.stringify(this.next)} is not understood here`);
    return pattern;
  }

  private get next(): string {
    return this.source[this.at] ?? '';
  }

  private choice(): Pattern {
    if (++this.nesting > MAX_NESTING) throw this.fault('the groups are nested too deeply', `${MAX_NESTING} levels`);
    const items = [this.sequence()];
    while (this.next === '|') {
      this.at++;
      items.push(this.sequence());
    }
    this.nesting--;
    return items.length === 1 ? items[0] : { kind: 'choice', items };
  }

  private sequence(): Pattern {
    const items: Pattern[] = [];
    while (this.at < this.source.length && this.next !== '|' && this.next !== ')' && !(this.next === '$' && this.at === this.source.length - 1)) items.push(this.repeated());
    return { kind: 'sequence', items };
  }

  private repeated(): Pattern {
    let item = this.item();
    for (let range = this.quantifier(); range; range = this.quantifier()) item = { kind: 'repeat', item, min: range[0], max: range[1] };
    return item;
  }

  private quantifier(): readonly [min: number, max: number] | undefined {
    if (this.next === '*' || this.next === '+') throw this.fault(`${JSON.stringify(this.next)} has no end`, `a bounded quantifier such as {${this.next === '*' ? 0 : 1},10}`);
    if (this.next === '?') {
      this.at++;
      return [0, 1];
    }
    if (this.next !== '{') return undefined;
    const [whole, low, comma, high] = /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(this.source.slice(this.at)) ?? [];
    if (whole === undefined) throw this.fault('this quantifier is none', '{3} or {2,5}; \\{ stands for the bracket');
    if (comma && !high) throw this.fault('this quantifier has no end', `a bounded one such as {${low},${Number(low) + 10}}`);
    const range = [Number(low), comma ? Number(high) : Number(low)] as const;
    if (range[0] > range[1] || range[1] > MAX_REPEAT) throw this.fault(`the quantifier ${whole} is out of range`, `{n,m} with n up to m and m up to ${MAX_REPEAT}`);
    this.at += whole.length;
    return range;
  }

  private item(): Pattern {
    const character = this.next;
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return this.bracketed();
      case '.':
        this.at++;
        return { kind: 'class', points: PRINTABLE };
      case '\\':
        return { kind: 'class', points: this.escaped() };
      case '^':
      case '$':
        throw this.fault(`${character} stands inside the pattern`, 'anchors at its ends only');
      case ']':
      case '}':
      case '?':
      case '*':
      case '+':
      case '{':
        throw this.fault(`${JSON.stringify(character)} stands by itself`, `\\${character} for the character`);
      default:
        return { kind: 'class', points: [this.point()] };
    }
  }

  private group(): Pattern {
    const open = this.at;
    this.at++;
    if (this.next === '?') {
      const [prefix] = /^\?(?::|<[A-Za-z]\w*>)/.exec(this.source.slice(this.at)) ?? [];
      if (prefix === undefined) throw this.fault('looking ahead or behind makes no text', SUBSET, open);
      this.at += prefix.length;
    }
    const pattern = this.choice();
    if (this.next !== ')') throw this.fault('the group that begins here has no end', 'a closing bracket', open);
    this.at++;
    return pattern;
  }

  private bracketed(): Pattern {
    const open = this.at;
    this.at++;
    const negated = this.next === '^';
    if (negated) this.at++;
    const chosen = new Set<number>();
    while (this.next !== ']') {
      if (this.at >= this.source.length) throw this.fault('the class that begins here has no end', 'a closing bracket', open);
      for (const point of this.classRange()) chosen.add(point);
    }
    this.at++;
    const all = negated ? without([...chosen]) : [...chosen].sort((a, b) => a - b);
    if (all.length === 0) throw this.fault('the class holds no character', 'at least one', open);
    return { kind: 'class', points: all };
  }

  private classRange(): readonly number[] {
    const from = this.at;
    const first = this.classItem();
    if (this.next !== '-' || this.source[this.at + 1] === ']' || first.length !== 1) return first;
    this.at++;
    const last = this.classItem();
    if (last.length !== 1 || last[0] < first[0] || last[0] - first[0] > 0xffff) throw this.fault('this range goes from no character to another', 'a range such as a-z', from);
    // The halves of surrogate pairs between the ends are no characters.
    return points(first[0], last[0]).filter((point) => point < 0xd800 || point > 0xdfff);
  }

  private classItem(): readonly number[] {
    return this.next === '\\' ? this.escaped() : [this.point()];
  }

  private escaped(): readonly number[] {
    const from = this.at;
    this.at++;
    const letter = this.next;
    if (Object.hasOwn(CLASSES, letter)) return this.skip(CLASSES[letter]);
    if (Object.hasOwn(CONTROL, letter)) return this.skip([CONTROL[letter]]);
    if (letter === 'u') return this.hexadecimal(4, from);
    if (letter === 'x') return this.hexadecimal(2, from);
    if (/[A-Za-z0-9]/.test(letter) || letter === '') throw this.fault(`\\${letter} is not in the subset`, SUBSET, from);
    return [this.point()];
  }

  private hexadecimal(length: number, from: number): readonly number[] {
    const digits = this.source.slice(this.at + 1, this.at + 1 + length);
    const point = parseInt(digits, 16);
    if (!new RegExp(`^[0-9a-fA-F]{${length}}$`).test(digits) || point === 0 || (point >= 0xd800 && point <= 0xdfff)) throw this.fault('this is no character', `\\${this.next} and ${length} hexadecimal digits`, from);
    this.at += length;
    return this.skip([point]);
  }

  private skip<T>(value: T): T {
    this.at++;
    return value;
  }

  private point(): number {
    const point = this.source.codePointAt(this.at) ?? 0;
    if (point === 0 || (point >= 0xd800 && point <= 0xdfff)) throw this.fault('this is no character', SUBSET);
    this.at += point > 0xffff ? 2 : 1;
    return point;
  }

  private fault(message: string, allowed = SUBSET, at = this.at): PatternFault {
    return new PatternFault(at, message, allowed);
  }
}

function points(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function without(excluded: readonly number[]): readonly number[] {
  return PRINTABLE.filter((point) => !excluded.includes(point));
}
