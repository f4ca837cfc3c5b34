/** Turns a uniform 32-bit draw into an index. */
export type IndexDraw = (draw: number) => number;

const GUIDE_BITS = 12;

/**
 * Draws indexes in proportion to weights, exact to 2^-32: cumulative thresholds with a guide table (H. C. Chen and
 * Y. Asau, "On generating random variates from an empirical distribution", AIIE Transactions 6, 1974).
 *
 * @param weights not negative, finite, at least one above 0
 */
export function makeWeightedChoice(weights: readonly number[]): IndexDraw {
  // Divided first, since a sum of large weights may not be finite.
  const largest = weights.reduce((max, weight) => Math.max(max, weight), 0);
  const total = weights.reduce((sum, weight) => sum + weight / largest, 0);
  const thresholds = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, i) => {
    sum += weight / largest;
    thresholds[i] = Math.round((sum / total) * 4294967296);
  });
  // The last index with a weight takes whatever rounding has left over.
  for (let i = weights.length - 1; i >= 0; i--) {
    thresholds[i] = 4294967296;
    if (weights[i] > 0) break;
  }
  const guide = new Uint32Array(1 << GUIDE_BITS);
  for (let cell = 0, index = 0; cell < guide.length; cell++) {
    while (thresholds[index] <= cell * 2 ** (32 - GUIDE_BITS)) index++;
    guide[cell] = index;
  }
  return (draw) => {
    let index = guide[draw >>> (32 - GUIDE_BITS)];
    while (draw >= thresholds[index]) index++;
    return index;
  };
}
