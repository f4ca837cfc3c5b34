import type { Argument } from '../function-entry';
import type { DatePart } from './date-parts';
import { momentOf } from './moments';
import { bound } from './render';

/** How many years the longer parts have. */
const YEARS: Readonly<Partial<Record<DatePart, number>>> = { year: 1, decade: 10, century: 100, millennium: 1000 };

/** A moment, or a time of day, and a number of parts. */
export function dateAddOnDuckdb(part: DatePart, amount: string, target: Argument): string {
  const interval = (count: string) => `to_${part === 'century' ? 'centuries' : part === 'millennium' ? 'millennia' : `${part}s`}(${count})`;
  if (target.type === 'time') return `CAST(${target.sql} + ${interval(amount)} AS TIME)`;
  if (YEARS[part] === undefined) return `(${momentOf(target)} + ${interval(amount)})`;
  const moved = (from: string) => `${from} + ${interval(amount)}`;
  const isLeapDay = `month(moment) = 2 AND day(moment) = 29`;
  return bound('moment', momentOf(target), `CASE WHEN ${isLeapDay} THEN ${moved('(moment - INTERVAL 1 DAY)')} + INTERVAL 1 DAY ELSE ${moved('moment')} END`);
}

/** Boundaries between two moments. DuckDB begins decades with a 0, but lets centuries begin so as well. */
export function dateDiffOnDuckdb(part: DatePart, from: string, to: string): string {
  const years = part === 'century' || part === 'millennium' ? YEARS[part] : undefined;
  // DuckDB lets weeks begin on different days, by the sign of the difference.
  if (part === 'week') return `(date_diff('day', date_trunc('week', ${from}), date_trunc('week', ${to})) // 7)`;
  if (years === undefined) return `date_diff('${part}', ${from}, ${to})`;
  const number = (moment: string) => `((year(${moment}) - 1) // ${years})`;
  return `(${number(to)} - ${number(from)})`;
}

/** The first moment of a part. */
export function dateTruncOnDuckdb(part: DatePart, moment: string): string {
  const years = part === 'century' || part === 'millennium' ? YEARS[part] : undefined;
  if (years === undefined) return `date_trunc('${part}', ${moment})`;
  return `CAST(make_date((year(${moment}) - 1) // ${years} * ${years} + 1, 1, 1) AS TIMESTAMP)`;
}

/** The last day of a month stays the last day. */
export function addMonthsOnDuckdb(moment: string, months: string): string {
  const moved = `day + to_months(${months})`;
  const isLast = 'CAST(day AS DATE) = last_day(day)';
  return bound('day', moment, `CASE WHEN ${isLast} THEN CAST(last_day(${moved}) AS TIMESTAMP) + (day - date_trunc('day', day)) ELSE ${moved} END`);
}

/** Whole months between equal days of the month and between last days; else a 31st of a month for a day. */
export function monthsBetweenOnDuckdb(later: string, earlier: string): string {
  const months = '(year(later) - year(earlier)) * 12 + month(later) - month(earlier)';
  const isWhole = 'day(later) = day(earlier) OR (CAST(later AS DATE) = last_day(later) AND CAST(earlier AS DATE) = last_day(earlier))';
  const days = (name: string) => `(day(${name}) + epoch(${name} - date_trunc('day', ${name})) / 86400)`;
  const fraction = `CASE WHEN ${isWhole} THEN 0 ELSE (${days('later')} - ${days('earlier')}) / 31 END`;
  return bound('later', later, bound('earlier', earlier, `CAST(${months} + ${fraction} AS DOUBLE)`));
}
