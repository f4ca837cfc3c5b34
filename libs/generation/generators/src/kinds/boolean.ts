import { hash32 } from '@dw-sim/generation-rng';
import type { GeneratorKind } from '../generator-kind';
import { numberOf } from '../parameters';

/** True with a given probability. */
export const boolean: GeneratorKind<{ readonly threshold: number }> = {
  kind: 'boolean',
  description: 'True with a given probability, false otherwise.',
  types: ['BOOLEAN'],
  parameters: [{ name: 'probability', type: 'number', minimum: 0, maximum: 1, description: 'Share of true; 0.5 by default.' }],
  example: { probability: 0.9 },
  summarize: (params) => `true in ${Math.round(numberOf(params, 'probability', 0.5) * 1000) / 10} %`,
  distinctCount: (params) => ([0, 1].includes(numberOf(params, 'probability', 0.5)) ? 1 : 2),
  prepare: (params) => ({ threshold: numberOf(params, 'probability', 0.5) * 2 ** 32 }),
  quantile: ({ threshold }) => (p) => (p * 2 ** 32 < 2 ** 32 - threshold ? 0 : 1),
  compile: ({ threshold }, context) => {
    const [k0, k1] = context.key('value');
    // Two values can be unique only over two rows: one each, in an order that the seed decides.
    const first = context.unique && hash32(0, k0, k1) >= 2 ** 31 ? 1 : 0;
    return {
      lane: 'number',
      fill: (out, rows, count) => {
        if (context.unique) for (let i = 0; i < count; i++) out[i] = (rows[i] + first) & 1;
        else for (let i = 0; i < count; i++) out[i] = hash32(rows[i], k0, k1) < threshold ? 1 : 0;
      },
    };
  },
};
