import { addMonths, DAY_MS, monthNumber } from './expression/calendar';

/** Length of a step in time: milliseconds, or months, whose lengths vary. Exactly one of them is not 0. */
export interface TimeStep {
  readonly ms: number;
  readonly months: number;
}

/** Milliseconds of a unit, or its months; case tells pandas' `M` (month) from `m` (minute). */
const UNITS: readonly { readonly names: readonly string[]; readonly ms?: number; readonly months?: number }[] = [
  { names: ['ms', 'L', 'millisecond'], ms: 1 },
  { names: ['s', 'S', 'sec', 'second'], ms: 1000 },
  { names: ['m', 'min', 'T', 'minute'], ms: 60_000 },
  { names: ['h', 'H', 'hr', 'hour'], ms: 3_600_000 },
  { names: ['d', 'D', 'day'], ms: DAY_MS },
  { names: ['w', 'W', 'week'], ms: 7 * DAY_MS },
  { names: ['M', 'MS', 'mo', 'month'], months: 1 },
  { names: ['q', 'Q', 'QS', 'quarter'], months: 3 },
  { names: ['y', 'Y', 'YS', 'year'], months: 12 },
];

const STEP = /^(\d+(?:\.\d+)?)?\s*([a-z]+)$/i;

/** How steps are written, for messages. */
export const STEP_ALLOWED = 'an amount of ms, s, m (minutes), h, d, w, mo or y, such as "5s", "150ms", "15 minutes" or "1mo"';

/** Shortest length of a step in milliseconds. */
export function shortestMs({ ms, months }: TimeStep): number {
  return months > 0 ? (months >= 12 ? 365 : 28) * DAY_MS * (months >= 12 ? Math.floor(months / 12) : months) : ms;
}

/** Reads `5s`, `15min`, `H` or `1 month`; undefined where it is no step of whole milliseconds or months above 0. */
export function parseStep(text: string): TimeStep | undefined {
  const [, amount = '1', name] = STEP.exec(text.trim()) ?? [];
  const unit = name === undefined ? undefined : unitOf(name);
  const ms = Number(amount) * (unit?.ms ?? 0);
  const months = Number(amount) * (unit?.months ?? 0);
  return unit && ms + months > 0 && Number.isSafeInteger(ms) && Number.isSafeInteger(months) ? { ms, months } : undefined;
}

/** Exactly as it is written, else in lower case, in the singular or the plural. */
function unitOf(name: string): (typeof UNITS)[number] | undefined {
  const folded = name.toLowerCase();
  return UNITS.find(({ names }) => names.includes(name)) ?? UNITS.find(({ names }) => names.some((known) => known === folded || (known.length > 1 && `${known}s` === folded)));
}

/** The moment some steps later, or earlier where they are negative; Infinity or -Infinity beyond the years 1 to 9999. */
export function afterSteps(ms: number, step: TimeStep, count: number): number {
  if (step.months === 0) return ms + count * step.ms;
  const year = Math.floor((monthNumber(ms) + count * step.months) / 12);
  return year > 9999 ? Infinity : year < 1 ? -Infinity : addMonths(ms, count * step.months);
}
