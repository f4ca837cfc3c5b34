import { hash32 } from './hash';
import { streamKey } from './stream-key';
import { makeUnimodalDraw } from './unimodal-weights';
import { makeZipfDraw } from './zipf';

const KEY = streamKey(42, 't', 'c', 'value');

describe('makeUnimodalDraw', () => {
  const poisson = (lambda: number) => ({ first: 0, last: Infinity, mode: Math.floor(lambda), ratio: (k: number) => lambda / (k + 1) });

  it('puts its thresholds where the distribution function is', () => {
    const draw = makeUnimodalDraw(poisson(3));
    // P(X <= 2) = 8.5 e^-3 and P(X = 0) = e^-3.
    const two = Math.round(8.5 * Math.exp(-3) * 2 ** 32);
    expect([draw(two - 1), draw(two + 1)]).toEqual([2, 3]);
    const zero = Math.round(Math.exp(-3) * 2 ** 32);
    expect([draw(0), draw(zero - 1), draw(zero + 1)]).toEqual([0, 0, 1]);
  });

  it('stays near a far peak, and inside its ends', () => {
    const draw = makeUnimodalDraw(poisson(1e8));
    expect(draw(2 ** 31)).toBeGreaterThan(1e8 - 5);
    expect(draw(2 ** 31)).toBeLessThan(1e8 + 5);
    const cut = makeUnimodalDraw({ ...poisson(3), first: 20, last: 22 });
    expect([cut(0), cut(0xffffffff)]).toEqual([20, 22]);
  });
});

describe('makeZipfDraw', () => {
  const share = (n: number, alpha: number, from: number, to: number) => {
    let part = 0;
    let total = 0;
    for (let k = 1; k <= n; k++) {
      const weight = k ** -alpha;
      total += weight;
      if (k >= from && k <= to) part += weight;
    }
    return part / total;
  };

  it.each([
    [0.5, 1_000_000],
    [1, 1_000_000],
    [1.1, 300_000],
    [2.5, 20_000],
  ])('follows the distribution on both sides of the seam: alpha %p, %p ranks', (alpha, last) => {
    const draw = makeZipfDraw({ first: 1, last, alpha }, KEY);
    const edges = [1, 2, 10, 100, 1000, 16_385, 17_000, 100_000, last + 1].filter((edge) => edge <= last + 1);
    const n = 200_000;
    const counts = new Array<number>(edges.length - 1).fill(0);
    for (let row = 0; row < n; row++) {
      const rank = draw(row);
      if (!Number.isInteger(rank) || rank < 1 || rank > last) throw new Error(`rank ${rank}`);
      counts[edges.findLastIndex((edge) => rank >= edge)]++;
    }
    // Four standard deviations of a binomial count, and one for the smallest.
    counts.forEach((count, i) => {
      const expected = n * share(last, alpha, edges[i], edges[i + 1] - 1);
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected) + 1);
    });
  });

  it.each([0.2, 1, 1 + 1e-12, 3])('reaches far ranks without leaving them: alpha %p', (alpha) => {
    const draw = makeZipfDraw({ first: 1, last: 2 ** 53 - 1, alpha }, KEY);
    for (let row = 0; row < 20_000; row++) {
      const rank = draw(row);
      if (!Number.isSafeInteger(rank) || rank < 1) throw new Error(`rank ${rank}`);
    }
  });

  it('draws from the middle of the ranks', () => {
    const draw = makeZipfDraw({ first: 1000, last: 1002, alpha: 30 }, KEY);
    const counts = [0, 0, 0];
    for (let row = 0; row < 30_000; row++) counts[draw(row) - 1000]++;
    const total = 1 + 1.001 ** -30 + 1.002 ** -30;
    [1, 1.001 ** -30, 1.002 ** -30].forEach((weight, i) => expect(Math.abs(counts[i] - (30_000 * weight) / total)).toBeLessThan(400));
  });

  it('splits far ranks evenly where they are about equally likely', () => {
    const draw = makeZipfDraw({ first: 1e9, last: 1e9 + 99_999, alpha: 2 }, KEY);
    let below = 0;
    for (let row = 0; row < 100_000; row++) if (draw(row) < 1e9 + 50_000) below++;
    expect(Math.abs(below - 50_000)).toBeLessThan(4 * Math.sqrt(25_000) + 10);
  });

  it('is a function of the row alone', () => {
    const [one, other] = [1, 2].map(() => makeZipfDraw({ first: 1, last: 1e9, alpha: 0.9 }, KEY));
    for (const row of [5, 3, 5, 4_294_967_295, hash32(1, 2, 3)]) expect(one(row)).toBe(other(row));
  });
});
