import type { GeneratorKind } from '../generator-kind';
import { formatNumber, numericLimits } from '../numeric-scale';
import { numberOf } from '../parameters';

interface Prepared {
  readonly start: number;
  readonly step: number;
}

/** start, start + step, start + 2 step, … in row order. */
export const sequence: GeneratorKind<Prepared> = {
  kind: 'sequence',
  description: 'Counts up in row order: start, start + step, start + 2 step, …',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
  parameters: [
    { name: 'start', type: 'integer', description: 'First value; 1 by default.' },
    { name: 'step', type: 'integer', description: 'Distance between values, not 0; 1 by default.' },
  ],
  example: { start: 1000, step: 1 },
  check: (params) =>
    params['step'] === 0
      ? [{ parameter: 'step', code: 'out_of_range', message: 'step 0 would repeat one value', allowed: 'any whole number but 0' }]
      : [],
  summarize: (params) => `sequence from ${formatNumber(numberOf(params, 'start', 1))}`,
  distinctCount: (params, { type }) => {
    const { min, max } = numericLimits(type);
    const start = numberOf(params, 'start', 1);
    const step = numberOf(params, 'step', 1);
    return Math.max(0, Math.floor((step > 0 ? max - start : start - min) / Math.abs(step)) + 1);
  },
  prepare: (params) => ({ start: numberOf(params, 'start', 1), step: numberOf(params, 'step', 1) }),
  compile: ({ start, step }) => ({
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = start + step * rows[i];
    },
  }),
};
