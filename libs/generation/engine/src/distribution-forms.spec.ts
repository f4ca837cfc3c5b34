import type { ColumnDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { gammaQuantile } from '@dw-sim/generation-rng';
import { PlanKernels } from './plan-kernels';

const ROWS = 50_000;
const SEED = 77;
/** One of the tests in ten thousand would fail for a true distribution, were the seed not fixed; there are about 120. */
const LEVEL = 1e-4;
/** Critical Kolmogorov-Smirnov distance at that level (asymptotic; conservative where values repeat). */
const KS_CRITICAL = Math.sqrt(-Math.log(LEVEL / 2) / 2 / ROWS);
const CELLS = 200;
/** Beyond the values that any of the distributions has in so many rows. */
const FAR = 2 ** 31 - 1;

type Cdf = (x: number) => number;

/** A distribution as its textbook has it, in other terms than the generators: densities are summed up numerically. */
interface Subject {
  readonly kind: string;
  readonly params: Record<string, unknown>;
  /** Of values with all their digits. Of whole numbers where `isWhole`. */
  readonly cdf: Cdf;
  /** Distribution function of values on a grid of this unit, where it isn't that of the nearest one. */
  readonly onGrid?: (x: number, unit: number) => number;
  readonly isWhole?: true;
  /** Bounds to cut at. */
  readonly cut: readonly [min: number, max: number];
  /** True where min and max are parameters of another meaning, and `bounds` is refused. */
  readonly isBounded?: true;
}

/** Distribution function of a density between two ends, by Simpson's rule, whatever the density's factor. */
function summed(density: (x: number) => number, from: number, to: number): Cdf {
  const panels = 20_000;
  const width = (to - from) / panels;
  const sums = new Float64Array(panels + 1);
  for (let i = 0; i < panels; i++) {
    const x = from + i * width;
    sums[i + 1] = sums[i] + density(x) + 4 * density(x + width / 2) + density(x + width);
  }
  return (x) => {
    const at = Math.min(panels, Math.max(0, (x - from) / width));
    const i = Math.min(panels - 1, Math.floor(at));
    return (sums[i] + (sums[i + 1] - sums[i]) * (at - i)) / sums[panels];
  };
}

/** Distribution function of whole numbers by the ratio of each probability to the one before. */
function stepped(first: number, last: number, ratio: (k: number) => number): Cdf {
  const logs = [0];
  for (let k = first + 1; k <= last; k++) logs.push(logs[k - first - 1] + Math.log(ratio(k)));
  const peak = logs.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  const sums = logs.map((log) => (sum += Math.exp(log - peak)));
  return (x) => (x < first ? 0 : sums[Math.min(last, Math.floor(x)) - first] / sum);
}

const bell = (mean: number, deviation: number) => (x: number) => Math.exp(-(((x - mean) / deviation) ** 2) / 2);
const ofLogarithm = summed(bell(3, 0.8), -5, 11);
const between = (cdf: Cdf, min: number, max: number): Cdf => (x) => Math.min(1, Math.max(0, (cdf(x) - cdf(min)) / (cdf(max) - cdf(min))));
const bins: Cdf = (x) => (x < 0 ? 0 : x < 10 ? 0.005 * x : x < 50 ? 0.05 : x < 100 ? 0.05 + 0.013 * (x - 50) : Math.min(1, 0.7 + 0.00075 * (x - 100)));

const SUBJECTS: readonly Subject[] = [
  { kind: 'uniform_int', params: { min: -40, max: 300 }, cdf: (x) => Math.min(1, Math.max(0, (Math.floor(x) + 41) / 341)), isWhole: true, cut: [-10, 200], isBounded: true },
  { kind: 'uniform_float', params: { min: -40, max: 300 }, cdf: (x) => Math.min(1, Math.max(0, (x + 40) / 340)), onGrid: (x, unit) => Math.min(1, Math.max(0, (x + 40 + unit) / (340 + unit))), cut: [-10, 200], isBounded: true },
  { kind: 'normal', params: { mean: 150, stddev: 50 }, cdf: summed(bell(150, 50), -350, 650), cut: [110, 180] },
  { kind: 'lognormal', params: { mean: 3, sigma: 0.8 }, cdf: (x) => (x <= 0 ? 0 : ofLogarithm(Math.log(x))), cut: [10, 40] },
  { kind: 'exponential', params: { lambda: 0.02 }, cdf: (x) => (x <= 0 ? 0 : 1 - Math.exp(-0.02 * x)), cut: [10, 90] },
  { kind: 'beta', params: { alpha: 2, beta: 5, min: 0, max: 100 }, cdf: summed((x) => x * Math.max(0, 100 - x) ** 4, 0, 100), cut: [12, 45], isBounded: true },
  { kind: 'gamma', params: { shape: 2.5, scale: 15 }, cdf: summed((x) => x ** 1.5 * Math.exp(-x / 15), 0, 800), cut: [15, 60] },
  { kind: 'weibull', params: { shape: 1.5, scale: 100 }, cdf: (x) => (x <= 0 ? 0 : 1 - Math.exp(-((x / 100) ** 1.5))), cut: [30, 150] },
  { kind: 'pareto', params: { alpha: 1.16, minimum: 20 }, cdf: (x) => (x <= 20 ? 0 : 1 - (20 / x) ** 1.16), cut: [25, 120] },
  { kind: 'poisson', params: { lambda: 30 }, cdf: stepped(0, 200, (k) => 30 / k), isWhole: true, cut: [25, 36] },
  { kind: 'binomial', params: { n: 80, p: 0.3 }, cdf: stepped(0, 80, (k) => ((81 - k) / k) * (0.3 / 0.7)), isWhole: true, cut: [20, 27] },
  { kind: 'zipf', params: { alpha: 1.1, n: 5000 }, cdf: stepped(1, 5000, (k) => ((k - 1) / k) ** 1.1), isWhole: true, cut: [3, 400] },
  { kind: 'triangular', params: { min: 5, mode: 20, max: 100 }, cdf: summed((x) => (x < 20 ? (x - 5) / 15 : Math.max(0, 100 - x) / 80), 5, 100), cut: [20, 60], isBounded: true },
  { kind: 'histogram', params: { edges: [0, 10, 50, 100, 500], weights: [5, 0, 65, 30] }, cdf: bins, onGrid: (x, unit) => bins(x + unit), cut: [55, 300] },
  {
    kind: 'mixture',
    params: { components: [{ weight: 70, mean: 30, stddev: 5 }, { weight: 30, mean: 80, stddev: 10 }] },
    cdf: summed((x) => 0.14 * bell(30, 5)(x) + 0.03 * bell(80, 10)(x), -30, 180),
    cut: [26, 82],
  },
];

const TYPES = [['FLOAT', 0], ['DECIMAL(12,1)', 0.1], ['INT', 1]] as const;

function check(data_type: string, { kind, params }: Pick<Subject, 'kind' | 'params'>, more: Partial<ColumnDefinition> = {}) {
  return checkDefinition({ name: 'forms', tables: [{ name: 't', target_rows: ROWS, columns: [{ name: 'x', data_type, required: true, generator: { type: kind, params }, ...more }] }] }, { warehouses: [] });
}

/** Sorted values of a column, through the checked model, the plan and the kernel. */
function valuesOf(...column: Parameters<typeof check>): Float64Array {
  const { model, errors } = check(...column);
  if (!model) throw new Error(JSON.stringify(errors));
  const kernel = new PlanKernels(compilePlan(model, { seed: SEED })).kernelOf('t', 'x');
  if (kernel.lane !== 'number') throw new Error('not a number');
  const out = new Float64Array(ROWS);
  kernel.fill(out, Uint32Array.from({ length: ROWS }, (_, row) => row), ROWS);
  return out.sort();
}

/** Probability of a value up to `x`, once values are on the grid of a unit. */
function onGrid({ cdf, onGrid: given, isWhole }: Subject, unit: number): Cdf {
  if (isWhole) return (x) => cdf(x + 1e-9);
  // Halves go up.
  return unit === 0 ? cdf : given ? (x) => given(x, unit) : (x) => cdf(x + unit / 2);
}

const clamped = (cdf: Cdf, [min, max]: readonly [number, number]): Cdf => (x) => (x < min - 1e-9 ? 0 : x >= max - 1e-9 ? 1 : cdf(x));

/** Kolmogorov-Smirnov distance of sorted values; `below` is the distribution function short of a value. */
function ksDistance(values: Float64Array, cdf: Cdf, below: Cdf): number {
  let distance = 0;
  for (let from = 0, to = 0; from < ROWS; from = to) {
    while (to < ROWS && values[to] === values[from]) to++;
    distance = Math.max(distance, Math.abs(cdf(values[from]) - to / ROWS), Math.abs(below(values[from]) - from / ROWS));
  }
  return distance;
}

/** Chi-square statistic over its critical value, in cells of about equal probability that were chosen before. */
function chiSquareRatio(values: Float64Array, cdf: Cdf, unit: number): number {
  let [statistic, cells, known, from] = [0, 0, 0, 0];
  for (let cell = 1; cell <= CELLS; cell++) {
    const last = cell === CELLS ? FAR : firstUnit((k) => cdf(k * unit) >= cell / CELLS - 1e-12) * unit;
    const share = (cell === CELLS ? 1 : cdf(last)) - known;
    if (share * ROWS < 5) continue;
    let to = from;
    while (to < ROWS && values[to] < last + unit / 2) to++;
    statistic += (to - from - share * ROWS) ** 2 / (share * ROWS);
    [known, from] = [known + share, to];
    cells++;
  }
  // What no cell holds should not be there.
  return from === ROWS ? statistic / (2 * gammaQuantile(1 - LEVEL, (cells - 1) / 2)) : Infinity;
}

/** Smallest whole number for which a rising condition holds. */
function firstUnit(holds: (k: number) => boolean): number {
  let [low, high] = [-FAR, FAR];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

const FORMS = SUBJECTS.flatMap((subject) => TYPES.map(([type, unit]) => [subject.kind, subject.kind === 'uniform_float' && type === 'INT' ? 'DECIMAL(12,0)' : type, subject, subject.isWhole ? 1 : unit] as const));

/** The test that fits: chi-square on a grid, Kolmogorov-Smirnov for all digits. */
function expectFit(values: Float64Array, cdf: Cdf, unit: number, below = cdf): void {
  if (unit > 0) expect(chiSquareRatio(values, cdf, unit)).toBeLessThan(1);
  else expect(ksDistance(values, cdf, below)).toBeLessThan(KS_CRITICAL);
}

describe.each(FORMS)('%s on %s has its distribution (0.01 %%)', (_kind, type, subject, unit) => {
  const [min, max] = subject.cut;
  const cdf = onGrid(subject, unit);

  it('plain', () => expectFit(valuesOf(type, subject), cdf, unit));

  it('truncated, or says that it can\'t be', () => {
    const cut = { ...subject, params: { ...subject.params, min, max, bounds: 'truncate' } };
    if (subject.isBounded) {
      expect(check(type, cut).errors).toMatchObject([{ path: '$.tables[0].columns[0].generator.params.bounds', code: 'unknown_parameter' }]);
      return;
    }
    // First cut, then rounded: an end has what lies on its side of the half.
    const part = { ...subject, cdf: between(subject.cdf, subject.isWhole ? min - 1 : min, max) };
    const values = valuesOf(type, cut);
    expectFit(values, clamped(onGrid({ ...part, ...(subject.onGrid && { onGrid: (x, step) => part.cdf(x + step) }) }, unit), subject.cut), unit);
    expect(values[0]).toBeGreaterThanOrEqual(min);
    expect(values[ROWS - 1]).toBeLessThanOrEqual(max);
  });

  it('clamped: what lies outside is on the bounds', () => {
    const values = subject.isBounded ? valuesOf(type, subject, { modifiers: [{ type: 'clamp', min, max }] }) : valuesOf(type, { ...subject, params: { ...subject.params, min, max } });
    expectFit(values, clamped(cdf, subject.cut), unit, (x) => (x <= min ? 0 : cdf(x)));
    expect([values[0], values[ROWS - 1]]).toEqual([min, max]);
  });
});
