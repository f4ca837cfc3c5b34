/** Ranges of code points, both ends included. */
export type CharacterSet = readonly (readonly [low: number, high: number])[];

const LAST = 0x10ffff;
const range = (low: string, high: string): readonly [number, number] => [low.codePointAt(0)!, high.codePointAt(0)!];
const DIGITS: CharacterSet = [range('0', '9')];
const LETTERS: CharacterSet = [range('A', 'Z'), range('a', 'z')];
const BLANKS: CharacterSet = [[9, 13], [32, 32]];

/** Every character. */
export const ANY: CharacterSet = [[0, LAST]];

/** Sets that a letter behind a backslash stands for; the capital is the rest. */
export const ESCAPED_SETS: Readonly<Record<string, CharacterSet>> = { d: DIGITS, w: [...DIGITS, ...LETTERS, range('_', '_')], s: BLANKS };

/** Sets that stand as `[:name:]` in brackets. */
export const NAMED_SETS: Readonly<Record<string, CharacterSet>> = {
  alnum: [...DIGITS, ...LETTERS], alpha: LETTERS, blank: [[9, 9], [32, 32]], cntrl: [[0, 31], [127, 127]], digit: DIGITS, graph: [[33, 126]], lower: [range('a', 'z')],
  print: [[32, 126]], punct: [[33, 47], [58, 64], [91, 96], [123, 126]], space: BLANKS, upper: [range('A', 'Z')], word: [...DIGITS, ...LETTERS, range('_', '_')],
  xdigit: [...DIGITS, range('A', 'F'), range('a', 'f')],
};

/** What a set leaves out. */
export function complement(set: CharacterSet): CharacterSet {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [low, high] of [...set].sort(([a], [b]) => a - b)) {
    if (low > next) rest.push([next, low - 1]);
    next = Math.max(next, high + 1);
  }
  return next <= LAST ? [...rest, [next, LAST]] : rest;
}

/** A set with the letters of its letters' other case. */
export function inBothCases(set: CharacterSet): CharacterSet {
  const others = LETTERS.flatMap(([first, last]) => {
    const shift = first === 65 ? 32 : -32;
    return set.flatMap(([low, high]) => (high < first || low > last ? [] : [[Math.max(low, first) + shift, Math.min(high, last) + shift] as const]));
  });
  return [...set, ...others];
}

export function contains(set: CharacterSet, code: number): boolean {
  return set.some(([low, high]) => code >= low && code <= high);
}

/** One character of each kind that the sets tell apart. */
export function representatives(sets: readonly CharacterSet[]): readonly number[] {
  const starts = new Set([0]);
  for (const [low, high] of sets.flat()) {
    starts.add(low);
    if (high < LAST) starts.add(high + 1);
  }
  const kinds = new Map([...starts].map((code) => [sets.map((set) => (contains(set, code) ? 1 : 0)).join(''), code]));
  return [...kinds.values()];
}
