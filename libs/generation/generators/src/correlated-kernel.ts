import type { UniformColumn } from '@dw-sim/generation-rng';
import type { NumberKernel } from './kernel';

/** Kernel of a column of a correlated group: its value at the probability that the group draws for each row. */
export function correlatedKernel(quantile: (p: number) => number, uniforms: UniformColumn): NumberKernel {
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      uniforms.fill(out, rows, count);
      for (let i = 0; i < count; i++) out[i] = quantile(out[i]);
    },
  };
}
