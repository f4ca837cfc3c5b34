import { checkTimes } from '../check-times';
import { DAY_MS, dayText } from '../expression/calendar';
import type { ColumnContext, GeneratorKind } from '../generator-kind';
import { stringOf, type Parameters } from '../parameters';
import { isRelativeTime, resolveEnd, resolveTime } from '../relative-time';
import { drawn, permuted, unitAt } from './uniform-int';

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
    { name: 'start', type: 'time', description: `First day or moment, ISO 8601 in UTC, or relative to the clock of the run: \`now\`, \`today\`, \`-7d\`. ${DEFAULT_START} by default.` },
    { name: 'end', type: 'time', description: `Last day or moment; a day counts to its end. ${DEFAULT_END} by default, now where the start is relative and earlier.` },
  ],
  example: { start: '2024-01-01', end: '2024-12-31' },
  check: (params, { clock }) => {
    const outside = checkTimes(params, ['start', 'end'], clock);
    if (outside.length > 0) return outside;
    const { start, end } = bounds(params, clock);
    const { first, last } = momentsOf(params, clock);
    if (first <= last) return [];
    return [{ parameter: 'start', code: 'range_reversed', message: `the start ${start} is after the end ${end}`, allowed: `at most ${end}` }];
  },
  summarize: (params, { clock }) => {
    const { start, end } = bounds(params, clock);
    return `${start} to ${end}`;
  },
  distinctCount: (params, column) => unitsOf(params, column).size,
  prepare: unitsOf,
  compile: ({ first, size }, context) => {
    const units = { min: first, size };
    return context.unique ? permuted(units, context.key('value')) : drawn(units, context.key('value'));
  },
  quantile: ({ first, size }) => unitAt({ min: first, size }),
};

/** Start and end as given; a missing one is that of the default range, or as far away where the other lies beyond it. */
function bounds(params: Parameters, clock: number): { start: string; end: string } {
  const start = stringOf(params, 'start');
  const end = stringOf(params, 'end');
  const [startDay, endDay] = [absolute(start, clock), absolute(end, clock)];
  return {
    start: start ?? (endDay === undefined || endDay >= DEFAULT_START ? DEFAULT_START : `${yearOf(endDay, 1 - DEFAULT_YEARS)}-01-01`),
    end: end ?? endAfter(start, clock) ?? (startDay === undefined || startDay <= DEFAULT_END ? DEFAULT_END : `${yearOf(startDay, DEFAULT_YEARS - 1)}-12-31`),
  };
}

/** What is said from now on back ends now. */
function endAfter(start: string | undefined, clock: number): string | undefined {
  return start !== undefined && isRelativeTime(start) && (resolveTime(start, clock) ?? 0) <= clock ? 'now' : undefined;
}

function absolute(text: string | undefined, clock: number): string | undefined {
  return text !== undefined && isRelativeTime(text) ? dayText(Math.floor((resolveTime(text, clock) ?? 0) / DAY_MS)) : text;
}

function yearOf(text: string, more: number): string {
  const year = Number(text.slice(0, 4)) + more;
  return String(Math.min(9999, Math.max(1, year))).padStart(4, '0');
}

/** Whole milliseconds from start to end. */
function momentsOf(params: Parameters, clock: number): { readonly first: number; readonly last: number } {
  const { start, end } = bounds(params, clock);
  return { first: Math.ceil(resolveTime(start, clock) ?? 0), last: Math.floor(resolveEnd(end, clock) ?? 0) };
}

function unitsOf(params: Parameters, { type, clock }: ColumnContext): Prepared {
  const moments = momentsOf(params, clock);
  const unitMs = type.kind === 'DATE' ? DAY_MS : 1;
  const first = Math.floor(moments.first / unitMs);
  return { first, size: Math.max(0, Math.floor(moments.last / unitMs) - first + 1) };
}
