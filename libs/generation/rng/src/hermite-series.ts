import { fastNormalCdf } from './fast-normal';

/** Points of the standard normal axis at which functions are known: to 8.2 standard deviations, where 1e-16 are left. */
const FARTHEST = 8.2;
const POINTS = 8192;
/** Terms of a series that are kept one by one. */
const DEGREE = 80;
/** Points beyond these are met once in ten million draws. */
const RARE = 5.2;

/** A function of a standard normal variable by its Hermite coefficients, scaled to mean 0 and variance 1. */
export interface HermiteSeries {
  /** Values at the points of the axis, rising with them. */
  readonly values: Float64Array;
  /** Coefficients of the normalised Hermite polynomials 1 … 80. */
  readonly coefficients: Float64Array;
  /** Share of the variance that comes from draws rarer than one in ten million. */
  readonly rareShare: number;
}

interface Axis {
  readonly points: Float64Array;
  /** Probability of the cell around each point. */
  readonly weights: Float64Array;
}
let axis: Axis | undefined;

function axisOf(): Axis {
  if (axis) return axis;
  const step = (2 * FARTHEST) / POINTS;
  const points = Float64Array.from({ length: POINTS }, (_, i) => -FARTHEST + (i + 0.5) * step);
  const edges = Float64Array.from({ length: POINTS + 1 }, (_, i) => (i === 0 ? 0 : i === POINTS ? 1 : fastNormalCdf(-FARTHEST + i * step)));
  return (axis = { points, weights: Float64Array.from(points, (_, i) => edges[i + 1] - edges[i]) });
}


/**
 * Series of a quantile function of the standard normal probability: what a column's values are of the normal variable
 * behind them.
 *
 * @param of the values themselves, or their ranks, which equal values share
 * @returns undefined where the function is constant
 */
export function hermiteSeries(quantile: (p: number) => number, of: 'values' | 'ranks' = 'values'): HermiteSeries | undefined {
  const { points, weights } = axisOf();
  const quantiles = points.map((z) => quantile(fastNormalCdf(z)));
  const values = of === 'ranks' ? ranksOf(quantiles) : quantiles;
  // Divided first: squares of large values are not finite.
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (largest === 0) return undefined;
  for (let i = 0; i < POINTS; i++) values[i] /= largest;
  const mean = weighted(weights, values, () => 1);
  for (let i = 0; i < POINTS; i++) values[i] -= mean;
  const variance = weighted(weights, values, (i) => values[i]);
  if (!(variance > 1e-24)) return undefined;
  const stddev = Math.sqrt(variance);
  for (let i = 0; i < POINTS; i++) values[i] /= stddev;
  return { values, coefficients: coefficientsOf(values), rareShare: weighted(weights, values, (i) => (Math.abs(points[i]) > RARE ? values[i] : 0)) };
}

/** Probability in the middle of each run of equal values. */
function ranksOf(values: Float64Array): Float64Array {
  const { weights } = axisOf();
  const ranks = new Float64Array(POINTS);
  for (let start = 0, end = 0, below = 0; start < POINTS; start = end) {
    let share = 0;
    for (; end < POINTS && values[end] === values[start]; end++) share += weights[end];
    ranks.fill(below + share / 2, start, end);
    below += share;
  }
  return ranks;
}

function weighted(weights: Float64Array, values: Float64Array, other: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < POINTS; i++) sum += weights[i] * values[i] * other(i);
  return sum;
}

function coefficientsOf(values: Float64Array): Float64Array {
  const { points, weights } = axisOf();
  const coefficients = new Float64Array(DEGREE);
  for (let i = 0; i < POINTS; i++) {
    const z = points[i];
    const weight = weights[i] * values[i];
    let before = 1;
    let current = z;
    for (let k = 1; k <= DEGREE; k++) {
      coefficients[k - 1] += weight * current;
      [before, current] = [current, (z * current - Math.sqrt(k) * before) / Math.sqrt(k + 1)];
    }
  }
  return coefficients;
}

/** Correlation of two columns by that of the normal variables behind them. */
export interface PairCorrelation {
  /** Of normal variables that are opposite, and that are equal: all that the two columns can have. */
  readonly min: number;
  readonly max: number;
  at(normalCorrelation: number): number;
}

/**
 * Correlation of two functions of correlated normal variables: the sum of a_k b_k r^k (F. G. Mehler's expansion, 1866).
 * Its ends are known exactly; what they have beyond the terms that are kept is put on the next two powers.
 */
export function pairCorrelation(one: HermiteSeries, other: HermiteSeries): PairCorrelation {
  const { weights } = axisOf();
  const max = weighted(weights, one.values, (i) => other.values[i]);
  const min = weighted(weights, one.values, (i) => other.values[POINTS - 1 - i]);
  const products = one.coefficients.map((coefficient, i) => coefficient * other.coefficients[i]);
  const sum = (r: number): number => r * products.reduceRight((rest, product) => rest * r + product, 0);
  const [restMax, restMin] = [max - sum(1), min - sum(-1)];
  const odd = (restMax - restMin) / 2;
  const even = (restMax + restMin) / 2;
  return { min, max, at: (r) => sum(r) + r ** (DEGREE + 1) * (odd + even * r) };
}

/**
 * The correlation of normal variables that gives two columns a wanted one, by bisection, as in NORTA (M. C. Cario and
 * B. L. Nelson, "Modeling and generating random vectors with arbitrary marginal distributions", 1997).
 *
 * @param wanted from `pair.min` to `pair.max`
 */
export function normalCorrelation(pair: PairCorrelation, wanted: number): number {
  let low = -1;
  let high = 1;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (pair.at(middle) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
