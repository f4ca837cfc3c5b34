import { DuckDBDateValue, DuckDBTimestampTZValue, type DuckDBTimestampValue } from '@duckdb/node-api';

// The driver would tell moments in the machine's zone; the engine itself is set to UTC.
DuckDBTimestampTZValue.timezoneOffsetInMinutes = 0;

const DAY_MICROS = 86_400_000_000;
/** Enough for a century and a half. */
const MOST_DATES = 50_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** Few dates are told many times. */
const dates = new Map<number, string>();

/** A date as the driver writes it. */
export function dateText(days: number): string {
  const known = dates.get(days);
  if (known !== undefined) return known;
  const text = new DuckDBDateValue(days).toString();
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(days, text);
  return text;
}

/** A moment as the driver writes it, which makes dozens of objects for each; what a double can't count, and infinity, is left to it. */
export function timestampText(value: DuckDBTimestampValue | DuckDBTimestampTZValue): string {
  const micros = Number(value.micros);
  if (!Number.isSafeInteger(micros)) return value.toString();
  const days = Math.floor(micros / DAY_MICROS);
  const micro = micros - days * DAY_MICROS;
  const second = Math.floor(micro / 1_000_000);
  const clock = `${TWO_DIGITS[Math.floor(second / 3600)]!}:${TWO_DIGITS[Math.floor(second / 60) % 60]!}:${TWO_DIGITS[second % 60]!}`;
  return `${dateText(days)} ${clock}${fractionText(micro % 1_000_000)}${value instanceof DuckDBTimestampTZValue ? '+00' : ''}`;
}

/** Without zeros at the end. */
function fractionText(micros: number): string {
  if (micros === 0) return '';
  let digits = 6;
  let left = micros;
  for (; left % 10 === 0; digits--) left /= 10;
  return `.${String(left).padStart(digits, '0')}`;
}
