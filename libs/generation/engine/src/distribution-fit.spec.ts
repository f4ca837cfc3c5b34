import type { ColumnDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { gammaCdf, gammaQuantile, logGamma, normalCdf } from '@dw-sim/generation-rng';
import { PlanKernels } from './plan-kernels';

const ROWS = 100_000;
const SEED = 20_260;
/** One test in a thousand would fail for a true distribution, were the seed not fixed. */
const LEVEL = 0.001;
/** Critical Kolmogorov-Smirnov distance at that level (asymptotic). */
const KS_CRITICAL = Math.sqrt(-Math.log(LEVEL / 2) / 2 / ROWS);

/** Values of a numeric column of a definition, through the checked model, the plan and the kernel. */
function valuesOf(column: Partial<ColumnDefinition>): Float64Array {
  const { errors, model } = checkDefinition(
    {
      name: 'fit',
      tables: [
        { name: 'parents', target_rows: 1000, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }] },
        { name: 't', target_rows: ROWS, columns: [{ name: 'x', data_type: 'FLOAT', required: true, ...column }] },
      ],
    },
    { warehouses: [] },
  );
  if (!model) throw new Error(JSON.stringify(errors));
  const kernel = new PlanKernels(compilePlan(model, { seed: SEED })).kernelOf('t', 'x');
  if (kernel.lane !== 'number') throw new Error('not a number');
  const out = new Float64Array(ROWS);
  kernel.fill(out, Uint32Array.from({ length: ROWS }, (_, row) => row), ROWS);
  return out;
}

function ksDistance(values: Float64Array, cdf: (x: number) => number): number {
  return values
    .slice()
    .sort()
    .reduce((distance, x, i) => {
      const p = cdf(x);
      return Math.max(distance, p - i / ROWS, (i + 1) / ROWS - p);
    }, 0);
}

/** Chi-square statistic over the critical value at the level; classes with fewer than five expected are joined. */
function chiSquareRatio(values: Iterable<number>, probabilities: ReadonlyMap<number, number>): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let [statistic, classes, restExpected, restCount] = [0, 0, 0, ROWS];
  for (const [value, probability] of probabilities) {
    if (probability * ROWS < 5) continue;
    const count = counts.get(value) ?? 0;
    statistic += (count - probability * ROWS) ** 2 / (probability * ROWS);
    restExpected += probability * ROWS;
    restCount -= count;
    classes++;
  }
  restExpected = ROWS - restExpected;
  if (restExpected >= 5) {
    statistic += (restCount - restExpected) ** 2 / restExpected;
    classes++;
  } else expect(restCount).toBeLessThan(30);
  return statistic / (2 * gammaQuantile(1 - LEVEL, (classes - 1) / 2));
}

/** Probabilities of whole numbers in proportion to a mass function. */
function massOf(first: number, last: number, logMass: (k: number) => number): Map<number, number> {
  const ks = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const total = ks.reduce((sum, k) => sum + Math.exp(logMass(k)), 0);
  return new Map(ks.map((k) => [k, Math.exp(logMass(k)) / total]));
}

const poissonMass = (lambda: number) => (k: number) => k * Math.log(lambda) - lambda - logGamma(k + 1);
const binomialMass = (n: number, p: number) => (k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p);
const zipfMass = (alpha: number) => (k: number) => -alpha * Math.log(k);

/** Distribution function of the part between two bounds. */
function between(cdf: (x: number) => number, min: number, max: number): (x: number) => number {
  const [low, high] = [cdf(min), cdf(max)];
  return (x) => (cdf(x) - low) / (high - low);
}

