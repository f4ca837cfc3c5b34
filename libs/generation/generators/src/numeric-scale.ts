import type { ColumnType } from '@dw-sim/contracts';
import { numberOf, type Parameters } from './parameters';

/** Largest integer that every step of generation keeps exactly. */
export const MAX_EXACT = Number.MAX_SAFE_INTEGER;

/** Digits after the point: 0 for integers, the scale of a DECIMAL, `decimals` for a FLOAT; undefined for all digits. */
export function decimalsOf(type: ColumnType, params: Parameters): number | undefined {
  if (type.kind === 'INT' || type.kind === 'BIGINT') return 0;
  const decimals = params['decimals'];
  if (type.kind === 'DECIMAL') return Math.min(type.scale, numberOf(params, 'decimals', type.scale));
  return typeof decimals === 'number' ? decimals : undefined;
}

/** Range of values that a numeric column holds exactly. */
export function numericLimits(type: ColumnType): { readonly min: number; readonly max: number } {
  if (type.kind === 'INT') return { min: -2147483648, max: 2147483647 };
  if (type.kind === 'BIGINT') return { min: -MAX_EXACT, max: MAX_EXACT };
  if (type.kind === 'DECIMAL') {
    const unscaled = Math.min(10 ** type.precision - 1, MAX_EXACT);
    const max = unscaled / 10 ** type.scale;
    return { min: -max, max };
  }
  return { min: -Number.MAX_VALUE, max: Number.MAX_VALUE };
}

/** Range that a numeric column gets where none is given: 1 to 1,000,000 for integers, 0 to 1,000 otherwise, as far as the type holds it. */
export function defaultRange(type: ColumnType, params: Parameters): { readonly min: number; readonly max: number } {
  const limits = numericLimits(type);
  const whole = type.kind === 'INT' || type.kind === 'BIGINT';
  const span = whole ? 1_000_000 : 1000;
  const given = { min: params['min'], max: params['max'] };
  const min = typeof given.min === 'number' ? given.min : typeof given.max !== 'number' ? (whole ? 1 : 0) : given.max > 0 ? 0 : given.max - span;
  const max = typeof given.max === 'number' ? given.max : Math.max(min, 0) + span;
  return { min: Math.max(limits.min, min), max: Math.min(limits.max, max) };
}

/** A number for people: at most six digits after the point, no exponent for ordinary sizes. */
export function formatNumber(value: number): string {
  return Math.abs(value) >= 1e15 ? String(value) : value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}
