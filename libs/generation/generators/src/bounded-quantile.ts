import { hash32, makeQuantileDraw, type QuantileDraw, type StreamKey } from '@dw-sim/generation-rng';
import type { ColumnContext, GeneratorKind, ParameterFault } from './generator-kind';
import type { NumberKernel } from './kernel';
import { decimalsOf, formatNumber, gridOf, type NumberRange, numericLimits } from './numeric-scale';
import { numberOf, type ParameterSpec, type Parameters } from './parameters';
import { DECIMALS_PARAMETER, RANGE_PARAMETERS, checkRange } from './range-parameters';

/** Probabilities at which quantiles of unbounded distributions are still finite. */
const PROBABILITIES: NumberRange = { min: Number.MIN_VALUE, max: 1 - Number.EPSILON / 2 };

/** Quantiles beyond these are as good as infinite, and could not be interpolated. */
const FLOAT_LIMITS = numericLimits({ kind: 'FLOAT' });

/** Share of a distribution below which its values in a range are too few doubles apart to draw from. */
const SMALLEST_SHARE = 1e-10;

/** A continuous distribution by its quantile (0 < p < 1) and distribution functions. */
export interface Distribution {
  quantile(p: number): number;
  cdf(x: number): number;
}

/** Bounds and rounding of a distribution's values, as plain data. */
export interface Bounds extends NumberRange {
  /** Draw only inside the bounds, instead of moving what falls outside onto them. */
  readonly truncate: boolean;
  /** 10 to the number of decimals; 0 keeps all digits. */
  readonly unitsPerOne: number;
}

/** Parameters that every distribution takes. */
export const BOUNDS_PARAMETERS: readonly ParameterSpec[] = [
  ...RANGE_PARAMETERS,
  DECIMALS_PARAMETER,
  {
    name: 'bounds',
    type: 'string',
    oneOf: ['clamp', 'truncate'],
    description: 'What happens to values outside min and max: moved onto them (clamp, the default) or not drawn (truncate).',
  },
];

export function boundsOf(params: Parameters, { type }: ColumnContext): Bounds {
  const limits = numericLimits(type);
  const range = { min: numberOf(params, 'min', limits.min), max: numberOf(params, 'max', limits.max) };
  return { ...onGrid(range, decimalsOf(type, params)), truncate: params['bounds'] === 'truncate' };
}

/** Bounds that are themselves values with these decimals, so that what is moved onto them stays inside. */
export function onGrid({ min, max }: NumberRange, decimals: number | undefined): Omit<Bounds, 'truncate'> {
  const unitsPerOne = decimals === undefined ? 0 : 10 ** decimals;
  // Each end by itself: the other may be too far away for a grid.
  const first = gridOf({ min, max: min + 1 / unitsPerOne }, decimals);
  const last = gridOf({ min: max - 1 / unitsPerOne, max }, decimals);
  return {
    min: first ? first.firstUnit / unitsPerOne : min,
    max: last ? last.lastUnit / unitsPerOne : max,
    unitsPerOne,
  };
}

/** Faults that all distributions share. */
export function checkDistribution(params: Parameters, column: ColumnContext, distribution?: Pick<Distribution, 'cdf'>): readonly ParameterFault[] {
  if (!column.unique) return [...checkRange(params, column), ...(distribution ? checkShare(params, column, distribution) : [])];
  return [
    {
      parameter: '',
      code: 'not_unique',
      message: 'a column that follows a distribution repeats values, so it can\'t be unique',
      allowed: 'is_unique: false, or no distribution',
    },
  ];
}

function checkShare(params: Parameters, column: ColumnContext, { cdf }: Pick<Distribution, 'cdf'>): readonly ParameterFault[] {
  const { min, max, truncate } = boundsOf(params, column);
  if (!truncate || min >= max || cdf(max) - cdf(min) >= SMALLEST_SHARE) return [];
  return [{ parameter: 'bounds', code: 'empty_range', message: 'almost no value of the distribution lies between min and max, so none can be drawn there', allowed: 'clamp, or a range nearer to the mean' }];
}

/** `, 1 to 1,000` where the user gave bounds. */
export function summarizeBounds(params: Parameters): string {
  const { min, max } = params;
  if (typeof min === 'number' && typeof max === 'number') return `, ${formatNumber(min)} to ${formatNumber(max)}`;
  if (typeof min === 'number') return `, at least ${formatNumber(min)}`;
  return typeof max === 'number' ? `, at most ${formatNumber(max)}` : '';
}

/** Kernel of a distribution: one draw a row through a quantile table, then bounds, then rounding. */
function quantileKernel(distribution: Distribution, bounds: Bounds, [k0, k1]: StreamKey): NumberKernel {
  const draw = boundedDraw(distribution, bounds);
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = draw(hash32(rows[i], k0, k1));
      clampAndRound(out, count, bounds);
    },
  };
}

/** What a distribution's generator needs of its prepared parameters: quantiles, bounds and rounding. */
interface Drawable {
  readonly distribution: Distribution;
  readonly bounds: Bounds;
}

/** Kernel and quantile function of a generator that draws a distribution within bounds. */
export function drawnBy<Prepared>(drawable: (prepared: Prepared) => Drawable): Required<Pick<GeneratorKind<Prepared>, 'compile' | 'quantile'>> {
  return {
    compile: (prepared, context) => {
      const { distribution, bounds } = drawable(prepared);
      return quantileKernel(distribution, bounds, context.key('value'));
    },
    quantile: (prepared) => {
      const { distribution, bounds } = drawable(prepared);
      return boundedQuantile(distribution, bounds);
    },
  };
}

/** Value at each probability of a distribution within bounds. */
export function boundedQuantile(distribution: Distribution, bounds: Bounds): (p: number) => number {
  const draw = boundedDraw(distribution, bounds);
  return (p) => fitted(draw(drawAt(p)), bounds);
}

/** The 32-bit draw that stands for a probability. */
export function drawAt(p: number): number {
  return p < 1 ? (p * 4294967296) >>> 0 : 4294967295;
}

/** Quantile table of a distribution; of its part between the bounds where they truncate it. */
export function boundedDraw(distribution: Distribution, { min, max, truncate }: Bounds): QuantileDraw {
  const from = truncate ? distribution.cdf(min) : 0;
  const share = truncate ? distribution.cdf(max) - from : 1;
  return makeQuantileDraw((p) => clamp(distribution.quantile(clamp(from + share * p, PROBABILITIES)), FLOAT_LIMITS));
}

/** Rounds values and moves what lies outside the bounds onto them. */
export function clampAndRound(out: Float64Array, count: number, bounds: Bounds): void {
  for (let i = 0; i < count; i++) out[i] = fitted(out[i], bounds);
}

function fitted(value: number, { min, max, unitsPerOne }: Bounds): number {
  const x = unitsPerOne === 0 ? value : Math.floor(value * unitsPerOne + 0.5) / unitsPerOne;
  // Bounds last: rounding may step over one.
  return x < min ? min : x > max ? max : x;
}

function clamp(x: number, { min, max }: NumberRange): number {
  return x < min ? min : x > max ? max : x;
}
