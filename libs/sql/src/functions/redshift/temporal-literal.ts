const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Day {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/**
 * Ways to write a day beside ISO 8601, month before day, as Redshift reads them
 * (https://docs.aws.amazon.com/redshift/latest/dg/r_interval_literals.html, DateStyle MDY).
 */
const WAYS: readonly RegExp[] = [
  /^(?<month>\d{1,2})[-/.](?<day>\d{1,2})[-/.](?<year>\d{4}|\d{2})$/,
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<day>\d{1,2})[-\s]*(?<month>[a-z]{3,9})[-\s,]*(?<year>\d{4}|\d{2})$/i,
  /^(?<month>[a-z]{3,9})[-\s]*(?<day>\d{1,2})[-\s,]+(?<year>\d{4}|\d{2})$/i,
  /^(?<year>\d{4})[-\s]*(?<month>[a-z]{3,9})[-\s]*(?<day>\d{1,2})$/i,
];

/** A time of day: hours and minutes with or without colons, a half of the day, a zone. */
const CLOCK = /^(?<hour>\d{1,2})(?::(?<minute>\d{2})(?::(?<second>\d{2}(?:\.\d+)?))?|(?<=^\d{2})(?<minutes>\d{2})(?<seconds>\d{2}(?:\.\d+)?)?)?(?:\s*(?<half>[ap])m\b)?(?<zone>\s*(?:[+-]\d{1,2}(?::?\d{2})?|[a-z][a-z_/]+|z))?$/i;

/** A day or moment, as Redshift reads a literal, in ISO 8601: month before day. Undefined for what is none. */
export function isoMoment(text: string): string | undefined {
  const trimmed = text.trim();
  for (const written of [trimmed, ...splits(trimmed)]) {
    const day = typeof written === 'string' ? isoDay(written) : isoDay(written[0]);
    const time = typeof written === 'string' ? '' : isoClock(written[1]);
    if (day !== undefined && time !== undefined) return time === '' ? day : `${day} ${time}`;
  }
  return undefined;
}

/** A time of day as engines read it; undefined for what is none. */
export function isoClock(text: string): string | undefined {
  const { hour, minute, second, minutes, seconds, half, zone = '' } = CLOCK.exec(text.trim())?.groups ?? {};
  if (hour === undefined || (minute ?? minutes ?? half) === undefined) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute ?? minutes ?? '00'}:${second ?? seconds ?? '00'}${/^\s*(utc|gmt)$/i.test(zone) ? 'Z' : zone}`;
}

/** Where a day may end and a time begin. */
function splits(text: string): readonly (readonly [day: string, time: string])[] {
  return [...text.matchAll(/(?:(?<=\d)T(?=\d)|\s)\s*/gi)].map(({ index, 0: gap }) => [text.slice(0, index), text.slice(index + gap.length)]);
}

function isoDay(text: string): string | undefined {
  for (const way of WAYS) {
    const found = way.exec(text)?.groups as unknown as Day | undefined;
    const month = found && monthNumber(found.month);
    if (found && month) return `${fullYear(found.year)}-${month}-${found.day.padStart(2, '0')}`;
  }
  return undefined;
}

function monthNumber(text: string): string | undefined {
  if (/^\d+$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? text.padStart(2, '0') : undefined;
  const index = MONTHS.indexOf(text.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : String(index + 1).padStart(2, '0');
}

/** Two digits are of the years 1970 to 2069. */
function fullYear(text: string): string {
  if (text.length === 4) return text;
  return `${Number(text) < 70 ? '20' : '19'}${text}`;
}
