import * as fc from 'fast-check';
import { streamKey } from './stream-key';
import { makeUniqueTuples } from './unique-tuples';

const tuplesOf = (radices: readonly number[], rows: readonly number[], seed = 1) => {
  const digits = makeUniqueTuples(radices, streamKey(seed, 't', 'c', 'tuple'));
  return rows.map((row) => digits.map((digit) => digit(row)));
};
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('makeUniqueTuples', () => {
  it('gives every row a tuple of its own, inside the radices, until all are used', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }), fc.nat(), (radices, seed) => {
        const product = radices.reduce((sum, radix) => sum * radix, 1);
        const tuples = tuplesOf(radices, range(product), seed);
        const inside = tuples.every((tuple) => tuple.every((digit, i) => Number.isInteger(digit) && digit >= 0 && digit < radices[i]));
        return inside && new Set(tuples.map(String)).size === product;
      }),
    );
  });

  it.each([
    [[1_000_000, 1_000_000]],
    [[3, 4_000_000_000]],
    [[70_000, 90_000, 5]],
    [[2 ** 32, 2 ** 32, 2 ** 32]],
    [[5, 2 ** 32, 7]],
  ])('does so beyond 2^32 combinations: %p', (radices) => {
    const rows = [...range(100_000), ...range(1000).map((i) => 4_294_967_295 - i * 4_000_000)];
    const tuples = tuplesOf(radices, rows);
    expect(tuples.every((tuple) => tuple.every((digit, i) => Number.isInteger(digit) && digit >= 0 && digit < radices[i]))).toBe(true);
    expect(new Set(tuples.map(String)).size).toBe(rows.length);
  });

  it.each([[[100, 100]], [[1_000_000, 1_000_000]]])('spreads every member over its values: %p', (radices) => {
    const rows = 5000;
    const tuples = tuplesOf(radices, range(rows));
    radices.forEach((radix, member) => {
      const cells = new Uint32Array(10);
      for (const tuple of tuples) cells[Math.floor((tuple[member] / radix) * 10)]++;
      const chi = [...cells].reduce((sum, count) => sum + (count - rows / 10) ** 2 / (rows / 10), 0);
      // 9 degrees of freedom: 99.999 % below 39.
      expect(chi).toBeLessThan(39);
    });
  });
});
