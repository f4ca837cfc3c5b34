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

/**
 * The inverse of the distribution function of a weighted choice, with the place inside the chosen index.
 *
 * @returns turns a probability (above 0, below 1) into an index plus the share of its weight that lies below, under 1
 */
export function makeWeightedPosition(weights: readonly number[]): (p: number) => number {
  const largest = weights.reduce((max, weight) => Math.max(max, weight), 0);
  const ends = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, i) => (ends[i] = sum += weight / largest));
  const lastIndex = weights.reduce((last, weight, i) => (weight > 0 ? i : last), 0);
  return (p) => {
    const at = p * sum;
    let [low, high] = [0, lastIndex];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] > at) high = middle;
      else low = middle + 1;
    }
    const start = low === 0 ? 0 : ends[low - 1];
    return low + Math.min(LAST_SHARE, (at - start) / (ends[low] - start));
  };
}

/** Largest share that does not round up to the next index, of however many. */
const LAST_SHARE = 1 - 2 ** -20;
