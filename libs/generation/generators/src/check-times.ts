import { FIRST_MOMENT, LAST_MOMENT } from './expression/calendar';
import type { ParameterFault } from './generator-kind';
import { stringOf, type Parameters } from './parameters';
import { resolveTime } from './relative-time';

/** Faults of times that lie beyond what warehouses hold, which only the clock shows. */
export function checkTimes(params: Parameters, names: readonly string[], clock: number): readonly ParameterFault[] {
  return names.flatMap((parameter) => {
    const text = stringOf(params, parameter);
    const ms = text === undefined ? undefined : resolveTime(text, clock);
    if (ms === undefined || (ms >= FIRST_MOMENT && ms <= LAST_MOMENT)) return [];
    return [{ parameter, code: 'out_of_range', message: `${parameter} ${JSON.stringify(text)} lies outside the years 1 to 9999`, allowed: 'a time in the years 1 to 9999' }];
  });
}
