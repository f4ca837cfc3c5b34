import type { Argument, Call, FunctionEntry, SqlType } from '../function-entry';
import { zonedOf } from './date-fields';
import { entriesOf, once, quoted, wholeNumber } from './define';
import { momentFormat } from './moment-format';
import { momentText, withoutZone } from './moment-text';
import { isNumber, isVariant, textOf, timestampOf } from './values';

const entry = entriesOf('conversion');

/** Snowflake takes digits for seconds, milliseconds, microseconds or nanoseconds by how many there are. Source: TO_TIMESTAMP, "Usage notes". */
const DIGITS = '^-?\\d+$';

function isFormat(argument: Argument | undefined): boolean {
  return argument !== undefined && argument.literal?.toUpperCase() !== 'AUTO';
}

/** Text as TIMESTAMP, or NULL where it is none and `lenient`. */
function readText(call: Call, text: string, format: Argument | undefined, lenient: boolean): string {
  return format && isFormat(format) ? readFormatted(call, text, format, lenient) : timestampOfText(text, call.args[0].literal, lenient);
}

/** Text as TIMESTAMP in the formats that Snowflake reads by itself; what is none fails, or is NULL where `lenient`. */
export function timestampOfText(text: string, literal: string | undefined, lenient: boolean): string {
  const cast = lenient ? 'TRY_CAST' : 'CAST';
  if (literal !== undefined && !new RegExp(DIGITS).test(literal.trim())) return `${cast}(${quoted(momentText(literal))} AS TIMESTAMP)`;
  return once(text, 'dw_text', (value) => `CASE WHEN regexp_matches(${value}, '${DIGITS}') THEN ${fromDigits(value)}
    WHEN ${value} SIMILAR TO '\\d+/\\d+/\\d{4}.*|\\d+-[A-Za-z]{3}-\\d{4}.*' THEN try_strptime(${value}, ['%m/%d/%Y', '%m/%d/%Y %H:%M:%S', '%d-%b-%Y', '%d-%b-%Y %H:%M:%S'])
    ELSE ${cast}(${withoutZone(value)} AS TIMESTAMP) END`.replace(/\n\s+/g, ' '));
}

/** TWO_DIGIT_CENTURY_START is 1970: a year of 69 is 2069, and 1969 to DuckDB. */
function readFormatted(call: Call, text: string, format: Argument, lenient: boolean): string {
  const [letters, source] = withoutZoneElement(call, momentFormat(call, format, 'read'), text, format);
  const moment = `${lenient ? 'try_strptime' : 'strptime'}(${source}, ${quoted(letters)})`;
  if (!letters.includes('%y')) return moment;
  return once(moment, 'dw_moment', (value) => `CASE WHEN year(${value}) = 1969 THEN ${value} + INTERVAL 100 YEAR ELSE ${value} END`);
}

/** A moment without a zone is the clock time as it is written: the zone at the end of the format, and of the text, says nothing. */
function withoutZoneElement(call: Call, letters: string, text: string, format: Argument): readonly [letters: string, text: string] {
  if (!letters.includes('%z') || /_L?TZ$/.test(call.name)) return [letters, text];
  const rest = letters.replace(/\s*%z\s*$/, '');
  if (rest.includes('%z')) return call.refuse(`${call.name} drops the zone, which is simulated at the end of a format alone.`, 'Use TO_TIMESTAMP_TZ, or put TZHTZM last.', format);
  return [rest, `regexp_replace(${text}, '\\s*(?:[Zz]|[+-]\\d{1,2}:?(?:\\d{2})?)\\s*$', '')`];
}

/** Digits in text as TIMESTAMP, by their size. */
function fromDigits(text: string): string {
  const value = `CAST(${text} AS HUGEINT)`;
  const limits = [`WHEN abs(${value}) < 31536000000 THEN ${value} * 1000000`, `WHEN abs(${value}) < 31536000000000 THEN ${value} * 1000`, `WHEN abs(${value}) < 31536000000000000 THEN ${value}`];
  return `make_timestamp(CAST(CASE ${limits.join(' ')} ELSE ${value} // 1000 END AS BIGINT))`;
}

