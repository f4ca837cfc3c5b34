import type { GeneratorKind } from '../generator-kind';
import { parseIsoEnd, parseIsoTime } from '../iso-time';
import { stringOf, type Parameters } from '../parameters';
import { drawn, permuted, unitAt } from './uniform-int';

const DAY_MS = 86_400_000;
/** Where no range is given: five years. Fixed, so that the same document gives the same rows on any day. */
const DEFAULT_START = '2020-01-01';
const DEFAULT_END = '2024-12-31';
const DEFAULT_YEARS = 5;

interface Prepared {
  /** In units of the column: days or milliseconds since 1970-01-01 UTC. */
  readonly first: number;
  readonly size: number;
}

/** Days or moments, uniform between start and end. */
export const timeRange: GeneratorKind<Prepared> = {
  kind: 'time_range',
  description: 'Days (DATE) or moments to the millisecond (TIMESTAMP, TIMESTAMPTZ) from start to end, both included.',
  types: ['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'],
  parameters: [
    { name: 'start', type: 'time', description: `First day or moment, ISO 8601 in UTC; ${DEFAULT_START} by default.` },
    { name: 'end', type: 'time', description: `Last day or moment; a day counts to its end. ${DEFAULT_END} by default.` },
  ],
  example: { start: '2024-01-01', end: '2024-12-31' },
  check: (params) => {
    const { start, end } = bounds(params);
    const { first, last } = momentsOf(params);
    if (first <= last) return [];
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
    return context.unique ? permuted(units, context.key('value')) : drawn(units, context.key('value'));
  },
  quantile: ({ first, size }) => unitAt({ min: first, size }),
};

/** Start and end as given; a missing one is that of the default range, or as far away where the other lies beyond it. */
function bounds(params: Parameters): { start: string; end: string } {
  const start = stringOf(params, 'start');
  const end = stringOf(params, 'end');
  return {
    start: start ?? (end === undefined || end >= DEFAULT_START ? DEFAULT_START : `${yearOf(end, 1 - DEFAULT_YEARS)}-01-01`),
    end: end ?? (start === undefined || start <= DEFAULT_END ? DEFAULT_END : `${yearOf(start, DEFAULT_YEARS - 1)}-12-31`),
  };
}

function yearOf(text: string, more: number): string {
  const year = Number(text.slice(0, 4)) + more;
  return String(Math.min(9999, Math.max(1, year))).padStart(4, '0');
}

/** Whole milliseconds from start to end. */
function momentsOf(params: Parameters): { readonly first: number; readonly last: number } {
  const { start, end } = bounds(params);
  return { first: Math.ceil(parseIsoTime(start) ?? 0), last: Math.floor(parseIsoEnd(end) ?? 0) };
}

function unitsOf(params: Parameters, kind: string): Prepared {
  const moments = momentsOf(params);
  const unitMs = kind === 'DATE' ? DAY_MS : 1;
  const first = Math.floor(moments.first / unitMs);
  return { first, size: Math.max(0, Math.floor(moments.last / unitMs) - first + 1) };
}
