import { DAY_MS } from '../expression/calendar';
import { dayWeight, findIn } from './day-weight';
import type { MomentSampler, MomentWeights, Opening } from './schedule';
import type { Span } from './span';

const HOUR_MS = DAY_MS / 24;
/** After 400 years the Gregorian calendar begins anew, on the same weekday. */
const CALENDAR_DAYS = 146_097;
/** Days at either end whose moments the span may cut: one, and another where openings go past midnight. */
const EDGE_DAYS = 2;

/** A part of a day with one weight for each moment. */
interface Segment extends Opening {
  readonly weight: number;
}

/** Moments of a day by segment. */
interface DayTable {
  /** Cumulated weight of the segments, 0 first. */
  readonly sums: Float64Array;
  /** Number of each segment's first step since midnight, and how many there are. */
  readonly firstStep: Float64Array;
  readonly stepCount: Float64Array;
}

/**
 * Draws from a grid that is the same on every day: the day by cumulated weights, then the hour, then a moment of it,
 * all from one number, so that greater shares give later moments. It keeps 8 bytes for each day, of 400 years at most
 * unless days are closed. Undefined where no moment has a weight.
 */
export function makeDaySampler(span: Span, weights: MomentWeights): MomentSampler | undefined {
  const { anchor, last, step: { ms: step } } = span;
  const segments = segmentsOf(weights);
  const overnight = segments.some(({ to }) => to > DAY_MS) ? 1 : 0;
  const firstDay = Math.floor(anchor / DAY_MS) - overnight;
  const dayCount = Math.floor(last / DAY_MS) - firstDay + 1;
  const weightOf = dayWeight(weights);
  const edges = Math.min(EDGE_DAYS, dayCount);
  const tails = Math.min(EDGE_DAYS, dayCount - edges);
  const clipped = (day: number): DayTable => dayTable(segments, step, anchor - day * DAY_MS, last + 1 - day * DAY_MS);
  const oneDay = (day: number): Block => {
    const table = clipped(day);
    const weight = weightOf(day);
    return { total: weight * totalOf(table), at: (x) => momentOf(day, table, segments, step, weight === 0 ? 0 : x / weight) };
  };
  const blocks = [
    ...Array.from({ length: edges }, (_, i) => oneDay(firstDay + i)),
    wholeDays(firstDay + edges, dayCount - edges - tails, weights.closedDays.length > 0, weightOf, segments, step),
    ...Array.from({ length: tails }, (_, i) => oneDay(firstDay + dayCount - tails + i)),
  ].filter(({ total }) => total > 0);
  return blocks.length > 0 ? acrossBlocks(blocks) : undefined;
}

/** Consecutive days. */
interface Block {
  readonly total: number;
  /** The moment below which x of its weight lies. */
  at(x: number): number;
}

function acrossBlocks(blocks: readonly Block[]): MomentSampler {
  const sums = new Float64Array(blocks.length + 1);
  blocks.forEach(({ total }, i) => (sums[i + 1] = sums[i] + total));
  const total = sums[blocks.length];
  return (share) => {
    const x = share * total;
    const at = findIn(sums, blocks.length, x);
    return blocks[at].at(x - sums[at]);
  };
}

/** Days that are in the span from their first to their last moment. */
function wholeDays(firstDay: number, dayCount: number, irregular: boolean, weightOf: (day: number) => number, segments: readonly Segment[], step: number): Block {
  const table = dayTable(segments, step, -Infinity, Infinity);
  const perDay = totalOf(table);
  const period = Math.max(0, irregular ? dayCount : Math.min(dayCount, CALENDAR_DAYS));
  const sums = new Float64Array(period + 1);
  for (let i = 0; i < period; i++) sums[i + 1] = sums[i] + weightOf(firstDay + i) * perDay;
  const periods = period === 0 ? 0 : Math.floor(dayCount / period);
  const rest = dayCount - periods * period;
  return {
    total: dayCount <= 0 ? 0 : periods * sums[period] + sums[rest],
    at: (x) => {
      const turn = Math.min(rest > 0 ? periods : periods - 1, Math.floor(x / sums[period]));
      const left = x - turn * sums[period];
      const at = findIn(sums, turn === periods ? rest : period, left);
      const width = sums[at + 1] - sums[at];
      return momentOf(firstDay + turn * period + at, table, segments, step, ((left - sums[at]) / width) * perDay);
    },
  };
}

/** Parts of the day that are open, by hour, without those of weight 0. */
function segmentsOf({ hour, opening }: MomentWeights): readonly Segment[] {
  const segments: Segment[] = [];
  for (const { from, to } of opening) {
    for (let start = from; start < to; ) {
      const end = Math.min(to, (Math.floor(start / HOUR_MS) + 1) * HOUR_MS);
      const weight = hour[Math.floor(start / HOUR_MS) % 24];
      const before = segments.at(-1);
      if (before && before.to === start && before.weight === weight) segments[segments.length - 1] = { ...before, to: end };
      else if (weight > 0) segments.push({ from: start, to: end, weight });
      start = end;
    }
  }
  return segments;
}

/** @param min, end milliseconds from the day's midnight between which the span lies, the end not included */
function dayTable(segments: readonly Segment[], step: number, min: number, end: number): DayTable {
  const sums = new Float64Array(segments.length + 1);
  const firstStep = new Float64Array(segments.length);
  const stepCount = new Float64Array(segments.length);
  segments.forEach(({ from, to, weight }, i) => {
    firstStep[i] = Math.ceil(Math.max(from, min) / step);
    stepCount[i] = Math.max(0, Math.ceil(Math.min(to, end) / step) - firstStep[i]);
    sums[i + 1] = sums[i] + weight * stepCount[i];
  });
  return { sums, firstStep, stepCount };
}

function totalOf({ sums }: DayTable): number {
  return sums[sums.length - 1];
}

function momentOf(day: number, { sums, firstStep, stepCount }: DayTable, segments: readonly Segment[], step: number, x: number): number {
  const at = findIn(sums, segments.length, x);
  const index = Math.max(0, Math.min(stepCount[at] - 1, Math.floor((x - sums[at]) / segments[at].weight)));
  return day * DAY_MS + (firstStep[at] + index) * step;
}
