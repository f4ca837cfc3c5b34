import { betaCdf, betaQuantile, logGamma } from './beta';
import { hash32 } from './hash';
import { normalCdf, normalQuantile } from './normal';
import { makeQuantileDraw } from './quantile-table';
import { streamKey } from './stream-key';
import { makeWeightedChoice } from './weighted-choice';

/** Kolmogorov-Smirnov distance of a sample from a distribution function. */
function ksDistance(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = sample.slice().sort();
  let distance = 0;
  sorted.forEach((x, i) => {
    const f = cdf(x);
    distance = Math.max(distance, f - i / sorted.length, (i + 1) / sorted.length - f);
  });
  return distance;
}

describe('reference values', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167813],
    [1e-10, -6.361340902404056],
  ])('normalQuantile(%p) = %p', (p, x) => expect(normalQuantile(p)).toBeCloseTo(x, 10));

  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-2.5, 0.006209665325776132],
    [4, 0.9999683287581669],
    [-6, 9.865876450376981e-10],
  ])('normalCdf(%p) = %p', (x, p) => expect(Math.abs(normalCdf(x) - p)).toBeLessThan(1e-14));

  it.each([
    [0.5, 2, 2, 0.5],
    [0.3, 2, 5, 0.579825],
    [0.1, 0.5, 0.5, 0.2048327646991335],
  ])('betaCdf(%p, %p, %p) = %p', (x, a, b, p) => expect(betaCdf(x, a, b)).toBeCloseTo(p, 10));

  it('logGamma matches factorials', () => {
    expect(Math.exp(logGamma(6))).toBeCloseTo(120, 9);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
  });
});

describe('makeQuantileDraw', () => {
  const [k0, k1] = streamKey(42, 't', 'c', 'value');
  const n = 200_000;
  const sample = (draw: (u: number) => number) => Float64Array.from({ length: n }, (_, row) => draw(hash32(row, k0, k1)));
  // Critical distance at the 0.1 % level.
  const critical = 1.95 / Math.sqrt(n);

  it('follows the normal distribution', () => {
    expect(ksDistance(sample(makeQuantileDraw(normalQuantile)), normalCdf)).toBeLessThan(critical);
  });

  it.each([
    [2, 5],
    [0.5, 0.5],
    [8, 1],
  ])('follows beta(%p, %p)', (a, b) => {
    const draw = makeQuantileDraw((p) => betaQuantile(p, a, b));
    expect(ksDistance(sample(draw), (x) => betaCdf(x, a, b))).toBeLessThan(critical);
  });

  it('agrees with the exact quantile from the first draw to the last', () => {
    const draw = makeQuantileDraw(normalQuantile);
    for (const u of [0, 1, 4095, 4096, 1 << 20, (1 << 24) - 1, 1 << 24, 0x7fffffff, 0xfeffffff, 0xff000000, 0xffffefff, 0xffffffff]) {
      expect(Math.abs(draw(u) - normalQuantile((u + 0.5) / 4294967296))).toBeLessThan(3e-4);
    }
  });

  it('is monotone', () => {
    const draw = makeQuantileDraw(normalQuantile);
    let last = -Infinity;
    for (let u = 0; u < 4294967296; u += 65521) {
      const x = draw(u);
      if (!(x >= last)) throw new Error(`draw ${u} gives ${x}, less than ${last} before it`);
      last = x;
    }
    expect(last).toBeGreaterThan(4);
  });
});

describe('makeWeightedChoice', () => {
  it('draws in proportion to the weights', () => {
    const weights = [10, 15, 0, 25, 45, 5];
    const choose = makeWeightedChoice(weights);
    const [k0, k1] = streamKey(42, 't', 'c', 'value');
    const counts = weights.map(() => 0);
    for (let row = 0; row < 100_000; row++) counts[choose(hash32(row, k0, k1))]++;
    expect(counts[2]).toBe(0);
    weights.forEach((weight, i) => expect(Math.abs(counts[i] - weight * 1000)).toBeLessThan(4 * Math.sqrt(weight * 1000) + 1));
  });

  it('reaches only weighted indexes at both ends of the range', () => {
    const choose = makeWeightedChoice([0, 1, 1, 0]);
    expect(choose(0)).toBe(1);
    expect(choose(0xffffffff)).toBe(2);
  });

  it('serves thousands of weights', () => {
    const choose = makeWeightedChoice(Array.from({ length: 10_000 }, () => 1));
    expect(choose(0)).toBe(0);
    expect(choose(0xffffffff)).toBe(9999);
    expect(choose(0x80000000)).toBe(5000);
  });
});
