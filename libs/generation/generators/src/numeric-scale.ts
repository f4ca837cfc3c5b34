import type { ColumnType } from '@dw-sim/contracts';
import { numberOf, type Parameters } from './parameters';

/** Largest integer that every step of generation keeps exactly. */
export const MAX_EXACT = Number.MAX_SAFE_INTEGER;

/** Most units of the last decimal that doubles tell apart: 15 digits (DBL_DIG of C's `float.h`). */
const MAX_DECIMAL_UNITS = 1e15 - 1;

/** Half of the largest double, so that the width of every range is finite. */
const MAX_FLOAT = Number.MAX_VALUE / 2;

/** Range of numbers, both ends included. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** Digits after the point: 0 for integers, the scale of a DECIMAL, `decimals` for a FLOAT; undefined for all digits. */
export function decimalsOf(type: ColumnType, params: Parameters): number | undefined {
  if (type.kind === 'INT' || type.kind === 'BIGINT') return 0;
  const decimals = params['decimals'];
  if (type.kind === 'DECIMAL') return Math.min(type.scale, numberOf(params, 'decimals', type.scale));
  return typeof decimals === 'number' ? decimals : undefined;
}

/** Range of values that a numeric column holds exactly. */
export function numericLimits(type: ColumnType): NumberRange {
  if (type.kind === 'INT') return { min: -2147483648, max: 2147483647 };
  if (type.kind === 'BIGINT') return { min: -MAX_EXACT, max: MAX_EXACT };
  if (type.kind === 'DECIMAL') {
    const unscaled = Math.min(10 ** type.precision - 1, type.scale === 0 ? MAX_EXACT : MAX_DECIMAL_UNITS);
    const max = unscaled / 10 ** type.scale;
    return { min: -max, max };
  }
  return { min: -MAX_FLOAT, max: MAX_FLOAT };
}

/** A range as whole units of the last decimal. */
export interface Grid {
  readonly firstUnit: number;
  readonly lastUnit: number;
  /** Number of units; 0 where none lies in the range. */
  readonly size: number;
  readonly unitsPerOne: number;
}

/**
 * The range as whole units of the last decimal, so that every value is the nearest double to a decimal number.
 * Undefined where values keep all their digits, because no number of decimals is given or doubles don't hold so many.
 */
export function gridOf({ min, max }: NumberRange, decimals: number | undefined): Grid | undefined {
  if (decimals === undefined) return undefined;
  const unitsPerOne = 10 ** decimals;
  const firstUnit = unitFrom(min, unitsPerOne);
  const lastUnit = unitTo(max, unitsPerOne);
  if (Math.max(Math.abs(firstUnit), Math.abs(lastUnit)) > (decimals === 0 ? MAX_EXACT : MAX_DECIMAL_UNITS)) return undefined;
  return { firstUnit, lastUnit, size: Math.max(0, lastUnit - firstUnit + 1), unitsPerOne };
}

/** First unit that is not below a number. Divided back, since a product is off by a little: 1.1 * 100 is 110.00000000000001. */
function unitFrom(x: number, unitsPerOne: number): number {
  const nearest = Math.round(x * unitsPerOne);
  return nearest / unitsPerOne >= x ? nearest : nearest + 1;
}

/** Last unit that is not above a number. */
function unitTo(x: number, unitsPerOne: number): number {
  return -unitFrom(-x, unitsPerOne);
}

/** Range that a numeric column gets where none is given: 1 to 1,000,000 for integers, 0 to 1,000 otherwise, as far as the type holds it. */
export function defaultRange(type: ColumnType, params: Parameters): NumberRange {
  const limits = numericLimits(type);
  const whole = type.kind === 'INT' || type.kind === 'BIGINT';
  const span = whole ? 1_000_000 : 1000;
  const given = { min: params['min'], max: params['max'] };
  const min = typeof given.min === 'number' ? given.min : typeof given.max !== 'number' ? (whole ? 1 : 0) : given.max > 0 ? 0 : given.max - span;
  const max = typeof given.max === 'number' ? given.max : Math.max(min, 0) + span;
  return { min: Math.max(limits.min, min), max: Math.min(limits.max, max) };
}

/** Made when it is first asked for: the first of a thread takes 20 ms, and a worker needs none. */
let decimals: Intl.NumberFormat | undefined;

/** A number for people: at most six digits after the point, no exponent for ordinary sizes. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-3)) return String(value);
  decimals ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });
  return decimals.format(value);
}

/** A whole number with its digits in threes, for texts that are made when a module is loaded. */
export function groupedDigits(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
