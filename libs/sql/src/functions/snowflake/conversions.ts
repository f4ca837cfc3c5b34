import type { Argument, Call, FunctionEntry } from '../function-entry';
import { entriesOf, once, quoted, refusedEntries, wholeNumber } from './define';
import { fromHex } from './encodings';
import { momentFormat } from './moment-format';
import { formattedNumber } from './number-format';
import { isNumber, isVariant, textOf } from './values';

const entry = entriesOf('conversion');

const MOMENTS: ReadonlySet<string> = new Set(['date', 'time', 'timestamp', 'timestamptz']);

function toVarchar(call: Call): string {
  const [value, format] = call.args;
  if (!format) return textOf(value);
  if (isNumber(value)) return formattedNumber(call, value.sql, format);
  if (MOMENTS.has(value.type)) return momentVarchar(call, value, format);
  if (value.type === 'binary') return binaryVarchar(call, value, format);
  return call.refuse(`TO_VARCHAR with a format needs a number, a date, a time, a timestamp or binary, not ${value.type}.`, 'Cast the value first.', value);
}

function momentVarchar(call: Call, value: Argument, format: Argument): string {
  const letters = quoted(momentFormat(call, format, 'write'));
  return value.type === 'time' ? `strftime(DATE '1970-01-01' + ${value.sql}, ${letters})` : `strftime(${value.sql}, ${letters})`;
}

function binaryVarchar(call: Call, value: Argument, format: Argument): string {
  switch (format.literal?.toUpperCase().replace('-', '')) {
    case 'HEX':
      return `hex(${value.sql})`;
    case 'BASE64':
      return `to_base64(${value.sql})`;
    case 'UTF8':
      return `decode(${value.sql})`;
    default:
      return call.refuse(`The format of binary is 'HEX', 'BASE64' or 'UTF-8'.`, undefined, format);
  }
}

/** DECIMAL of a precision and a scale, 38 and 0 where they are left out. Refuses any that are not written out. */
export function decimalType(call: Call, [precision, scale]: readonly Argument[]): string {
  for (const argument of [precision, scale]) {
    if (argument && wholeNumber(argument) === undefined) call.refuse(`Precision and scale of ${call.name} must be numbers.`, 'Write them out, as in (x, 10, 2).', argument);
  }
  return `DECIMAL(${wholeNumber(precision) ?? 38}, ${wholeNumber(scale) ?? 0})`;
}

/** TO_NUMBER(value [, format] [, precision [, scale]]): 38 digits and no fraction unless said. */
function toNumber(lenient: boolean) {
  return (call: Call): string => {
    const [value, ...options] = call.args;
    const format = options[0]?.type === 'text' ? options.shift() : undefined;
    const type = decimalType(call, options);
    const scale = wholeNumber(options[1]) ?? 0;
    const cast = lenient ? 'TRY_CAST' : 'CAST';
    if (isNumber(value)) return value.type === 'float' ? `${cast}(round(${value.sql}, ${scale}) AS ${type})` : `${cast}(${value.sql} AS ${type})`;
    if (value.type === 'boolean') return `CAST(CAST(${value.sql} AS INTEGER) AS ${type})`;
    const text = isVariant(value) ? textOf(value) : value.sql;
    return format ? `${cast}(${unformatted(call, text, format)} AS ${type})` : `${cast}(trim(${text}) AS ${type})`;
  };
}

/** Text without the signs that its format allows for. */
function unformatted(call: Call, text: string, format: Argument): string {
  const letters = format.literal?.toUpperCase() ?? call.refuse('The format of TO_NUMBER must be a string literal.', `Write it as '…'.`, format);
  if (/^(FM)?0?X+$/.test(letters)) return `CAST('0x' || trim(${text}) AS UBIGINT)`;
  if (!/^(FM)?(S|MI)?\$?[09,.GD]+(S|MI)?$|^TM[9E]?$/.test(letters)) {
    return call.refuse(`The number format '${format.literal}' is not known here.`, `Use 0, 9, a comma, a point, $, S, MI, X, as in '999,999.99'.`, format);
  }
  const bare = `translate(${text}, '$, ', '')`;
  if (!/(S|MI)$/.test(letters)) return bare;
  return once(bare, 'dw_text', (value) => `CASE WHEN ends_with(${value}, '-') THEN '-' || rtrim(${value}, '-') ELSE rtrim(${value}, '+') END`);
}

