import { DAY_MS } from './expression/calendar';
import { parseStep } from './time-step';

/** Weeks, days, hours, minutes and seconds. */
const PARTS_MS = [7 * DAY_MS, DAY_MS, 3_600_000, 60_000, 1000];

/** `P1DT12H`: ISO 8601, without years and months, whose lengths vary. */
const ISO_DURATION = /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/** How durations are written, for messages. */
export const DURATION_ALLOWED = 'a number of days, an amount such as "30d" or "90 minutes", or an ISO 8601 duration such as "P1DT12H"; no months and years, whose lengths vary';

/** Milliseconds of a number of days, of `2 hours`, or of an ISO 8601 duration; undefined where it is none, negative, or in months. */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 && Number.isFinite(value) ? value * DAY_MS : undefined;
  if (typeof value !== 'string') return undefined;
  const iso = ISO_DURATION.exec(value.trim());
  if (iso?.slice(1).some((part) => part !== undefined)) return PARTS_MS.reduce((sum, ms, i) => sum + Number(iso[i + 1] ?? 0) * ms, 0);
  // A step is never nothing, which a duration may be.
  const nothing = /^0+(?:\.0+)?(\s*[a-z]+)$/i.exec(value.trim());
  const step = parseStep(nothing ? `1${nothing[1]}` : value);
  if (!step || step.months > 0) return undefined;
  return nothing ? 0 : step.ms;
}
