import type { Argument, Call, FunctionEntry } from '../function-entry';
import { formatMomentOnDuckdb } from './format-moment';
import { formatNumberOnDuckdb } from './format-number';
import { momentOf } from './moments';
import { numberFormat } from './number-format';
import { parseMoment } from './parse-moment';
import { argument, bound, flagOf, integerOf, literalOf, quoted, textOf } from './render';

const FORMAT = 'The format';
const NUMBERS = ['integer', 'decimal', 'float'];

/** Whether a value is written as a number: by its type, or by the look of the format where the type is not known. */
function isNumber(value: Argument, format: string): boolean {
  if (NUMBERS.includes(value.type)) return true;
  return value.type === 'unknown' && /^[\s90.,DGSLVFMPRI$]*$/i.test(format) && /[90]/.test(format);
}

function toChar(call: Call): string {
  const value = argument(call, 0);
  const format = literalOf(call, argument(call, 1), FORMAT);
  if (isNumber(value, format)) {
    if (call.engine === 'duckdb') return formatNumberOnDuckdb(call, value.sql, format);
    return `to_char(${value.sql}, ${quoted(format.replaceAll(/(?<!")[Ll](?!")|\$|CC/g, '"$"'))})`;
  }
  if (value.type === 'interval' && call.engine === 'duckdb') call.refuse('An interval is not written in a format on DuckDB.', 'Use EXTRACT of its parts.', value);
  if (call.engine === 'duckdb') return formatMomentOnDuckdb(momentOf(value), format);
  const moment = value.type === 'interval' ? value.sql : `CAST(${momentOf(value)} AS TIMESTAMPTZ)`;
  return `to_char(${moment}, ${quoted(format)})`;
}

function parsed(call: Call): string {
  const format = literalOf(call, argument(call, 1), FORMAT);
  const moment = parseMoment(call, textOf(argument(call, 0)), format, flagOf(call, call.args[2], 'is_strict'));
  return `CAST(${moment} AS ${call.name === 'TO_DATE' ? 'DATE' : 'TIMESTAMPTZ'})`;
}

/** Digits, one point and a sign on either side; everything else of the format is left out. */
function toNumber(call: Call): string {
  const text = textOf(argument(call, 0));
  const format = numberFormat(call, literalOf(call, argument(call, 1), FORMAT));
  const digits = `regexp_replace(${text}, '[^0-9.]', '', 'g')`;
  const type = `DECIMAL(${Math.min(38, Math.max(1, format.whole + (format.fraction ?? 0)))}, ${format.fraction ?? 0})`;
  const isNegative = `${text} LIKE '%-%' OR ${text} LIKE '%<%'`;
  return `(CAST(${digits} AS ${type}) * CASE WHEN ${isNegative} THEN -1 ELSE 1 END)`;
}

/** Signs of Teradata: a last character that is digit and sign in one, or a sign after the digits. */
const OVERPUNCH = '{ABCDEFGHI}JKLMNOPQR';

function signedText(source: string): string {
  const last = `right(trim(${source}), 1)`;
  const digit = `(strpos('${OVERPUNCH}', ${last}) - 1)`;
  const rest = `left(trim(${source}), length(trim(${source})) - 1)`;
  return (
    `CASE WHEN ${last} = '-' THEN '-' || ${rest} WHEN ${last} = '+' THEN ${rest} ` +
    `WHEN strpos('${OVERPUNCH}', ${last}) > 0 THEN CASE WHEN ${digit} >= 10 THEN '-' ELSE '' END || ${rest} || CAST(${digit} % 10 AS VARCHAR) ELSE trim(${source}) END`
  );
}

/** Text with a sign of Teradata's as a number; a format of its own is not simulated. */
function signedNumber(call: Call, number: (text: string) => string): string {
  const text = textOf(argument(call, 0));
  return call.engine === 'duckdb' ? bound('source', text, number(signedText('source'))) : number(signedText(text));
}

function textToInt(call: Call): string {
  if (call.args[1]) call.refuse('A format of TEXT_TO_INT_ALT is not simulated.', 'Leave it out, or use TO_NUMBER.', call.args[1]);
  return signedNumber(call, (text) => `CAST(trunc(CAST(${text} AS DECIMAL(38, 9))) AS INTEGER)`);
}

function textToNumeric(call: Call): string {
  const [, precision, scale] = call.args.map(({ literal }) => literal);
  if (call.args.length > 1 && !/^\d+$/.test(precision ?? '')) call.refuse('A format of TEXT_TO_NUMERIC_ALT is not simulated.', 'Give precision and scale, or use TO_NUMBER.', call.args[1]);
  return signedNumber(call, (text) => `CAST(${text} AS DECIMAL(${precision ?? 38}, ${scale ?? 0}))`);
}

