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

/** Fills the draws of a batch of rows. */
export type IndexFill = (out: Uint32Array, rows: Uint32Array, count: number) => void;

/** `indexDraw` over batches: without weights in a loop that calls nothing, which is twice as fast. */
export function indexFill(size: number, weights: readonly number[] | undefined, key: StreamKey): IndexFill {
  const [k0, k1] = key;
  if (weights) {
    const draw = indexDraw(size, weights, key);
    return (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = draw(rows[i]);
    };
  }
  const scale = size * TWO_POW_MINUS_32;
  return (out, rows, count) => {
    for (let i = 0; i < count; i++) out[i] = (hash32(rows[i], k0, k1) * scale) >>> 0;
  };
}