/** A number as TIMESTAMP: seconds, or tenths of them to the power of the scale. */
function readNumber(call: Call, value: Argument, scale: Argument | undefined): string {
  const digits = scale ? wholeNumber(scale) : 0;
  if (digits === undefined || digits < 0 || digits > 9) return call.refuse('The scale of an epoch must be a whole number from 0 to 9.', 'Write 0 for seconds, 3 for milliseconds.', scale);
  const [factor, divisor] = digits <= 6 ? [10 ** (6 - digits), 1] : [1, 10 ** (digits - 6)];
  return `make_timestamp(CAST(${divisor === 1 ? `round(CAST(${value.sql} AS ${value.type === 'integer' ? 'HUGEINT' : 'DECIMAL(38, 9)'}) * ${factor})` : `${value.sql} // ${divisor}`} AS BIGINT))`;
}

/** The first argument as TIMESTAMP. */
function readMoment(call: Call, lenient: boolean): string {
  const [value, option] = call.args;
  if (isNumber(value)) return readNumber(call, value, option);
  if (value.type === 'text' || value.type === 'unknown' || isVariant(value)) return readText(call, textOf(value), option, lenient);
  return timestampOf(value);
}

function toTimestamp(lenient: boolean) {
  return (call: Call): string => readMoment(call, lenient);
}

function toZoned(lenient: boolean) {
  return (call: Call): string => {
    const [value, option] = call.args;
    if (value.type === 'timestamptz') return value.sql;
    const hasZone = /TZH/i.test(option?.literal ?? '');
    if (value.type === 'text' && (!option || !isFormat(option))) return lenient ? zonedOf(value).replace('CAST', 'TRY_CAST') : zonedOf(value);
    return hasZone ? readMoment(call, lenient) : `(${readMoment(call, lenient)} AT TIME ZONE 'UTC')`;
  };
}

function toDate(lenient: boolean) {
  return (call: Call): string => {
    const [value] = call.args;
    if (value.type === 'date') return value.sql;
    if (isNumber(value)) return call.refuse('TO_DATE reads no number.', `Write TO_DATE(TO_TIMESTAMP(…)), or TO_VARCHAR(…) around it.`, value);
    return `CAST(${readMoment(call, lenient)} AS DATE)`;
  };
}

function toTime(lenient: boolean) {
  return (call: Call): string => {
    const [value, format] = call.args;
    if (value.type === 'time') return value.sql;
    if (value.type !== 'text' || (format && isFormat(format)) || /^\d+$/.test(value.literal ?? '')) return `CAST(${readMoment(call, lenient)} AS TIME)`;
    return `${lenient ? 'TRY_CAST' : 'CAST'}(${value.sql} AS TIME)`;
  };
}

function pair(name: string, aliases: readonly string[], result: SqlType, rendering: (lenient: boolean) => (call: Call) => string): readonly FunctionEntry[] {
  const tried = [name, ...aliases].filter((alias) => alias.startsWith('TO_')).map((alias) => `TRY_${alias}`);
  return [entry(name, [1, 2], result, rendering(false), { aliases }), entry(tried[0], [1, 2], result, rendering(true), { aliases: tried.slice(1) })];
}

/** TO_DATE, TO_TIME, TO_TIMESTAMP and their TRY_ forms. */
export const MOMENT_CONVERSIONS: readonly FunctionEntry[] = [
  ...pair('TO_DATE', ['DATE'], 'date', toDate),
  ...pair('TO_TIME', ['TIME'], 'time', toTime),
  ...pair('TO_TIMESTAMP', ['TO_TIMESTAMP_NTZ'], 'timestamp', toTimestamp),
  ...pair('TO_TIMESTAMP_LTZ', ['TO_TIMESTAMP_TZ'], 'timestamptz', toZoned),
];
