import type { GeneratorKind } from '../generator-kind';
import { parseTimeOfDay } from '../iso-time';
import { stringOf, type Parameters } from '../parameters';
import { drawn, permuted } from './uniform-int';

const DAY_MS = 86_400_000;
const MICROS_PER_MS = 1000;
const DEFAULT_START = '00:00:00';
const DEFAULT_END = '23:59:59.999';

interface Prepared {
  /** Milliseconds since midnight. */
  readonly first: number;
  /** Number of milliseconds, both ends included. */
  readonly size: number;
}

/** Times of the day, uniform between start and end; past midnight where the end is the earlier one. */
export const timeOfDay: GeneratorKind<Prepared> = {
  kind: 'time_of_day',
  description: 'Times of the day to the millisecond from start to end, both included. An end before the start is one of the next day: 22:00 to 06:00 is a night.',
  types: ['TIME'],
  parameters: [
    { name: 'start', type: 'time_of_day', description: `First time; ${DEFAULT_START} by default.` },
    { name: 'end', type: 'time_of_day', description: `Last time; ${DEFAULT_END} by default.` },
  ],
  example: { start: '08:00', end: '17:30' },
  summarize: (params) => `${stringOf(params, 'start') ?? DEFAULT_START} to ${stringOf(params, 'end') ?? DEFAULT_END}`,
  distinctCount: (params) => rangeOf(params).size,
  prepare: rangeOf,
  compile: ({ first, size }, context) => {
    const offsets = { min: 0, size };
    const milliseconds = context.unique ? permuted(offsets, context.key('value')) : drawn(offsets, context.key('value'));
    return {
      lane: 'number',
      fill: (out, rows, count) => {
        milliseconds.fill(out, rows, count);
        for (let i = 0; i < count; i++) {
          const ms = first + out[i];
          out[i] = (ms < DAY_MS ? ms : ms - DAY_MS) * MICROS_PER_MS;
        }
      },
    };
  },
};

/** Whole milliseconds between the ends; a start and an end within one millisecond are that one. */
function rangeOf(params: Parameters): Prepared {
  const first = Math.floor(parseTimeOfDay(stringOf(params, 'start') ?? DEFAULT_START) ?? 0);
  const last = Math.floor(parseTimeOfDay(stringOf(params, 'end') ?? DEFAULT_END) ?? 0);
  return { first, size: (last < first ? last + DAY_MS : last) - first + 1 };
}
