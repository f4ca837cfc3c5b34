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
  /^(?<year>\d{4})[/.](?<month>\d{1,2})[/.](?<day>\d{1,2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<day>\d{1,2})[-\s]*(?<month>[a-z]{3,9})[-\s,]*(?<year>\d{4})$/i,
  /^(?<month>[a-z]{3,9})[-\s]*(?<day>\d{1,2})[-\s,]+(?<year>\d{4})$/i,
  /^(?<year>\d{4})[-\s]*(?<month>[a-z]{3,9})[-\s]*(?<day>\d{1,2})$/i,
];

const TIME = /^(?<day>.*?)[\sT]+(?<time>\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s*[ap]m)?([+-]\d{1,2}(:?\d{2})?|\s*(z|utc|gmt))?)$/i;

/** A day or moment, as Redshift reads a literal, in ISO 8601; undefined where it is that already, or nothing that it reads. */
export function isoMoment(text: string): string | undefined {
  const { day: written = text, time } = TIME.exec(text.trim())?.groups ?? {};
  for (const way of WAYS) {
    const found = way.exec(written.trim())?.groups as unknown as Day | undefined;
    const month = found && monthNumber(found.month);
    if (found && month) return `${fullYear(found.year)}-${month}-${found.day.padStart(2, '0')}${time === undefined ? '' : ` ${clock(time)}`}`;
  }
  return undefined;
}

function monthNumber(text: string): string | undefined {
  if (/^\d+$/.test(text)) return text.padStart(2, '0');
  const index = MONTHS.indexOf(text.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : String(index + 1).padStart(2, '0');
}

/** Two digits are of the years 1970 to 2069. */
function fullYear(text: string): string {
  if (text.length === 4) return text;
  return `${Number(text) < 70 ? '20' : '19'}${text}`;
}

function clock(time: string): string {
  const half = /([ap])m/i.exec(time)?.[1]?.toLowerCase();
  if (!half) return time;
  const [hours = '0', ...rest] = time.replace(/\s*[ap]m/i, '').split(':');
  return [String((Number(hours) % 12) + (half === 'p' ? 12 : 0)).padStart(2, '0'), ...rest].join(':');
}
