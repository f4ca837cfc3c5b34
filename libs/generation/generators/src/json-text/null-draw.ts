import { hash32, type StreamKey } from '@dw-sim/generation-rng';

/** Whether a row's value is null, by a rate; undefined where none is. Kernels inside JSON yield no NULLs of their own. */
export function nullDraw(nullRate: number, [k0, k1]: StreamKey): ((row: number) => boolean) | undefined {
  if (nullRate === 0) return undefined;
  const threshold = nullRate * 2 ** 32;
  return (row) => hash32(row, k0, k1) < threshold;
}
