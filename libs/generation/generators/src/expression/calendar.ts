import { parseIsoTime } from '../iso-time';

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** First and last moment that every warehouse holds: 0001-01-01 and the end of 9999-12-31, in ms since 1970. */
export const FIRST_MOMENT = -719162 * DAY_MS;
export const LAST_MOMENT = 2932897 * DAY_MS - 1;

/**
 * Day of the proleptic Gregorian calendar as year * 10000 + month * 100 + day, without a Date object per row.
 * Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
 *
 * @param days since 1970-01-01
 */
export function civilDay(days: number): number {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year * 10000 + month * 100 + dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
}

/** Days since 1970-01-01 of the first of a month, counted from January of year 0. */
export function monthStart(months: number): number {
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5);
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** Months since January of year 0. */
export function monthNumber(ms: number): number {
  const civil = civilDay(Math.floor(ms / DAY_MS));
  return Math.floor(civil / 10000) * 12 + monthOf(civil) - 1;
}

/** Month, 1 to 12, of a civil day. */
export function monthOf(civil: number): number {
  return Math.floor((civil - Math.floor(civil / 10000) * 10000) / 100);
}

/** Day of the month, 1 to 31, of a civil day. */
export function dayOf(civil: number): number {
  return civil - Math.floor(civil / 100) * 100;
}

/** The moment some months later, on the last day of a shorter month, as SQL adds months. */
export function addMonths(ms: number, months: number): number {
  const day = Math.floor(ms / DAY_MS);
  const target = monthNumber(ms) + Math.trunc(months);
  const start = monthStart(target);
  const lastDay = monthStart(target + 1) - start;
  return withinYears((start + Math.min(dayOf(civilDay(day)), lastDay) - 1) * DAY_MS + ms - day * DAY_MS);
}

/** The nearest moment of the years 1 to 9999. */
export function withinYears(ms: number): number {
  return ms >= LAST_MOMENT ? LAST_MOMENT : ms > FIRST_MOMENT ? ms : FIRST_MOMENT;
}

/** `2024-01-31`, for years 1 to 9999. */
export function dayText(days: number): string {
  const civil = civilDay(days);
  return `${String(Math.floor(civil / 10000)).padStart(4, '0')}-${two(monthOf(civil))}-${two(dayOf(civil))}`;
}

/** `2024-01-31 23:59:59`, with milliseconds where there are any. */
export function momentText(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const rest = ms - days * DAY_MS;
  const seconds = Math.floor(rest / 1000);
  const fraction = rest - seconds * 1000;
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${dayText(days)} ${time}${fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`}`;
}

/** Microseconds of the day of `HH:MM[:SS[.ffffff]]`; null where a text is none. */
export function timeOfText(text: string): number | null {
  const ms = /[zZ+-]/.test(text) ? undefined : parseIsoTime(`1970-01-01 ${text}`);
  return ms === undefined ? null : Math.floor(Math.round(ms * 1e6) / 1000);
}

/** Microseconds of the day of a moment. */
export function timeOfMoment(ms: number): number {
  return Math.round((ms - Math.floor(ms / DAY_MS) * DAY_MS) * 1000);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
