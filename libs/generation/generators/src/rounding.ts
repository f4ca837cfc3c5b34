/** Largest share of a unit that counts as the error of a multiplication. */
const MAX_ERROR = 0.01;

/**
 * The nearest whole number, halves away from zero as SQL rounds them. A product just below a half is one: 1.005 * 100
 * is 100.49999999999999.
 */
export function roundHalfAway(value: number): number {
  const size = Math.abs(value);
  const whole = Math.floor(size);
  const half = 0.5 - Math.min(MAX_ERROR, 4 * Number.EPSILON * size);
  const rounded = size - whole >= half ? whole + 1 : whole;
  return value < 0 ? -rounded : rounded;
}

/** A number rounded to digits after the point; negative digits round to tens, hundreds, … */
export function roundTo(value: number, digits: number): number {
  const places = Math.max(-300, Math.min(15, Math.trunc(digits)));
  if (places < 0) return roundHalfAway(value / 10 ** -places) * 10 ** -places;
  const units = value * 10 ** places;
  // Beyond 2^53 a double has no fraction left to round.
  return Math.abs(units) <= Number.MAX_SAFE_INTEGER ? roundHalfAway(units) / 10 ** places : value;
}
