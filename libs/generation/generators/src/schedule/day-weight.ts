import { civilDay, dayOf, monthOf } from '../expression/calendar';
import { weekdayOf } from './dimensions';
import type { MomentWeights } from './schedule';

/** Weight of a day since 1970-01-01, its hours aside. */
export function dayWeight({ dow, month, day, closedDays }: MomentWeights): (days: number) => number {
  const closed = new Set(closedDays);
  return (days) => {
    if (closed.has(days)) return 0;
    const civil = civilDay(days);
    return dow[weekdayOf(days)] * month[monthOf(civil) - 1] * day[dayOf(civil) - 1];
  };
}

/** First index below `count` whose cumulated weight is above x, so that one without a weight is never found; `sums[0]` is 0. */
export function findIn(sums: Float64Array, count: number, x: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle + 1] > x) high = middle;
    else low = middle + 1;
  }
  // Rounding may lead past the last one with a weight.
  while (low > 0 && sums[low + 1] === sums[low]) low--;
  return low;
}
