import type { ColumnContext, GeneratorKind } from '../generator-kind';
import { formatNumber, MAX_EXACT, numericLimits } from '../numeric-scale';
import { numberOf, type Parameters } from '../parameters';

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
  distinctCount: rowLimit,
  rowLimit,
  prepare: (params) => ({ start: numberOf(params, 'start', 1), step: numberOf(params, 'step', 1) }),
  compile: ({ start, step }) => ({
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = start + step * rows[i];
    },
  }),
};

/** Values up to the end of the type, or of what a double counts exactly. */
function rowLimit(params: Parameters, { type }: ColumnContext): number {
  const limits = numericLimits(type);
  const start = numberOf(params, 'start', 1);
  const step = numberOf(params, 'step', 1);
  const room = step > 0 ? Math.min(limits.max, MAX_EXACT) - start : start - Math.max(limits.min, -MAX_EXACT);
  const within = start >= limits.min && start <= limits.max;
  return within ? Math.floor(room / Math.abs(step)) + 1 : 0;
}
