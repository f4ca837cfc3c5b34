import { makePermutation, MAX_PERMUTATION_SIZE, uniform53 } from '@dw-sim/generation-rng';
import { DAY_MS } from '../expression/calendar';
import type { KernelContext, ParameterFault } from '../generator-kind';
import type { NumberKernel } from '../kernel';
import { stringOf, type Parameters, type ParameterSpec } from '../parameters';
import { makeDaySampler } from './day-sampler';
import type { PatternWeights } from './patterns';
import { makePointSampler, MAX_POINTS } from './point-sampler';
import { pointAt, type Span } from './span';

/** Milliseconds from midnight on, the end not included; beyond 24 hours it goes on into the next day. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/** How likely the moments of a grid are, as plain data. */
export interface MomentWeights extends PatternWeights {
  /** When a day is open. */
  readonly opening: readonly Opening[];
  /** Days since 1970-01-01 that have none. */
  readonly closedDays: readonly number[];
}

/** Where moments lie and how likely each is, as plain data. */
export interface Schedule extends Span {
  /** True where moments do not decrease from row to row. */
  readonly ascending: boolean;
  /** Null where all are equally likely. */
  readonly weights: MomentWeights | null;
}

/** The moment below which a share of all weight lies; the share is from 0 to below 1. */
export type MomentSampler = (share: number) => number;

/** Whether the moments ascend. */
export const ORDER_PARAMETER: ParameterSpec = {
  name: 'order',
  type: 'string',
  oneOf: ['random', 'ascending'],
  description: 'random (the default), or ascending: no moment is before that of the row above. Ascending moments depend on the number of rows.',
};

/** `, ascending`. */
export function summarizeOrder(params: Parameters): string {
  return stringOf(params, 'order') === 'ascending' ? ', ascending' : '';
}

/** Faults of a schedule whose parts are sound. */
export function checkSchedule(schedule: Schedule): readonly ParameterFault[] {
  if (!schedule.weights) return [];
  if (!dividesDay(schedule) && schedule.pointCount > MAX_POINTS) {
    return [{ parameter: 'freq', code: 'too_large', message: `the grid has ${schedule.pointCount.toLocaleString('en-US')} moments, each with a weight of its own`, allowed: `a freq that divides a day, or at most ${MAX_POINTS.toLocaleString('en-US')} moments` }];
  }
  return samplerOf(schedule) ? [] : [{ parameter: '', code: 'empty_range', message: 'every moment of the span has the weight 0', allowed: 'a longer span, or more weights above 0' }];
}

function dividesDay({ step }: Span): boolean {
  return step.months === 0 && DAY_MS % step.ms === 0;
}

/** Undefined where no moment has a weight. */
function samplerOf(schedule: Schedule): MomentSampler | undefined {
  const { weights, pointCount } = schedule;
  if (!weights) return (share) => pointAt(schedule, Math.min(pointCount - 1, Math.floor(share * pointCount)));
  return dividesDay(schedule) ? makeDaySampler(schedule, weights) : makePointSampler(schedule, weights);
}

/** Kernel of a schedule: one draw a row through its quantile function, stratified by row where moments ascend. */
export function scheduledKernel(schedule: Schedule, context: KernelContext): NumberKernel {
  const moment = context.unique ? distinctMoments(schedule, context) : drawnMoments(schedule, context);
  const { unitMs } = schedule;
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = Math.floor(moment(rows[i]) / unitMs);
    },
  };
}

function drawnMoments(schedule: Schedule, { key, rowCount }: KernelContext): (row: number) => number {
  const sample = samplerOf(schedule);
  if (!sample) throw new Error('the schedule was not checked');
  const [k0, k1] = key('value');
  if (!schedule.ascending) return (row) => sample(uniform53(row, k0, k1));
  return (row) => sample(Math.min(1 - Number.EPSILON, (row + uniform53(row, k0, k1)) / rowCount));
}

/** Moments of the grid without repetition: a permutation, or one in each of as many stretches as there are rows. */
function distinctMoments(schedule: Schedule, { key, rowCount }: KernelContext): (row: number) => number {
  const { pointCount, ascending } = schedule;
  const [k0, k1] = key('value');
  if (ascending) {
    // A whole number for each row, so that none is lost to rounding, and the rest spread among them.
    const each = Math.floor(pointCount / rowCount);
    const rest = pointCount - each * rowCount;
    const firstOf = (row: number): number => row * each + Math.floor((row / rowCount) * rest);
    return (row) => {
      const from = firstOf(row);
      return pointAt(schedule, from + Math.floor(uniform53(row, k0, k1) * (firstOf(row + 1) - from)));
    };
  }
  const domain = Math.min(pointCount, MAX_PERMUTATION_SIZE);
  const stride = Math.floor(pointCount / domain);
  const at = makePermutation(domain, [k0, k1]);
  return (row) => pointAt(schedule, at(row) * stride);
}
