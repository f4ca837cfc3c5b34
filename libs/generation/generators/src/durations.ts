import { DAY_MS } from './expression/calendar';

const UNIT_MS: Readonly<Record<string, number>> = { week: 7 * DAY_MS, day: DAY_MS, hour: 3_600_000, minute: 60_000, second: 1000 };

/** `P1DT12H`: ISO 8601, without years and months, whose lengths vary. */
const ISO_DURATION = /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const WORDS = /^(\d+(?:\.\d+)?)\s*(week|day|hour|minute|second)s?$/i;

/** How durations are written, for messages. */
export const DURATION_ALLOWED = 'a number of days, an amount such as "90 minutes", or an ISO 8601 duration without years and months, such as "P1DT12H"';

/** Milliseconds of a number of days, of `2 hours`, or of an ISO 8601 duration; undefined where it is none or negative. */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return value >= 0 && Number.isFinite(value) ? value * DAY_MS : undefined;
  if (typeof value !== 'string') return undefined;
  const words = WORDS.exec(value.trim());
  if (words) return Number(words[1]) * UNIT_MS[words[2].toLowerCase()];
  const iso = ISO_DURATION.exec(value.trim());
  if (!iso || iso.slice(1).every((part) => part === undefined)) return undefined;
  return Object.values(UNIT_MS).reduce((sum, ms, i) => sum + Number(iso[i + 1] ?? 0) * ms, 0);
}
