import { hash32, makeQuantileDraw, TWO_POW_MINUS_32, type StreamKey } from '@dw-sim/generation-rng';
import type { ColumnContext, ParameterFault } from './generator-kind';
import type { NumberKernel } from './kernel';
import { decimalsOf, formatNumber, numericLimits } from './numeric-scale';
import type { ParameterSpec, Parameters } from './parameters';
import { DECIMALS_PARAMETER, RANGE_PARAMETERS, checkRange } from './range-parameters';

/** A continuous distribution by its quantile and distribution functions. */
export interface Distribution {
  quantile(p: number): number;
  cdf(x: number): number;
}

/** Bounds and rounding of a distribution's values, as plain data. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
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
  const decimals = decimalsOf(type, params);
  const { min, max } = params;
  return {
    min: typeof min === 'number' ? min : limits.min,
    max: typeof max === 'number' ? max : limits.max,
    truncate: params['bounds'] === 'truncate',
    unitsPerOne: decimals === undefined ? 0 : 10 ** decimals,
  };
}

/** Faults that all distributions share. */
export function checkDistribution(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  if (!column.unique) return checkRange(params, column);
  return [
    {
      parameter: '',
      code: 'not_unique',
      message: 'a column that follows a distribution repeats values, so it can\'t be unique',
      allowed: 'is_unique: false, or no distribution',
    },
  ];
}

/** `, 1 to 1,000` where the user gave bounds. */
export function summarizeBounds(params: Parameters): string {
  const { min, max } = params;
  if (typeof min === 'number' && typeof max === 'number') return `, ${formatNumber(min)} to ${formatNumber(max)}`;
  if (typeof min === 'number') return `, at least ${formatNumber(min)}`;
  return typeof max === 'number' ? `, at most ${formatNumber(max)}` : '';
}

/** Kernel of a distribution: one draw a row through a quantile table, then bounds, then rounding. */
export function quantileKernel(distribution: Distribution, bounds: Bounds, [k0, k1]: StreamKey): NumberKernel {
  const { min, max, unitsPerOne } = bounds;
  const draw = makeQuantileDraw((p) => distribution.quantile(p));
  const from = bounds.truncate ? distribution.cdf(min) : 0;
  const share = bounds.truncate ? distribution.cdf(max) - from : 1;
  const truncated = share < 1 && share > 0;
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) {
        const u = hash32(rows[i], k0, k1);
        out[i] = truncated ? distribution.quantile(from + share * (u + 0.5) * TWO_POW_MINUS_32) : draw(u);
      }
      clampAndRound(out, count, min, max, unitsPerOne);
    },
  };
}

function clampAndRound(out: Float64Array, count: number, min: number, max: number, unitsPerOne: number): void {
  for (let i = 0; i < count; i++) {
    let x = out[i];
    if (unitsPerOne !== 0) x = Math.floor(x * unitsPerOne + 0.5) / unitsPerOne;
    // Bounds last: rounding may step over one.
    out[i] = x < min ? min : x > max ? max : x;
  }
}
