import { hash32, makeWeightedChoice, TWO_POW_MINUS_32, type StreamKey } from '@dw-sim/generation-rng';

/** Draws an index below `size` for a row: equally likely, or in proportion to weights. */
export function indexDraw(size: number, weights: readonly number[] | undefined, [k0, k1]: StreamKey): (row: number) => number {
  if (weights) {
    const choose = makeWeightedChoice(weights);
    return (row) => choose(hash32(row, k0, k1));
  }
  const scale = size * TWO_POW_MINUS_32;
  return (row) => (hash32(row, k0, k1) * scale) >>> 0;
}
