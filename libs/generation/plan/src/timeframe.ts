import { FIRST_MOMENT, isTimeText, LAST_MOMENT, parseStep, resolveEnd, resolveTime, STEP_ALLOWED, type Timeframe } from '@dw-sim/generation-generators';
import { type FaultList, shown } from './fault-list';

const TIME_ALLOWED = 'ISO 8601, such as "2024-01-31", or relative to the clock of the run, such as "-90d", "today" or "now"';

/** True for a timeframe of the right form. */
export function isTimeframe(given: unknown): given is Timeframe {
  const { start, end, freq } = (given ?? {}) as Partial<Timeframe>;
  return typeof start === 'string' && isTimeText(start) && typeof end === 'string' && isTimeText(end) && (freq === undefined || parseStep(freq) !== undefined);
}

/** Checks the timeframe of an experiment, whose keys and JSON types are right. */
export function checkTimeframe(given: Partial<Timeframe> | undefined, clock: number, faults: FaultList): void {
  if (!given) return;
  const { start, end, freq } = given;
  for (const [key, text] of [['start', start], ['end', end]] as const) {
    if (text === undefined) continue;
    const ms = resolveTime(text, clock);
    if (ms === undefined) faults.add(`$.timeframe.${key}`, 'wrong_type', `${key} is ${shown(text)}`, { value: text, allowed: TIME_ALLOWED });
    else if (ms < FIRST_MOMENT || ms > LAST_MOMENT) faults.add(`$.timeframe.${key}`, 'out_of_range', `${key} ${shown(text)} lies outside the years 1 to 9999`, { value: text, allowed: 'a time in the years 1 to 9999' });
  }
  if (freq !== undefined && !parseStep(freq)) faults.add('$.timeframe.freq', 'wrong_type', `freq is ${shown(freq)}`, { value: freq, allowed: STEP_ALLOWED });
  if (start !== undefined && end !== undefined && (resolveTime(start, clock) ?? -Infinity) > (resolveEnd(end, clock) ?? Infinity)) {
    faults.add('$.timeframe.start', 'range_reversed', `the start ${start} is after the end ${end}`, { value: start, allowed: `at most ${end}` });
  }
}
