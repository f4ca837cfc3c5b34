import type { Argument, Call, FunctionEntry } from '../function-entry';
import { DAY_UNITS, partOf, unitOf } from './date-parts';
import { entriesOf, quoted } from './define';
import { dateOf, integerOf, isNumber, momentOf, momentType, timestampOf } from './values';

const entry = entriesOf('date');

/** The interval of `count` units, as DuckDB's functions make it of any expression. */
function interval(unit: string, count: string): string {
  if (unit === 'quarter') return `to_months(CAST(3 * ${count} AS INTEGER))`;
  const whole = unit === 'millisecond' || unit === 'microsecond' || unit === 'second' || unit === 'minute' || unit === 'hour' ? 'BIGINT' : 'INTEGER';
  return `to_${unit}s(CAST(${count} AS ${whole}))`;
}

/** A DATE stays one where the unit is a day or more, as do TIMESTAMP, TIMESTAMPTZ and TIME. */
function movedType(unit: string | undefined, argument: Argument | undefined): 'date' | 'time' | 'timestamp' | 'timestamptz' {
  const type = momentType(argument);
  if (type === 'date') return unit !== undefined && DAY_UNITS.has(unit) ? 'date' : 'timestamp';
  return type === 'time' || type === 'timestamptz' ? type : 'timestamp';
}

function dateAdd(call: Call): string {
  const [part, count, moment] = call.args;
  const unit = unitOf(call, part);
  const { sql, type } = momentOf(moment);
  if (type === 'time' && DAY_UNITS.has(unit)) return call.refuse(`A TIME has no ${unit}.`, 'Add hours, minutes or seconds.', part);
  const moved = `(${sql} + ${interval(unit, integerOf(count))})`;
  return type === 'date' && DAY_UNITS.has(unit) ? `CAST(${moved} AS DATE)` : moved;
}

function dateDiff(call: Call): string {
  const [part, from, to] = call.args;
  if (partOf(part) === 'NANOSECOND') return `(date_diff('microsecond', ${comparable(from, to)}, ${comparable(to, from)}) * 1000)`;
  const unit = unitOf(call, part);
  // DuckDB counts whole weeks that passed; Snowflake counts the Mondays between.
  const side = (sql: string): string => (unit === 'week' ? `date_trunc('week', ${sql})` : sql);
  return `date_diff('${unit}', ${side(comparable(from, to))}, ${side(comparable(to, from))})`;
}

/** One side of a difference in the type that both sides share. */
function comparable(side: Argument, other: Argument): string {
  const own = momentOf(side);
  const types = [own.type, momentType(other)];
  if (types[0] === types[1]) return own.sql;
  return types.includes('timestamptz') ? `CAST(${own.sql} AS TIMESTAMPTZ)` : `CAST(${own.sql} AS TIMESTAMP)`;
}

function addMonths({ args: [moment, count] }: Call): string {
  const { sql, type } = momentOf(moment);
  const moved = `(${sql} + to_months(CAST(${integerOf(count)} AS INTEGER)))`;
  const clock = type === 'date' ? '' : ` + (${sql} - date_trunc('day', ${sql}))`;
  const last = `CAST(last_day(${moved}) AS ${type === 'timestamptz' ? 'TIMESTAMPTZ' : 'TIMESTAMP'})${clock}`;
  const text = `CASE WHEN CAST(${sql} AS DATE) = last_day(${sql}) THEN ${last} ELSE ${moved} END`;
  return type === 'date' ? `CAST(${text} AS DATE)` : text;
}

function monthsBetween({ args: [later, earlier] }: Call): string {
  const [a, b] = [timestampOf(later), timestampOf(earlier)];
  const months = `((year(${a}) - year(${b})) * 12 + month(${a}) - month(${b}))`;
  const seconds = `((day(${a}) - day(${b})) * 86400 + epoch(CAST(${a} AS TIME)) - epoch(CAST(${b} AS TIME)))`;
  const ends = `(last_day(${a}) = CAST(${a} AS DATE) AND last_day(${b}) = CAST(${b} AS DATE))`;
  return `CAST(CASE WHEN day(${a}) = day(${b}) OR ${ends} THEN ${months} ELSE ${months} + ${seconds} / (31 * 86400) END AS DECIMAL(18, 6))`;
}

/** TRUNC of a number is another function; the table of numbers has it. */
export function truncatedMoment(call: Call): string {
  const [part, moment] = partOf(call.args[0]) ? call.args : [call.args[1], call.args[0]];
  const word = partOf(part) === 'WEEKISO' ? { ...part, literal: 'WEEK' } : part;
  const unit = unitOf(call, word);
  const { sql, type } = momentOf(moment);
  if (type === 'time') return `CAST(date_trunc('${unit}', DATE '1970-01-01' + ${sql}) AS TIME)`;
  return type === 'date' ? `CAST(date_trunc('${unit}', ${sql}) AS DATE)` : `date_trunc('${unit}', ${sql})`;
}

/** DATE_TRUNC takes its part first or last. */
function truncatedType(args: readonly Argument[]): 'date' | 'time' | 'timestamp' | 'timestamptz' {
  return movedType('day', partOf(args[0]) ? args[1] : args[0]);
}

