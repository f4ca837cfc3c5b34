import type { ColumnType } from '@dw-sim/contracts';
import { streamKey } from '@dw-sim/generation-rng';
import * as fc from 'fast-check';
import type { ColumnContext, KernelContext } from '../generator-kind';
import { pattern as generator } from '../kinds/pattern';
import { TextBatch } from '../text-batch';

const columnOf = (unique: boolean, type: ColumnType = { kind: 'VARCHAR' }) => ({ name: 'c', type, unique, nullable: false, rowCount: 10, locale: 'en', siblings: [] }) as unknown as ColumnContext;
const contextOf = (unique: boolean) => ({ unique, key: (purpose: string) => streamKey(1, 't', 'c', purpose) }) as unknown as KernelContext;

function texts(pattern: string, unique: boolean, count: number): string[] {
  const kernel = generator.compile({ pattern }, contextOf(unique));
  if (kernel.lane !== 'text') throw new Error('patterns make text');
  const out = new TextBatch(count, kernel.maxByteLength);
  kernel.fill(out, Uint32Array.from({ length: count }, (_, i) => i), count);
  return Array.from({ length: count }, (_, i) => out.text(i));
}

const countOf = (pattern: string) => generator.distinctCount({ pattern }, columnOf(true));
const faultOf = (pattern: string, type?: ColumnType) => generator.check?.({ pattern }, columnOf(true, type))?.at(0);

/** Expressions of the subset over few characters, so that the same text often comes about in several ways. */
const { pattern: arbitraryPattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  pattern: fc.array(tie('piece'), { minLength: 0, maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: fc.constantFrom('a', 'b', '[ab]', '[a-c]', '\\d{1}', 'é', '🎉', '\\.', '[\\]\\-]', '\\x41', '\\u00df') },
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie('pattern'), fc.constantFrom('?', '{0,2}', '{2}', '{1,3}')).map(([a, quantifier]) => `(?:${a})${quantifier}`),
  ),
}));

describe('a pattern', () => {
  it('makes texts that match it, as JavaScript matches', () => {
    fc.assert(
      fc.property(arbitraryPattern, fc.boolean(), (pattern, unique) => {
        if (faultOf(pattern)) return true;
        const count = unique ? Math.min(200, countOf(pattern)) : 200;
        const expression = new RegExp(`^(?:${pattern})$`, 'u');
        return texts(pattern, unique, count).every((text) => expression.test(text));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('has exactly as many unique texts as it counts, however it says them', () => {
    fc.assert(
      fc.property(arbitraryPattern, (pattern) => {
        if (faultOf(pattern)) return true;
        const count = countOf(pattern);
        if (count > 5000) return true;
        const unique = new Set(texts(pattern, true, count));
        // Every text that is drawn freely is one of those that were counted.
        return unique.size === count && texts(pattern, false, 500).every((text) => unique.has(text));
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it.each([
    ['[A-Z]{2}-\\d{4}(-[a-f0-9]{2,4})?', 676 * 10_000 * (1 + 256 + 4096 + 65_536)],
    ['a?a?a?', 4],
    ['(a|ab)(c|bc)', 3],
    ['', 1],
    ['x{0}', 1],
    ['\\w', 63],
    ['.', 95],
    ['[^a-z]', 95 - 26],
    ['^abc$', 1],
    ['[A-Z]{40}', Infinity],
  ])('%s has %d texts', (pattern, count) => expect(countOf(pattern)).toBe(count));

  it('is unique far beyond what doubles count', () => {
    for (const pattern of ['[A-Z]{40}', '(a{1,30}|\\d{30})[x-z]{30}', '[A-Z]{11}', '[A-Z]{12}']) {
      const some = texts(pattern, true, 50_000);
      expect(new Set(some).size).toBe(50_000);
      expect(some.every((text) => new RegExp(`^(?:${pattern})$`).test(text))).toBe(true);
    }
  });

  it('draws each alternative alike likely', () => {
    const some = texts('(a|bb|\\d{3}){1,2}', false, 40_000);
    expect(some.filter((text) => /^(a|bb|\d{3})$/.test(text)).length / 40_000).toBeCloseTo(0.5, 1);
    expect(some.filter((text) => text.startsWith('a')).length / 40_000).toBeCloseTo(1 / 3, 1);
  });

  it.each([
    ['ab*', 'pattern:1:3', /"\*" has no end/],
    ['a+', 'pattern:1:2', /bounded|no end/],
    ['a{2,}', 'pattern:1:2', /no end/],
    ['a{3,2}', 'pattern:1:2', /out of range/],
    ['a{1,9999}', 'pattern:1:2', /out of range/],
    ['(ab', 'pattern:1:1', /no end/],
    ['ab)', 'pattern:1:3', /closes no group/],
    ['x[a', 'pattern:1:2', /no end/],
    ['[]', 'pattern:1:1', /no character/],
    ['[z-a]', 'pattern:1:2', /range/],
    ['(?=a)', 'pattern:1:1', /ahead/],
    ['(a)\\1', 'pattern:1:4', /subset/],
    ['a\\b', 'pattern:1:2', /subset/],
    ['a^b', 'pattern:1:2', /inside/],
    ['a$b', 'pattern:1:2', /inside/],
    ['?', 'pattern:1:1', /by itself/],
  ])('%s is refused at %s', (pattern, place, message) => {
    expect(faultOf(pattern)?.message).toContain(place);
    expect(faultOf(pattern)?.message).toMatch(message);
  });

  it('fits its column, or is refused', () => {
    expect(faultOf('[a-z]{3,9}', { kind: 'VARCHAR', length: 9 })).toBeUndefined();
    expect(faultOf('[a-z]{3,9}', { kind: 'VARCHAR', length: 8 })).toMatchObject({ code: 'too_long', allowed: 'at most 8' });
    expect(faultOf('((a{0}){1000}){1000}')).toMatchObject({ code: 'too_complex' });
  });
});