/** Data type formatting functions (https://docs.aws.amazon.com/redshift/latest/dg/r_Data_type_formatting.html). */
export const CONVERSION_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'TO_CHAR', family: 'conversion', args: [2, 2], result: 'text', duckdb: toChar, postgres: toChar, note: 'The format has to be a literal.' },
  { name: 'TO_DATE', family: 'conversion', args: [2, 3], result: 'date', duckdb: parsed, postgres: parsed, note: 'The format has to be a literal; days past the end of a month run over, unless is_strict.' },
  { name: 'TO_TIMESTAMP', family: 'conversion', args: [2, 3], result: 'timestamptz', duckdb: parsed, postgres: parsed, note: 'The format has to be a literal.' },
  { name: 'TO_NUMBER', family: 'conversion', args: [2, 2], result: 'decimal', duckdb: toNumber, postgres: toNumber },
  { name: 'TEXT_TO_INT_ALT', family: 'conversion', args: [1, 2], result: 'integer', duckdb: textToInt, postgres: textToInt },
  { name: 'TEXT_TO_NUMERIC_ALT', family: 'conversion', args: [1, 3], result: 'decimal', duckdb: textToNumeric, postgres: textToNumeric },
];

/** Texts of binary data, by format. */
function fromBinary(call: Call): string {
  const format = (call.args[1]?.literal ?? 'utf8').toLowerCase().replace('-', '');
  const { sql } = argument(call, 0);
  const duckdb: Readonly<Record<string, string>> = { hex: `lower(hex(${sql}))`, utf8: `decode(${sql})`, base64: `to_base64(${sql})` };
  const postgres: Readonly<Record<string, string>> = { hex: `encode(${sql}, 'hex')`, utf8: `convert_from(${sql}, 'UTF8')`, base64: `encode(${sql}, 'base64')` };
  return (call.engine === 'duckdb' ? duckdb : postgres)[format] ?? unknownFormat(call);
}

function toBinary(call: Call): string {
  const format = (call.args[1]?.literal ?? 'utf8').toLowerCase().replace('-', '');
  const text = textOf(argument(call, 0));
  const duckdb: Readonly<Record<string, string>> = { hex: `unhex(${text})`, utf8: `encode(${text})`, base64: `from_base64(${text})` };
  const postgres: Readonly<Record<string, string>> = { hex: `decode(${text}, 'hex')`, utf8: `convert_to(${text}, 'UTF8')`, base64: `decode(${text}, 'base64')` };
  return (call.engine === 'duckdb' ? duckdb : postgres)[format] ?? unknownFormat(call);
}

function unknownFormat(call: Call): never {
  return call.refuse('This format of binary data is not simulated.', 'Allowed are hex, utf8 and base64.', call.args[1]);
}

function toHex(call: Call): string {
  const value = argument(call, 0);
  if (!['integer', 'text', 'binary', 'unknown'].includes(value.type)) call.refuse('TO_HEX takes whole numbers and binary values.', 'Cast the value to BIGINT.', value);
  if (call.engine === 'duckdb') return `lower(hex(${value.sql}))`;
  if (value.type === 'binary') return `encode(${value.sql}, 'hex')`;
  return value.type === 'text' ? `encode(convert_to(${value.sql}, 'UTF8'), 'hex')` : `to_hex(CAST(${value.sql} AS BIGINT))`;
}

/** DuckDB puts a 0 before an odd number of digits. */
const fromHex = (call: Call) => bound('digits', textOf(argument(call, 0)), `CASE WHEN length(digits) % 2 = 0 THEN unhex(digits) ELSE CAST(error('FROM_HEX: an odd number of digits') AS BLOB) END`);

/** Bits are counted from the last one, from 0. */
function getBit(call: Call): string {
  const [{ sql }, index] = [argument(call, 0), integerOf(argument(call, 1))];
  if (call.engine === 'postgres') return `((get_byte(${sql}, octet_length(${sql}) - 1 - ${index} / 8) >> (${index} % 8)) & 1)`;
  const byte = `CAST('0x' || substring(hex(data), (octet_length(data) - 1 - ${index} // 8) * 2 + 1, 2) AS INTEGER)`;
  return bound('data', sql, `((${byte} >> (${index} % 8)) & 1)`);
}

/** Functions of VARBYTE (https://docs.aws.amazon.com/redshift/latest/dg/varbyte-functions.html). */
export const BINARY_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'TO_HEX', family: 'conversion', args: [1, 1], result: 'text', duckdb: toHex, postgres: toHex },
  { name: 'FROM_HEX', family: 'conversion', args: [1, 1], result: 'binary', duckdb: fromHex, postgres: (call) => `decode(${textOf(argument(call, 0))}, 'hex')` },
  { name: 'TO_VARBYTE', family: 'conversion', args: [1, 2], result: 'binary', duckdb: toBinary, postgres: toBinary },
  { name: 'FROM_VARBYTE', family: 'conversion', args: [1, 2], result: 'text', duckdb: fromBinary, postgres: fromBinary },
  { name: 'GETBIT', aliases: ['GET_BIT'], family: 'bit', args: [2, 2], result: 'integer', duckdb: getBit, postgres: getBit },
];
