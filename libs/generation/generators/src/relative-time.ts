import { DAY_MS } from './expression/calendar';
import { parseIsoEnd, parseIsoTime } from './iso-time';
import { afterSteps, parseStep } from './time-step';

const OFFSET = /^([+-])\s*(\S.*)$/;

/** True for a time that a clock has to tell: `now`, `today`, or an offset from now such as `-7d`. */
export function isRelativeTime(text: string): boolean {
  if (/^(now|today)$/i.test(text)) return true;
  const [, , amount] = OFFSET.exec(text) ?? [];
  return amount !== undefined && parseStep(amount) !== undefined;
}

/** True for a time as users write it: ISO 8601, or relative to the clock of the run. */
export function isTimeText(text: string): boolean {
  return parseIsoTime(text) !== undefined || isRelativeTime(text);
}

/**
 * Moment of a time in milliseconds since 1970-01-01 UTC; undefined where it is none.
 * @param clock what `now` is, likewise; offsets may lead beyond the years 1 to 9999
 */
export function resolveTime(text: string, clock: number): number | undefined {
  const absolute = parseIsoTime(text);
  if (absolute !== undefined) return absolute;
  if (/^now$/i.test(text)) return clock;
  if (/^today$/i.test(text)) return startOfDay(clock);
  const [, sign, amount] = OFFSET.exec(text) ?? [];
  const step = amount === undefined ? undefined : parseStep(amount);
  return step && afterSteps(clock, step, sign === '-' ? -1 : 1);
}

/** Last moment that a time names: the end of its day where it is a day. */
export function resolveEnd(text: string, clock: number): number | undefined {
  if (/^today$/i.test(text)) return startOfDay(clock) + DAY_MS - 1;
  return isRelativeTime(text) ? resolveTime(text, clock) : parseIsoEnd(text);
}

function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}
