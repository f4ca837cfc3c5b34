import type { GeneratorKind } from '../generator-kind';
import type { NumberKernel } from '../kernel';
import { stringOf, type Parameters } from '../parameters';
import { drawn, permuted } from './uniform-int';

const DAY_MS = 86_400_000;
/** Where no range is given. Fixed, so that the same document gives the same rows on any day. */
const DEFAULT_START = '2020-01-01';
const DEFAULT_END = '2024-12-31';

interface Prepared {
  /** In units of the column: days or milliseconds since 1970-01-01 UTC. */
  readonly first: number;
  readonly size: number;
}

/** Days or moments, uniform between start and end. */
export const timeRange: GeneratorKind<Prepared> = {
  kind: 'time_range',
  description: 'Days (DATE) or moments to the millisecond (TIMESTAMP) from start to end, both included.',
  types: ['DATE', 'TIMESTAMP'],
  parameters: [
    { name: 'start', type: 'time', description: `First day or moment, ISO 8601 in UTC; ${DEFAULT_START} by default.` },
    { name: 'end', type: 'time', description: `Last day or moment; a day counts to its end. ${DEFAULT_END} by default.` },
  ],
  example: { start: '2024-01-01', end: '2024-12-31' },
  check: (params) => {
    const { start, end } = bounds(params);
    if (Date.parse(start) <= endOf(end)) return [];
    return [{ parameter: 'start', code: 'range_reversed', message: `the start ${start} is after the end ${end}`, allowed: `at most ${end}` }];
  },
  summarize: (params) => {
    const { start, end } = bounds(params);
    return `${start} to ${end}`;
  },
  distinctCount: (params, { type }) => unitsOf(params, type.kind).size,
  prepare: (params, { type }) => unitsOf(params, type.kind),
  compile: ({ first, size }, context) => {
    const units = { min: first, size };
    const kernel = context.unique ? permuted(units, context.key('value')) : drawn(units, context.key('value'));
    return context.type.kind === 'DATE' ? kernel : inMicroseconds(kernel);
  },
};

function bounds(params: Parameters): { start: string; end: string } {
  return { start: stringOf(params, 'start') ?? DEFAULT_START, end: stringOf(params, 'end') ?? DEFAULT_END };
}

function unitsOf(params: Parameters, kind: string): Prepared {
  const { start, end } = bounds(params);
  const firstMs = Date.parse(start);
  const lastMs = endOf(end);
  if (kind !== 'DATE') return { first: firstMs, size: Math.max(0, lastMs - firstMs + 1) };
  const first = Math.floor(firstMs / DAY_MS);
  return { first, size: Math.max(0, Math.floor(lastMs / DAY_MS) - first + 1) };
}

/** A day without a time counts to its last millisecond. */
function endOf(text: string): number {
  return Date.parse(text) + (/^\d{4}-\d{2}-\d{2}$/.test(text) ? DAY_MS - 1 : 0);
}

function inMicroseconds(milliseconds: NumberKernel): NumberKernel {
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      milliseconds.fill(out, rows, count);
      for (let i = 0; i < count; i++) out[i] *= 1000;
    },
  };
}
