import { hash32, type StreamKey } from '@dw-sim/generation-rng';
import type { Kernel } from '../kernel';

/** Whether a row's value is null, by a rate and by the value's own kernel; undefined where none is. */
export function nullDraw(nullRate: number, { isNull }: Kernel, [k0, k1]: StreamKey): ((row: number) => boolean) | undefined {
  if (nullRate === 0) return isNull;
  const threshold = nullRate * 2 ** 32;
  return (row) => hash32(row, k0, k1) < threshold || (isNull?.(row) ?? false);
}
