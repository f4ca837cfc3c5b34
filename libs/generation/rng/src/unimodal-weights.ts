import { makeWeightedChoice } from './weighted-choice';

/** Terms below this share of the largest could not be met in 2^32 draws. */
const NEGLIGIBLE = 2 ** -60;

/** A distribution over whole numbers whose probabilities rise to one peak and fall from it. */
export interface UnimodalDistribution {
  /** Whole numbers that are possible, both ends included; `last` may be Infinity. */
  readonly first: number;
  readonly last: number;
  /** The likeliest number. */
  readonly mode: number;
  /** Probability of k + 1 divided by the probability of k. */
  ratio(k: number): number;
}

/**
 * Draws from such a distribution, exact to 2^-32: the probabilities around the peak by recurrence, which needs no
 * factorial, and then a table of thresholds. The table holds about 20 standard deviations.
 *
 * @returns turns a uniform 32-bit draw into a number from `first` to `last`
 */
export function makeUnimodalDraw({ first, last, mode, ratio }: UnimodalDistribution): (draw: number) => number {
  const peak = Math.min(last, Math.max(first, mode));
  const falling: number[] = [];
  for (let k = peak, weight = 1; k > first; k--) {
    weight /= ratio(k - 1);
    if (!(weight > NEGLIGIBLE)) break;
    falling.push(weight);
  }
  const rising: number[] = [1];
  for (let k = peak, weight = 1; k < last; k++) {
    weight *= ratio(k);
    if (!(weight > NEGLIGIBLE)) break;
    rising.push(weight);
  }
  const start = peak - falling.length;
  const choose = makeWeightedChoice([...falling.reverse(), ...rising]);
  return (draw) => start + choose(draw);
}
