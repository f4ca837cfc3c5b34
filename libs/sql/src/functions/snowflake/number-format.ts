import type { Argument, Call } from '../function-entry';
import { once, quoted } from './define';

/** A fixed-position number format of Snowflake, taken apart. Source: Snowflake's "SQL format models". */
interface NumberFormat {
  /** Integer part from the left: `0`, `9` and `,`. */
  readonly whole: string;
  /** Fraction from the left: `0` and `9`. */
  readonly fraction: string;
  readonly point: boolean;
  readonly dollar: boolean;
  /** A sign always, a sign at the end, or a minus before the first digit. */
  readonly sign: 'S…' | '…S' | '…MI' | 'MI…' | 'floating';
  /** FM: no blanks. */
  readonly compact: boolean;
  /** B: a whole part of zero is blank. */
  readonly blankZero: boolean;
  readonly before: string;
  readonly after: string;
}

const SHAPE = /^("[^"]*")?(FM)?(S|MI)?(B?\$?|\$?B?)((?:[09][09,G]*)?)(?:([.D])([09]*))?(S|MI)?("[^"]*")?$/;

/** SQL for a number as Snowflake writes it in a fixed-position format. Refuses hexadecimal, exponents and repeated elements. */
export function formattedNumber(call: Call, value: string, argument: Argument): string {
  const { literal } = argument;
  if (literal === undefined) return call.refuse(`The format of ${call.name} must be a string literal.`, `Write it as '…'.`, argument);
  if (/^TM9?$/i.test(literal)) return `CAST(${value} AS VARCHAR)`;
  const format = parseFormat(literal);
  if (!format) return call.refuse(`The number format '${literal}' is not known here.`, `Use 0, 9, a comma, a point, $, S, MI, FM, as in '999,990.00'.`, argument);
  return once(value, 'dw_number', (number) => writeNumber(format, number));
}

function parseFormat(literal: string): NumberFormat | undefined {
  const match = SHAPE.exec(literal.replace(/"[^"]*"|[a-z]+/g, (part) => (part.startsWith('"') ? part : part.toUpperCase())));
  if (!match) return undefined;
  const [, before, compact, lead, marks, whole, point, fraction = '', trail, after] = match;
  if ((whole === '' && fraction === '') || (lead && trail)) return undefined;
  const sign = lead ? (`${lead}…` as 'S…' | 'MI…') : trail ? (`…${trail}` as '…S' | '…MI') : 'floating';
  return {
    whole: whole.replaceAll('G', ','),
    fraction,
    point: point !== undefined,
    dollar: marks.includes('$'),
    sign,
    compact: compact !== undefined,
    blankZero: marks.includes('B'),
    before: (before ?? '').slice(1, -1),
    after: (after ?? '').slice(1, -1),
  };
}

function writeNumber(format: NumberFormat, number: string): string {
  const { fraction, whole, compact } = format;
  const digits = whole.replaceAll(',', '').length;
  const scale = fraction.length;
  const rounded = `round(abs(CAST(${number} AS DECIMAL(38, ${Math.max(scale, 9)}))), ${scale})`;
  const width = whole.length + (format.point ? 1 : 0) + scale + (format.dollar ? 1 : 0) + (format.sign === 'floating' ? 1 : 0);
  const body = `${wholeText(format, rounded)} || ${fractionText(format, rounded)}`;
  const signed = signedText(format, number, `${format.dollar ? "'$' || " : ''}${body}`);
  const full = compact ? signed : `lpad(${signed}, ${width + (format.sign === 'floating' ? 0 : 1)}, ' ')`;
  const text = digits > 0 ? `CASE WHEN ${rounded} >= ${'1' + '0'.repeat(digits)} THEN ${quoted(tooLong(format))} ELSE ${full} END` : full;
  const around = format.before || format.after ? `${quoted(format.before)} || ${text} || ${quoted(format.after)}` : text;
  return `CASE WHEN ${number} IS NOT NULL THEN ${around} END`;
}

function wholeText({ whole, blankZero }: NumberFormat, rounded: string): string {
  const digits = whole.replaceAll(',', '');
  const firstZero = digits.indexOf('0');
  const fewest = Math.max(firstZero < 0 ? 0 : digits.length - firstZero, blankZero ? 0 : Math.min(digits.length, 1));
  const plain = `CAST(CAST(trunc(${rounded}) AS HUGEINT) AS VARCHAR)`;
  const shown = fewest === 0 ? `CASE WHEN trunc(${rounded}) = 0 THEN '' ELSE ${plain} END` : `lpad(${plain}, CAST(greatest(${fewest}, length(${plain})) AS INTEGER), '0')`;
  return whole.includes(',') ? groupedText(whole, shown) : shown;
}

/** Puts the commas of the format between the digits, counted from the right; a comma with no digit before it is left out. */
function groupedText(whole: string, digits: string): string {
  const groups = whole.split(',').map((group) => group.length);
  const pieces: string[] = [];
  let fromRight = 0;
  for (const length of groups.reverse()) {
    pieces.unshift(`substr(right('${' '.repeat(40)}' || ${digits}, ${fromRight + length}), 1, ${length})`);
    fromRight += length;
  }
  return `ltrim(replace(${pieces.join(` || ',' || `)}, ' ,', '  '), ' ')`;
}

function fractionText({ point, fraction, compact }: NumberFormat, rounded: string): string {
  if (!point) return "''";
  if (fraction === '') return "'.'";
  const text = `split_part(CAST(CAST(${rounded} AS DECIMAL(38, ${fraction.length})) AS VARCHAR), '.', 2)`;
  const kept = fraction.lastIndexOf('0') + 1;
  if (kept === fraction.length) return `'.' || ${text}`;
  const trimmed = `rtrim(substr(${text}, ${kept + 1}), '0')`;
  return `'.' || substr(${text}, 1, ${kept}) || ${compact ? trimmed : `rpad(${trimmed}, ${fraction.length - kept}, ' ')`}`;
}

function signedText({ sign }: NumberFormat, number: string, body: string): string {
  const always = `CASE WHEN ${number} < 0 THEN '-' ELSE '+' END`;
  if (sign === 'S…') return `${always} || ${body}`;
  if (sign === '…S') return `${body} || ${always}`;
  const minus = (blank: string): string => `CASE WHEN ${number} < 0 THEN '-' ELSE '${blank}' END`;
  if (sign === '…MI') return `${body} || ${minus(' ')}`;
  return sign === 'MI…' ? `${minus(' ')} || ${body}` : `${minus('')} || ${body}`;
}

function tooLong({ whole, point, fraction }: NumberFormat): string {
  return `${whole.replace(/[09]/g, '#')}${point ? '.' : ''}${'#'.repeat(fraction.length)}`;
}
