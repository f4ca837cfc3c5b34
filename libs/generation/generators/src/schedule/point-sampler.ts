import { DAY_MS } from '../expression/calendar';
import { dayWeight, findIn } from './day-weight';
import type { MomentSampler, MomentWeights } from './schedule';
import { pointAt, type Span } from './span';

/** Most moments that are weighted one by one: 8 MB. */
export const MAX_POINTS = 1_000_000;
const HOUR_MS = DAY_MS / 24;

/** Draws from a grid that is not the same on every day, such as weeks or 7 minutes; undefined where no moment has a weight. */
export function makePointSampler(span: Span, weights: MomentWeights): MomentSampler | undefined {
  const weight = momentWeight(weights);
  const { pointCount } = span;
  const sums = new Float64Array(pointCount + 1);
  for (let i = 0; i < pointCount; i++) sums[i + 1] = sums[i] + weight(pointAt(span, i));
  const total = sums[pointCount];
  return total > 0 ? (share) => pointAt(span, findIn(sums, pointCount, share * total)) : undefined;
}

/** Weight of a moment; one after midnight may belong to the day before. */
function momentWeight(weights: MomentWeights): (ms: number) => number {
  const ofDay = dayWeight(weights);
  const { hour, opening } = weights;
  const openOn = (day: number, ms: number): boolean => opening.some(({ from, to }) => ms - day * DAY_MS >= from && ms - day * DAY_MS < to);
  return (ms) => {
    const today = Math.floor(ms / DAY_MS);
    const day = openOn(today, ms) ? today : openOn(today - 1, ms) ? today - 1 : undefined;
    return day === undefined ? 0 : ofDay(day) * hour[Math.floor((ms - today * DAY_MS) / HOUR_MS)];
  };
}