describe('continuous distributions fit (Kolmogorov-Smirnov, 0.1 %)', () => {
  const lognormal = (x: number) => (x <= 0 ? 0 : normalCdf((Math.log(x) - 3) / 0.8));
  const mixture = (x: number) => 0.7 * normalCdf((x - 30) / 5) + 0.3 * normalCdf((x - 80) / 10);
  const histogram = (x: number) => {
    if (x < 10) return 0.05 * (x / 10);
    if (x < 50) return 0.05;
    return x < 100 ? 0.05 + 0.65 * ((x - 50) / 50) : 0.7 + 0.3 * ((x - 100) / 400);
  };
  const components = [{ weight: 70, mean: 30, stddev: 5 }, { weight: 30, mean: 80, stddev: 10 }];
  const bins = { edges: [0, 10, 50, 100, 500], weights: [5, 0, 65, 30] };
  it.each<[string, Record<string, unknown>, (x: number) => number]>([
    ['normal', { mean: 150, stddev: 50 }, (x) => normalCdf((x - 150) / 50)],
    ['exponential', { lambda: 0.2 }, (x) => 1 - Math.exp(-0.2 * x)],
    ['lognormal', { mean: 3, sigma: 0.8 }, lognormal],
    ['lognormal', { mean: 3, sigma: 0.8, min: 10, max: 60, bounds: 'truncate' }, between(lognormal, 10, 60)],
    ['gamma', { shape: 2, scale: 15 }, (x) => 1 - Math.exp(-x / 15) * (1 + x / 15)],
    ['gamma', { shape: 0.3, scale: 1 }, (x) => gammaCdf(x, 0.3)],
    ['weibull', { shape: 1.5, scale: 1000 }, (x) => 1 - Math.exp(-((x / 1000) ** 1.5))],
    ['weibull', { shape: 0.5, scale: 3 }, (x) => 1 - Math.exp(-Math.sqrt(x / 3))],
    ['pareto', { alpha: 1.16, minimum: 100 }, (x) => 1 - (100 / x) ** 1.16],
    ['pareto', { alpha: 0.3, minimum: 1, max: 1e6, bounds: 'truncate' }, between((x) => 1 - x ** -0.3, 1, 1e6)],
    ['triangular', { min: 5, mode: 20, max: 100 }, (x) => (x < 20 ? (x - 5) ** 2 / (95 * 15) : 1 - (100 - x) ** 2 / (95 * 80))],
    ['triangular', { min: 0, mode: 0, max: 2 }, (x) => 1 - (1 - x / 2) ** 2],
    ['histogram', bins, histogram],
    ['histogram', { ...bins, min: 5, max: 75, bounds: 'truncate' }, between(histogram, 5, 75)],
    ['mixture', { components }, mixture],
    ['mixture', { components, min: 35, max: 82, bounds: 'truncate' }, between(mixture, 35, 82)],
  ])('%s %j', (type, parameters, cdf) => {
    expect(ksDistance(valuesOf({ distribution: { type, ...parameters } }), cdf)).toBeLessThan(KS_CRITICAL);
  });
});

