import { type ColumnType, formatColumnType } from '@dw-sim/contracts';
import type { ColumnContext, ParameterFault } from './generator-kind';
import { decimalsOf, defaultRange, formatNumber, gridOf, numericLimits, type NumberRange } from './numeric-scale';
import type { ParameterSpec, Parameters } from './parameters';

/** min and max, as every generator of bounded numbers takes them. */
export const RANGE_PARAMETERS: readonly ParameterSpec[] = [
  { name: 'min', type: 'number', description: 'Smallest value.' },
  { name: 'max', type: 'number', description: 'Largest value.' },
];

/** Digits after the point, for FLOAT columns. */
export const DECIMALS_PARAMETER: ParameterSpec = {
  name: 'decimals',
  type: 'integer',
  minimum: 0,
  maximum: 15,
  description: 'Digits after the point; all that a FLOAT holds by default, the scale of a DECIMAL.',
};

/** Faults of a range: order, what the column's type holds, and whether any value with its decimals lies in it. */
export function checkRange(params: Parameters, { type }: ColumnContext): readonly ParameterFault[] {
  const faults: ParameterFault[] = [];
  const limits = numericLimits(type);
  for (const name of ['min', 'max']) {
    const value = params[name];
    if (typeof value === 'number' && (value < limits.min || value > limits.max)) {
      faults.push({
        parameter: name,
        code: 'out_of_range',
        message: isHeldByType(value, type) ? `${value} has more digits than are generated exactly for ${formatColumnType(type)} (2^53 for whole numbers, 15 digits for decimals)` : `${value} does not fit the column's type ${formatColumnType(type)}`,
        allowed: `${formatNumber(limits.min)} to ${formatNumber(limits.max)}`,
      });
    }
  }
  const { min, max } = params;
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    faults.push({ parameter: 'min', code: 'range_reversed', message: `the smallest value ${min} is above the largest value ${max}`, allowed: `at most ${max}` });
  } else if (faults.length === 0) faults.push(...emptyRange(defaultRange(type, params), decimalsOf(type, params)));
  return faults;
}

/** True for a number that the type could hold, exact or not. */
function isHeldByType(value: number, type: ColumnType): boolean {
  if (type.kind === 'BIGINT') return Math.abs(value) <= 2 ** 63;
  return type.kind === 'DECIMAL' && Math.abs(value) <= 10 ** (type.precision - type.scale);
}

/** The fault of a range that holds no number with these decimals. */
export function emptyRange(range: NumberRange, decimals: number | undefined): readonly ParameterFault[] {
  if (gridOf(range, decimals)?.size !== 0) return [];
  const what = decimals === 0 ? 'whole number' : `number with ${decimals} decimals`;
  return [{ parameter: 'min', code: 'empty_range', message: `no ${what} lies between ${range.min} and ${range.max}`, allowed: 'a range that holds at least one' }];
}
