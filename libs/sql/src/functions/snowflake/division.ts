import type { Argument } from '../function-entry';

/**
 * A quotient as Snowflake rounds it: six digits behind the point more than the dividend has, at most twelve, where both are NUMBER;
 * a FLOAT stays one. Source: "Arithmetic operators", scale of a division.
 */
export function quotient(dividend: string, divisor: string, types: readonly Argument['type'][]): string {
  if (types.includes('float')) return `(${dividend} / ${divisor})`;
  return `round(CAST(${dividend} AS DOUBLE) / ${divisor}, ${quotientScale(dividend, types[0])})`;
}

/** Digits behind the point of a quotient, by its dividend: known for integers, else read off DuckDB's type. */
export function quotientScale(dividend: string, type: Argument['type']): string {
  if (type === 'integer') return '6';
  const scale = `coalesce(TRY_CAST(regexp_extract(typeof(${dividend}), ',(\\d+)\\)', 1) AS INTEGER), 0)`;
  return `greatest(${scale}, least(${scale} + 6, 12))`;
}