const TRUE_WORDS = `'true', 't', 'yes', 'y', 'on', '1'`;
const FALSE_WORDS = `'false', 'f', 'no', 'n', 'off', '0'`;

function toBoolean(lenient: boolean) {
  return ({ args: [value] }: Call): string => {
    if (value.type === 'boolean') return value.sql;
    if (isNumber(value)) return `(${value.sql} <> 0)`;
    return wordAsBoolean(textOf(value), lenient);
  };
}

/** The words for true and false as BOOLEAN; others fail, or are NULL where `lenient`. */
export function wordAsBoolean(sql: string, lenient: boolean): string {
  const other = (text: string): string => (lenient ? '' : ` ELSE CAST(error('Boolean value ''' || ${text} || ''' is not recognized') AS BOOLEAN)`);
  const words = (text: string): string =>
    `CASE WHEN ${text} IS NULL THEN NULL WHEN lower(${text}) IN (${TRUE_WORDS}) THEN true WHEN lower(${text}) IN (${FALSE_WORDS}) THEN false${other(text)} END`;
  return once(sql, 'dw_text', words);
}

function toDouble(lenient: boolean) {
  return ({ args: [value] }: Call): string => {
    if (value.type === 'boolean') return `CAST(CAST(${value.sql} AS INTEGER) AS DOUBLE)`;
    return `${lenient ? 'TRY_CAST' : 'CAST'}(${isVariant(value) ? textOf(value) : value.sql} AS DOUBLE)`;
  };
}

function toBinary(lenient: boolean) {
  return (call: Call): string => {
    const [value, format] = call.args;
    if (value.type === 'binary') return value.sql;
    const text = textOf(value);
    const tried = (sql: string): string => (lenient ? `try(${sql})` : sql);
    switch (format === undefined ? 'HEX' : format.literal?.toUpperCase().replace('-', '')) {
      case 'HEX':
        return tried(fromHex(text, lenient));
      case 'BASE64':
        return tried(`from_base64(${text})`);
      case 'UTF8':
        return `encode(${text})`;
      default:
        return call.refuse(`The format of binary is 'HEX', 'BASE64' or 'UTF-8'.`, undefined, format);
    }
  };
}

/** A scale of zero makes a whole number. */
function numberType(args: readonly Argument[]): 'integer' | 'decimal' {
  const scale = args[args.length - 1];
  return args.length > 2 && (wholeNumber(scale) ?? 0) > 0 ? 'decimal' : 'integer';
}

const NUMBER_NAMES = ['TO_NUMBER', 'TO_DECIMAL', 'TO_NUMERIC'];
const tried = (names: readonly string[]): string[] => names.map((name) => `TRY_${name}`);

/** Text, numbers, booleans and binary from other types. */
export const CONVERSIONS: readonly FunctionEntry[] = [
  entry('TO_VARCHAR', [1, 2], 'text', toVarchar, { aliases: ['TO_CHAR'] }),
  entry('TO_NUMBER', [1, 4], numberType, toNumber(false), { aliases: NUMBER_NAMES.slice(1) }),
  entry('TRY_TO_NUMBER', [1, 4], numberType, toNumber(true), { aliases: tried(NUMBER_NAMES.slice(1)) }),
  entry('TO_BOOLEAN', [1, 1], 'boolean', toBoolean(false)),
  entry('TRY_TO_BOOLEAN', [1, 1], 'boolean', toBoolean(true)),
  entry('TO_DOUBLE', [1, 1], 'float', toDouble(false)),
  entry('TRY_TO_DOUBLE', [1, 1], 'float', toDouble(true)),
  entry('TO_BINARY', [1, 2], 'binary', toBinary(false)),
  entry('TRY_TO_BINARY', [1, 2], 'binary', toBinary(true)),
  ...refusedEntries('conversion', ['TO_XML', 'TO_DECFLOAT', 'TO_FILE', 'TO_UUID'], 'It is not simulated. Leave the conversion out of the query.'),
];
