import type { SqlType } from '../functions/function-entry';

/** The type of an expression, as far as it is known. */
export interface Type {
  readonly family: SqlType;
  /** Digits in all, and behind the point, of a decimal. */
  readonly precision?: number;
  readonly scale?: number;
}

export const UNKNOWN: Type = { family: 'unknown' };

/** A type of a family without further details. */
export function ofFamily(family: SqlType): Type {
  return { family };
}

const SEMI_STRUCTURED: ReadonlySet<SqlType> = new Set(['json', 'array', 'object']);
const NUMERIC: ReadonlySet<SqlType> = new Set(['integer', 'decimal', 'float']);
const TEMPORAL: ReadonlySet<SqlType> = new Set(['date', 'timestamp', 'timestamptz']);

/** SUPER, VARIANT, ARRAY and OBJECT, which the engines hold as JSON. */
export function isSemiStructured({ family }: Type): boolean {
  return SEMI_STRUCTURED.has(family);
}

export function isNumeric({ family }: Type): boolean {
  return NUMERIC.has(family);
}

/** A date or a moment. */
export function isTemporal({ family }: Type): boolean {
  return TEMPORAL.has(family);
}

/** From the narrowest to the widest: a value of one fits the next. */
const WIDENING: readonly SqlType[] = ['boolean', 'integer', 'decimal', 'float'];
const TEMPORAL_WIDENING: readonly SqlType[] = ['date', 'timestamp', 'timestamptz'];

/** What values of several types have in common, as in CASE, COALESCE and UNION; unknown types say nothing. */
export function commonType(types: readonly Type[]): Type {
  const known = types.filter(({ family }) => family !== 'unknown');
  return known.length === 0 ? UNKNOWN : known.reduce(wider);
}

function wider(a: Type, b: Type): Type {
  if (a.family === b.family) return widerDecimal(a, b);
  for (const order of [WIDENING, TEMPORAL_WIDENING]) {
    const [left, right] = [order.indexOf(a.family), order.indexOf(b.family)];
    if (left >= 0 && right >= 0) return left > right ? a : b;
  }
  if (isSemiStructured(a)) return a;
  if (isSemiStructured(b)) return b;
  // A text beside another type is a literal of that type.
  if (a.family === 'text') return b;
  return b.family === 'text' ? a : UNKNOWN;
}

function widerDecimal(a: Type, b: Type): Type {
  if (a.scale === undefined || b.scale === undefined || a.precision === undefined || b.precision === undefined) return { family: a.family };
  const scale = Math.max(a.scale, b.scale);
  return { family: a.family, precision: Math.min(38, Math.max(a.precision - a.scale, b.precision - b.scale) + scale), scale };
}