describe('distributions of whole numbers fit (chi-square, 0.1 %)', () => {
  it.each<[string, Record<string, unknown>, ReadonlyMap<number, number>]>([
    ['poisson', { lambda: 3.5 }, massOf(0, 60, poissonMass(3.5))],
    ['poisson', { lambda: 250 }, massOf(0, 500, poissonMass(250))],
    ['poisson', { lambda: 0.1, min: 2, bounds: 'truncate' }, massOf(2, 30, poissonMass(0.1))],
    ['binomial', { n: 20, p: 0.3 }, massOf(0, 20, binomialMass(20, 0.3))],
    ['binomial', { n: 500, p: 0.9, min: 440, max: 460, bounds: 'truncate' }, massOf(440, 460, binomialMass(500, 0.9))],
    ['zipf', { alpha: 1.1, n: 10_000 }, massOf(1, 10_000, zipfMass(1.1))],
    ['zipf', { alpha: 0.6, n: 50_000, min: 30_000, max: 50_000, bounds: 'truncate' }, massOf(30_000, 50_000, zipfMass(0.6))],
    ['zipf', { alpha: 1, n: 100_000 }, massOf(1, 100_000, zipfMass(1))],
  ])('%s %j', (type, parameters, probabilities) => {
    expect(chiSquareRatio(valuesOf({ data_type: 'BIGINT', distribution: { type, ...parameters } }), probabilities)).toBeLessThan(1);
  });

  it('histogram on whole numbers: each bin its share, its own whole numbers alike', () => {
    const values = valuesOf({ data_type: 'INT', distribution: { type: 'histogram', edges: [0, 4, 10], weights: [1, 3] } });
    const probabilities = new Map(Array.from({ length: 10 }, (_, k) => [k, k < 4 ? 1 / 16 : 1 / 8]));
    expect(chiSquareRatio(values, probabilities)).toBeLessThan(1);
  });

  it.each<[string, Record<string, unknown>, readonly number[]]>([
    ['zipf', { type: 'zipf', alpha: 1.2 }, [1, 2 ** -1.2, 3 ** -1.2, 4 ** -1.2]],
    ['head_tail', { type: 'head_tail', share: 0.6, alpha: 1 }, [0.6, (0.4 * 6) / 11, (0.4 * 3) / 11, (0.4 * 2) / 11]],
    ['uniform', { type: 'uniform' }, [1, 1, 1, 1]],
  ])('choice by popularity: %s', (_name, distribution, weights) => {
    const values = valuesOf({ data_type: 'INT', generator: { type: 'choice', params: { values: [7, 5, 3, 1], distribution } } });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expect(chiSquareRatio(values, new Map([7, 5, 3, 1].map((value, i) => [value, weights[i] / total])))).toBeLessThan(1);
  });
});

describe('popular parents', () => {
  const keys = valuesOf({ data_type: 'INT', foreign_key: { references_table: 'parents', references_column: 'id', popularity: { type: 'zipf', alpha: 1.1 } } });
  const counts = new Array<number>(1000).fill(0);
  keys.forEach((key) => counts[key - 1]++);
  const byCount = counts.map((count, parent) => ({ count, parent })).sort((a, b) => b.count - a.count);

  it('have their Zipf shares (chi-square over the 20 first, 0.1 %)', () => {
    const total = counts.reduce((sum, _, i) => sum + (i + 1) ** -1.1, 0);
    const statistic = byCount.slice(0, 20).reduce((sum, { count }, i) => {
      const expected = (ROWS * (i + 1) ** -1.1) / total;
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    expect(statistic).toBeLessThan(2 * gammaQuantile(1 - LEVEL, 20 / 2));
  });

  it('are spread over the parent table', () => {
    const rows = byCount.slice(0, 50).map(({ parent }) => parent);
    const mean = rows.reduce((sum, row) => sum + row, 0) / rows.length;
    // Four standard errors of the mean of 50 uniform rows.
    expect(Math.abs(mean - 499.5)).toBeLessThan((4 * 1000) / Math.sqrt(12 * 50));
  });

  it('leave no parent unknown', () => expect(keys.every((key) => Number.isInteger(key) && key >= 1 && key <= 1000)).toBe(true));
});

describe('clamped distributions', () => {
  it('move what lies outside onto the bounds', () => {
    const values = valuesOf({ data_type: 'INT', distribution: { type: 'poisson', lambda: 2 }, min_value: 1, max_value: 3 });
    const [p0, p1, p2] = [Math.exp(-2), 2 * Math.exp(-2), 2 * Math.exp(-2)];
    expect(chiSquareRatio(values, new Map([[1, p0 + p1], [2, p2], [3, 1 - p0 - p1 - p2]]))).toBeLessThan(1);
  });

  it('keep to the type where nothing bounds them', () => {
    const values = valuesOf({ data_type: 'INT', distribution: { type: 'pareto', alpha: 0.05, minimum: 1 } });
    expect(Math.max(...values.subarray(0, 1000))).toBe(2_147_483_647);
    expect(values.every((value) => Number.isInteger(value) && value >= 1)).toBe(true);
  });
});
