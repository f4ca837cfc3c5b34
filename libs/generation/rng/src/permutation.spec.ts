import * as fc from 'fast-check';
import { makePermutation, MAX_PERMUTATION_SIZE } from './permutation';
import { streamKey } from './stream-key';

describe('makePermutation', () => {
  it('is a bijection on [0, size) for any size and key', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 65530, max: 140000 })), fc.integer(), fc.integer(), (size, k0, k1) => {
        const at = makePermutation(size, [k0, k1]);
        const seen = new Set<number>();
        for (let i = 0; i < size; i++) seen.add(at(i));
        return seen.size === size && [...seen].every((value) => value >= 0 && value < size);
      }),
      { numRuns: 50 },
    );
  });

  it('is a bijection on the full 32 bits as far as sampling can see', () => {
    const at = makePermutation(MAX_PERMUTATION_SIZE, streamKey(42, 't', 'c', 'value'));
    const seen = new Set<number>();
    for (let i = 0; i < 200_000; i++) seen.add(at(MAX_PERMUTATION_SIZE - 1 - i * 21474));
    expect(seen.size).toBe(200_000);
  });

  it('sends a fixed position everywhere with equal chance over keys', () => {
    const size = 10;
    const counts = new Uint32Array(size);
    for (let seed = 0; seed < 20_000; seed++) counts[makePermutation(size, streamKey(seed, 't', 'c', 'value'))(3)]++;
    const chi = [...counts].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    // 9 degrees of freedom: 99.999 % below 39.
    expect(chi).toBeLessThan(39);
  });

  it('leaves no visible order behind', () => {
    const size = 100_000;
    const at = makePermutation(size, streamKey(42, 't', 'c', 'value'));
    let ascending = 0;
    for (let i = 1; i < size; i++) if (at(i) > at(i - 1)) ascending++;
    expect(Math.abs(ascending / size - 0.5)).toBeLessThan(0.01);
  });

  it.each([0, -1, MAX_PERMUTATION_SIZE + 1, Number.NaN])('refuses the size %p', (size) => {
    expect(() => makePermutation(size, [1, 2])).toThrow('allowed: 1 to 4294967296');
  });
});
