import type { ColumnDefinition, CorrelationDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { PlanKernels } from './plan-kernels';

const ROWS = 40_000;
/** Four standard errors of a correlation of so many rows at most, and a little for the error of the series. */
const TOLERANCE = 4 / Math.sqrt(ROWS) + 0.002;
/** Critical two-sample Kolmogorov-Smirnov distance at 0.1 %. */
const KS_CRITICAL = Math.sqrt(-Math.log(0.001 / 2) / 2) * Math.sqrt(2 / ROWS);

const MARGINALS: Readonly<Record<string, Partial<ColumnDefinition>>> = {
  normal: { data_type: 'FLOAT', distribution: { type: 'normal', mean: 40, stddev: 12 } },
  lognormal: { data_type: 'DECIMAL(12,2)', distribution: { type: 'lognormal', mean: 10, sigma: 0.7 } },
  exponential: { data_type: 'FLOAT', distribution: { type: 'exponential', scale: 5 } },
  clamped: { data_type: 'INT', distribution: { type: 'normal', mean: 40, stddev: 12 }, min_value: 30, max_value: 60 },
  beta: { data_type: 'FLOAT', distribution: { type: 'beta', alpha: 2, beta: 5 } },
  gamma: { data_type: 'FLOAT', distribution: { type: 'gamma', shape: 2, scale: 3, max: 20, bounds: 'truncate' } },
  poisson: { data_type: 'INT', distribution: { type: 'poisson', lambda: 2 } },
  zipf: { data_type: 'INT', distribution: { type: 'zipf', alpha: 1.1, n: 100 } },
  histogram: { data_type: 'INT', distribution: { type: 'histogram', edges: [0, 10, 50, 100], weights: [5, 1, 3] } },
  mixture: { data_type: 'FLOAT', distribution: { type: 'mixture', components: [{ weight: 7, mean: 30, stddev: 5 }, { weight: 3, mean: 80, stddev: 10 }] } },
  uniform_int: { data_type: 'INT', min_value: 1, max_value: 6 },
  uniform_float: { data_type: 'DECIMAL(8,2)', min_value: 1, max_value: 6 },
  choice: { data_type: 'INT', generator: { type: 'choice', params: { values: [5, 1, 3], weights: [1, 2, 3] } } },
  boolean: { data_type: 'BOOLEAN', generator: { type: 'boolean', params: { probability: 0.3 } } },
  day: { data_type: 'DATE', date_start: '2024-01-01', date_end: '2024-12-31' },
  moment: { data_type: 'TIMESTAMP' },
};

function kernelsOf(columns: Readonly<Record<string, Partial<ColumnDefinition>>>, correlations: readonly CorrelationDefinition[]): PlanKernels {
  const document = { name: 'c', tables: [{ name: 't', target_rows: ROWS, columns: Object.entries(columns).map(([name, column]) => ({ name, required: true, ...column })), correlations }] };
  const { errors, model } = checkDefinition(document, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  return new PlanKernels(compilePlan(model, { seed: 99 }));
}

function valuesOf(kernels: PlanKernels, column: string, rows = Uint32Array.from({ length: ROWS }, (_, i) => i)): Float64Array {
  const kernel = kernels.kernelOf('t', column);
  if (kernel.lane !== 'number') throw new Error('not a number');
  const out = new Float64Array(rows.length);
  kernel.fill(out, rows, rows.length);
  return out;
}

function pearson(x: Float64Array, y: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) ** 2;
    yy += (y[i] - my) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

/** Mean ranks. */
function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const out = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let i = start; i < end; i++) out[order[i]] = (start + end - 1) / 2;
  }
  return out;
}

const PAIRS: [string, string, number][] = [
  ['normal', 'lognormal', 0.6], ['lognormal', 'exponential', -0.4], ['clamped', 'beta', 0.7], ['gamma', 'poisson', 0.5],
  ['zipf', 'histogram', 0.3], ['mixture', 'uniform_int', -0.8], ['uniform_float', 'choice', 0.85], ['boolean', 'day', 0.5], ['moment', 'normal', 0.9],
];

describe.each<['pearson' | 'spearman', (values: Float64Array) => Float64Array]>([['pearson', (values) => values], ['spearman', ranks]])('%s', (kind, scores) => {
  it.each(PAIRS)('%s and %s have the correlation %d', (one, other, wanted) => {
    const kernels = kernelsOf(MARGINALS, [{ columns: [one, other], matrix: [[1, wanted], [wanted, 1]], kind }]);
    const measured = pearson(scores(valuesOf(kernels, one)), scores(valuesOf(kernels, other)));
    expect(Math.abs(measured - wanted)).toBeLessThan(TOLERANCE);
  });
});

describe('a group of three', () => {
  const columns = ['normal', 'lognormal', 'poisson'];
  const matrix = [[1, 0.6, -0.3], [0.6, 1, 0.1], [-0.3, 0.1, 1]];
  const kernels = kernelsOf(MARGINALS, [{ columns, matrix }]);

  it('has its matrix', () => {
    const values = columns.map((name) => valuesOf(kernels, name));
    matrix.forEach((row, i) => row.forEach((wanted, j) => expect(Math.abs(pearson(values[i], values[j]) - wanted)).toBeLessThan(TOLERANCE)));
  });

  it('gives the same values whole, in parts and in any order', () => {
    const rows = Uint32Array.from({ length: 3000 }, (_, i) => (i * 7919) % 5000);
    const other = kernelsOf(MARGINALS, [{ columns, matrix }]);
    for (const name of [...columns].reverse()) {
      const whole = valuesOf(kernels, name, Uint32Array.from({ length: 5000 }, (_, i) => i));
      expect([...valuesOf(other, name, rows.subarray(0, 11)), ...valuesOf(other, name, rows.subarray(11))]).toEqual([...rows].map((row) => whole[row]));
    }
  });

  it('leaves columns outside of it as they are', () => expect(valuesOf(kernels, 'gamma')).toEqual(valuesOf(kernelsOf(MARGINALS, []), 'gamma')));
});

describe('values keep their distribution (two-sample Kolmogorov-Smirnov, 0.1 %)', () => {
  const names = Object.keys(MARGINALS);
  const matrix = names.map((_, i) => names.map((_other, j) => (i === j ? 1 : 0.2)));
  const correlated = kernelsOf(MARGINALS, [{ columns: names, matrix, kind: 'normal' }]);
  const alone = kernelsOf(MARGINALS, []);

  it.each(names)('%s', (name) => {
    const [a, b] = [valuesOf(correlated, name).sort(), valuesOf(alone, name).sort()];
    let distance = 0;
    for (let i = 0, j = 0; i < ROWS && j < ROWS; ) {
      const value = Math.min(a[i], b[j]);
      while (a[i] === value) i++;
      while (b[j] === value) j++;
      distance = Math.max(distance, Math.abs(i - j) / ROWS);
    }
    expect(distance).toBeLessThan(KS_CRITICAL);
  });
});
