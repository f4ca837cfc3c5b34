import * as fc from 'fast-check';
import { longestFirst } from './longest-match';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 400);

const { pattern: anyPattern } = fc.letrec<{ pattern: string; branch: string; piece: string }>((tie) => ({
  pattern: fc.array(tie('branch'), { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|')),
  branch: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
  piece: fc.tuple(
    fc.oneof({ maxDepth: 2 }, fc.constantFrom('a', 'b', 'c', '[ab]', '[^a]', '.', '\\d'), tie('pattern').map((inner) => `(${inner})`), tie('pattern').map((inner) => `(?:${inner})`)),
    fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}'),
  ).map(([atom, count]) => atom + count),
}));

/** Characters of the longest match at the start of a text, by trying every end. */
function longestAt(pattern: string, text: string): number | undefined {
  const whole = new RegExp(`^(?:${pattern})$`, 's');
  for (let end = text.length; end >= 0; end--) if (whole.test(text.slice(0, end))) return end;
  return undefined;
}

describe('longestFirst', () => {
  it.each([
    ['foo|foobar', 'foobar|foo'],
    ['(a|ab|abc)d', '(a|ab|abc)d'],
    ['x(a|ab)', 'x(ab|a)'],
    ['@.*\\.(org|gov)$', '@.*\\.(org|gov)$'],
    ['[a-z]+@[^.]*', '[a-z]+@[^.]*'],
    ['(\\d+)-(\\d+)?', '(\\d+)-(\\d+)?'],
    ['x*(xy)?', undefined],
    ['(a|ab)(c|bcd)(d*)', '(a|ab)(c|bcd)(d*)'],
    ['(a|ab)(c|bd)?', undefined],
    ['a{500}{500}', undefined],
  ])('%s', (pattern, expected) => {
    expect(longestFirst(pattern, false, false)).toBe(expected);
  });

  it('knows that letters of either case are the same where they are', () => {
    expect(longestFirst('a|AB', false, false)).toBe('a|AB');
    expect(longestFirst('a|AB', true, false)).toBe('AB|a');
  });

  it('keeps groups only where the text tells which alternative it takes', () => {
    expect(longestFirst('(a|b)c', false, true)).toBe('(a|b)c');
    expect(longestFirst('(a|ab)(bc|c)', false, true)).toBe('(ab|a)(bc|c)');
  });

  it('matches as much as any way through the pattern', () => {
    fc.assert(
      fc.property(anyPattern, fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), maxLength: 8 }), (pattern, text) => {
        const written = longestFirst(pattern, false, false);
        if (written === undefined) return;
        expect(new RegExp(written, 'sy').exec(text)?.[0].length).toBe(longestAt(pattern, text));
      }),
      { numRuns: RUNS },
    );
  });

  it('is not afraid of everyday patterns', () => {
    const refused = ['^[A-Z]{2}\\d{4}$', '(red|green|blue)', '[^,]+', '\\s+', '(\\w+) (\\w+)', '(http|https)://[^/]+', '[[:alpha:]]+', '^\\(?\\d{3}\\)?[- ]?\\d{3}-\\d{4}$', '(jan|feb|mar)[a-z]*'].filter((pattern) => longestFirst(pattern, false, false) === undefined);
    expect(refused).toEqual([]);
  });
});