function lastDay(call: Call): string {
  const [moment, part] = call.args;
  const day = dateOf(moment);
  switch (part === undefined ? 'MONTH' : partOf(part)) {
    case 'MONTH':
      return `last_day(${day})`;
    case 'YEAR':
      return `CAST(date_trunc('year', ${day}) + INTERVAL 1 YEAR - INTERVAL 1 DAY AS DATE)`;
    case 'QUARTER':
      return `CAST(date_trunc('quarter', ${day}) + INTERVAL 3 MONTH - INTERVAL 1 DAY AS DATE)`;
    case 'WEEK':
    case 'WEEKISO':
      return `CAST(date_trunc('week', ${day}) + INTERVAL 6 DAY AS DATE)`;
    default:
      return call.refuse('LAST_DAY takes YEAR, QUARTER, MONTH or WEEK.', 'Write one of them.', part);
  }
}

const WEEKDAYS = ['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'];

/** Days from a date to the weekday that is wanted, 1 to 7. */
function daysTo(call: Call, from: string, sign: 1 | -1): string {
  const [, wanted] = call.args;
  const name = wanted.literal?.trim().slice(0, 2).toLowerCase();
  if (name !== undefined && !WEEKDAYS.includes(name)) return call.refuse(`'${wanted.literal}' is no weekday.`, `Write 'Monday' or 'mo'.`, wanted);
  const index = name === undefined ? `(list_position(${listOf(WEEKDAYS)}, lower(left(trim(${wanted.sql}), 2))) - 1)` : WEEKDAYS.indexOf(name);
  const distance = sign === 1 ? `${index} - dayofweek(${from})` : `dayofweek(${from}) - ${index}`;
  return `(1 + (${distance} + 13) % 7)`;
}

function listOf(words: readonly string[]): string {
  return `[${words.map(quoted).join(', ')}]`;
}

function neighbour(sign: 1 | -1) {
  return (call: Call): string => {
    const day = dateOf(call.args[0]);
    return `CAST(${day} ${sign === 1 ? '+' : '-'} CAST(${daysTo(call, day, sign)} AS INTEGER) AS DATE)`;
  };
}

/** Slices are counted from 1970-01-01, weeks from the Monday before it. */
function timeSlice(call: Call): string {
  const [moment, length, part, side] = call.args;
  const unit = unitOf(call, part);
  const { sql, type } = momentOf(moment);
  const end = side?.literal?.toUpperCase() ?? 'START';
  if (end !== 'START' && end !== 'END') return call.refuse(`TIME_SLICE ends with 'START' or 'END'.`, undefined, side);
  if (type === 'time' || (type === 'date' && !DAY_UNITS.has(unit))) return call.refuse(`TIME_SLICE can't cut a ${type.toUpperCase()} into ${unit}s.`, 'Cast it to TIMESTAMP.', moment);
  const origin = `TIMESTAMP '${unit === 'week' ? '1969-12-29' : '1970-01-01'}'`;
  const step = interval(unit, integerOf(length));
  const start = `time_bucket(${step}, CAST(${sql} AS TIMESTAMP), ${origin})`;
  const slice = end === 'END' ? `(${start} + ${step})` : start;
  return type === 'date' ? `CAST(${slice} AS DATE)` : slice;
}

function convertTimezone({ args }: Call): string {
  const [target, moment] = args.slice(-2);
  const source = args.length === 3 ? args[0].sql : `'UTC'`;
  const instant = args.length === 2 && moment.type === 'timestamptz' ? moment.sql : `(${timestampOf(moment)} AT TIME ZONE ${source})`;
  return `(${instant} AT TIME ZONE ${target.sql})`;
}

/** Arithmetic with dates: parts are counted as boundaries that lie between, weeks from Monday. */
export const DATE_FUNCTIONS: readonly FunctionEntry[] = [
  entry('DATEADD', [3, 3], (args) => movedType(dayUnit(args[0]), args[2]), dateAdd, { aliases: ['TIMEADD', 'TIMESTAMPADD', 'DATE_ADD'] }),
  entry('DATEDIFF', [3, 3], 'integer', dateDiff, { aliases: ['TIMEDIFF', 'TIMESTAMPDIFF', 'DATE_DIFF'] }),
  entry('ADD_MONTHS', [2, 2], (args) => movedType('month', args[0]), addMonths),
  entry('MONTHS_BETWEEN', [2, 2], 'decimal', monthsBetween),
  entry('DATE_TRUNC', [2, 2], truncatedType, truncatedMoment),
  entry('LAST_DAY', [1, 2], 'date', lastDay),
  entry('NEXT_DAY', [2, 2], 'date', neighbour(1)),
  entry('PREVIOUS_DAY', [2, 2], 'date', neighbour(-1)),
  entry('TIME_SLICE', [3, 4], (args) => movedType('day', args[0]), timeSlice),
  entry('CONVERT_TIMEZONE', [2, 3], 'timestamp', convertTimezone, {
    note: 'CONVERT_TIMEZONE with two arguments gives the clock time there without its offset; a TIMESTAMP_NTZ counts as UTC, the zone of the simulated session.',
  }),
  entry('DAYNAME', [1, 1], 'text', ({ args: [moment] }) => `strftime(${dateOf(moment)}, '%a')`),
  entry('MONTHNAME', [1, 1], 'text', ({ args: [moment] }) => `strftime(${dateOf(moment)}, '%b')`),
];

function dayUnit(part: Argument): string | undefined {
  return partOf(part)?.toLowerCase();
}

/** Whether TRUNC cuts a moment and not a number. */
export function cutsMoment(args: readonly Argument[]): boolean {
  return args.length === 2 && !isNumber(args[0]) && partOf(args[1]) !== undefined;
}
