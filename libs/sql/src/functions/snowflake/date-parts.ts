import type { Argument, Call } from '../function-entry';

const SPELLINGS: Readonly<Record<string, string>> = {
  YEAR: 'Y YY YYY YYYY YR YEARS YRS',
  MONTH: 'MM MON MONS MONTHS',
  DAY: 'D DD DAYS DAYOFMONTH',
  DAYOFWEEK: 'WEEKDAY DOW DW',
  DAYOFWEEKISO: 'WEEKDAY_ISO DOW_ISO DW_ISO DAYOFWEEK_ISO',
  DAYOFYEAR: 'YEARDAY DOY DY',
  WEEK: 'W WK WEEKS WEEKOFYEAR WOY WY',
  WEEKISO: 'WEEK_ISO WEEKOFYEARISO WEEKOFYEAR_ISO',
  QUARTER: 'Q QTR QTRS QUARTERS',
  YEAROFWEEK: '',
  YEAROFWEEKISO: '',
  HOUR: 'H HH HR HOURS HRS',
  MINUTE: 'M MI MIN MINUTES MINS',
  SECOND: 'S SEC SECONDS SECS',
  MILLISECOND: 'MS MSEC MILLISECONDS',
  MICROSECOND: 'US USEC MICROSECONDS',
  NANOSECOND: 'NS NSEC NANOSEC NSECOND NANOSECONDS NANOSECS NSECONDS',
  EPOCH_SECOND: 'EPOCH EPOCH_SECONDS',
  EPOCH_MILLISECOND: 'EPOCH_MILLISECONDS',
  EPOCH_MICROSECOND: 'EPOCH_MICROSECONDS',
  EPOCH_NANOSECOND: 'EPOCH_NANOSECONDS',
  TIMEZONE_HOUR: 'TZH',
  TIMEZONE_MINUTE: 'TZM',
};

const PARTS: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([part, spellings]) => [part, ...spellings.split(' ').filter(Boolean)].map((word) => [word, part] as const)),
);

/** Parts that DATEADD, DATEDIFF and DATE_TRUNC take, by the unit of DuckDB. Nanoseconds are finer than its timestamps. */
export const UNITS: Readonly<Record<string, string>> = {
  YEAR: 'year',
  QUARTER: 'quarter',
  MONTH: 'month',
  WEEK: 'week',
  DAY: 'day',
  HOUR: 'hour',
  MINUTE: 'minute',
  SECOND: 'second',
  MILLISECOND: 'millisecond',
  MICROSECOND: 'microsecond',
};

/** Units of a day and more: they keep a DATE a DATE. */
export const DAY_UNITS: ReadonlySet<string> = new Set(['year', 'quarter', 'month', 'week', 'day']);

/** The part in Snowflake's own spelling, upper case; undefined for what is none. Source: "Supported date and time parts". */
export function partOf(argument: Argument | undefined): string | undefined {
  return PARTS.get((argument?.literal ?? argument?.word ?? '').toUpperCase());
}

/** The unit of DuckDB that an argument names. */
export function unitOf(call: Call, argument: Argument): string {
  const part = partOf(argument);
  const unit = part && UNITS[part];
  if (unit) return unit;
  if (part === 'NANOSECOND') return call.refuse(`${call.name} in nanoseconds is finer than DuckDB's timestamps.`, 'Write MICROSECOND.', argument);
  return call.refuse(
    `${call.name} knows no part ${argument.literal ?? argument.word ?? 'of this kind'}.`,
    `Write one of ${Object.keys(UNITS).join(', ')}.`,
    argument,
  );
}
