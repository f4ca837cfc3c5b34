import type { Argument, Call, FunctionEntry, SqlType } from '../function-entry';
import { partOf } from './date-parts';
import { entriesOf } from './define';
import { joinedZone } from './moment-text';
import { integerOf, momentOf, timestampOf } from './values';

const entry = entriesOf('date');

/** Fields of a moment on DuckDB. Weeks are ISO weeks, and DAYOFWEEK is 0 on Sunday: Snowflake's defaults of WEEK_OF_YEAR_POLICY and WEEK_START. */
const FIELDS: Readonly<Record<string, string>> = {
  YEAR: 'year(#)',
  MONTH: 'month(#)',
  DAY: 'day(#)',
  DAYOFWEEK: 'dayofweek(#)',
  DAYOFWEEKISO: 'isodow(#)',
  DAYOFYEAR: 'dayofyear(#)',
  WEEK: 'weekofyear(#)',
  WEEKISO: 'weekofyear(#)',
  QUARTER: 'quarter(#)',
  YEAROFWEEK: `date_part('isoyear', #)`,
  YEAROFWEEKISO: `date_part('isoyear', #)`,
  HOUR: 'hour(#)',
  MINUTE: 'minute(#)',
  SECOND: 'second(#)',
  NANOSECOND: '(microsecond(#) % 1000000 * 1000)',
  EPOCH_SECOND: 'CAST(floor(epoch(#)) AS BIGINT)',
  EPOCH_MILLISECOND: 'epoch_ms(#)',
  EPOCH_MICROSECOND: 'epoch_us(#)',
  EPOCH_NANOSECOND: 'epoch_ns(#)',
  TIMEZONE_HOUR: `date_part('timezone_hour', CAST(# AS TIMESTAMPTZ))`,
  TIMEZONE_MINUTE: `date_part('timezone_minute', CAST(# AS TIMESTAMPTZ))`,
};

function field(part: string) {
  return ({ args: [moment] }: Call): string => filled(FIELDS[part], moment);
}

/** The template of a field over a moment; a function, since `$` has a meaning in a replacement. */
function filled(template: string, moment: Argument): string {
  return template.replaceAll('#', () => momentOf(moment).sql);
}

function datePart(call: Call): string {
  const [named, moment] = call.args;
  const part = partOf(named);
  const text = part && FIELDS[part];
  if (!text) return call.refuse(`${call.name} knows no part ${named.literal ?? named.word ?? 'of this kind'}.`, `Write one of ${Object.keys(FIELDS).join(', ')}.`, named);
  return filled(text, moment);
}

/** The first of the year, moved by months and days: parts may lie outside their range. */
function dateFromParts(year: Argument, month: Argument, day: Argument): string {
  return `(make_date(${integerOf(year)}, 1, 1) + to_months(CAST(${integerOf(month)} - 1 AS INTEGER)) + to_days(CAST(${integerOf(day)} - 1 AS INTEGER)))`;
}

function clock(hour: Argument, minute: Argument, second: Argument, nanosecond: Argument | undefined): string {
  const fraction = nanosecond ? ` + to_microseconds(${integerOf(nanosecond)} // 1000)` : '';
  return `to_hours(${integerOf(hour)}) + to_minutes(${integerOf(minute)}) + to_seconds(${integerOf(second)})${fraction}`;
}

function timestampFromParts({ args }: Call): string {
  if (args.length === 2) return `CAST(CAST(${args[0].sql} AS DATE) + CAST(${args[1].sql} AS TIME) AS TIMESTAMP)`;
  const [year, month, day, hour, minute, second, nanosecond] = args;
  return `(CAST(${dateFromParts(year, month, day)} AS TIMESTAMP) + ${clock(hour, minute, second, nanosecond)})`;
}

function zonedFromParts(call: Call): string {
  const zone = call.args[7]?.sql ?? `'UTC'`;
  return `(${timestampFromParts(call)} AT TIME ZONE ${zone})`;
}

function fieldEntry(name: string, part: string, aliases: readonly string[] = []): FunctionEntry {
  return entry(name, [1, 1], 'integer', field(part), { aliases });
}

function now(name: string, result: SqlType, duckdb: string, aliases: readonly string[] = []): FunctionEntry {
  return entry(name, [0, 1], result, duckdb, { aliases });
}

/** Fields of dates and times, dates from their fields, and the current moment. */
export const DATE_FIELD_FUNCTIONS: readonly FunctionEntry[] = [
  entry('DATE_PART', [2, 2], 'integer', datePart, { aliases: ['EXTRACT'] }),
  fieldEntry('YEAR', 'YEAR'),
  fieldEntry('YEAROFWEEK', 'YEAROFWEEK', ['YEAROFWEEKISO']),
  fieldEntry('QUARTER', 'QUARTER'),
  fieldEntry('MONTH', 'MONTH'),
  fieldEntry('WEEK', 'WEEK', ['WEEKOFYEAR', 'WEEKISO']),
  fieldEntry('DAY', 'DAY', ['DAYOFMONTH']),
  fieldEntry('DAYOFWEEK', 'DAYOFWEEK'),
  fieldEntry('DAYOFWEEKISO', 'DAYOFWEEKISO', ['DAYOFWEEK_ISO']),
  fieldEntry('DAYOFYEAR', 'DAYOFYEAR'),
  fieldEntry('HOUR', 'HOUR'),
  fieldEntry('MINUTE', 'MINUTE'),
  fieldEntry('SECOND', 'SECOND'),
  entry('DATE_FROM_PARTS', [3, 3], 'date', ({ args: [year, month, day] }) => `CAST(${dateFromParts(year, month, day)} AS DATE)`, { aliases: ['DATEFROMPARTS'] }),
  entry('TIME_FROM_PARTS', [3, 4], 'time', ({ args: [hour, minute, second, nanosecond] }) => `CAST(TIMESTAMP '1970-01-01' + ${clock(hour, minute, second, nanosecond)} AS TIME)`, {
    aliases: ['TIMEFROMPARTS'],
  }),
  entry('TIMESTAMP_NTZ_FROM_PARTS', [2, 7], 'timestamp', timestampFromParts, {
    aliases: ['TIMESTAMP_FROM_PARTS', 'TIMESTAMPFROMPARTS', 'TIMESTAMPNTZFROMPARTS', 'TIMESTAMP_NTZFROMPARTS'],
  }),
  entry('TIMESTAMP_LTZ_FROM_PARTS', [2, 7], 'timestamptz', zonedFromParts, { aliases: ['TIMESTAMPLTZFROMPARTS'] }),
  entry('TIMESTAMP_TZ_FROM_PARTS', [2, 8], 'timestamptz', zonedFromParts, { aliases: ['TIMESTAMPTZFROMPARTS'] }),
  now('CURRENT_DATE', 'date', 'current_date'),
  now('CURRENT_TIME', 'time', `CAST(now() AT TIME ZONE 'UTC' AS TIME)`, ['LOCALTIME']),
  now('CURRENT_TIMESTAMP', 'timestamptz', 'now()', ['LOCALTIMESTAMP', 'GETDATE', 'SYSTIMESTAMP']),
  now('SYSDATE', 'timestamp', `(now() AT TIME ZONE 'UTC')`),
];

/** A moment as TIMESTAMPTZ: one without a zone is UTC, the zone of the simulated session. */
export function zonedOf(argument: Argument): string {
  if (argument.type === 'timestamptz') return argument.sql;
  if (argument.type === 'text') return `CAST(${joinedZone(argument.sql)} AS TIMESTAMPTZ)`;
  return `(${timestampOf(argument)} AT TIME ZONE 'UTC')`;
}
