import type { Call } from '../function-entry';
import { numberFormat, type NumberFormat } from './number-format';
import { bound } from './render';

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
];

/** A number in a format of TO_CHAR, in DuckDB's SQL: blanks stand where digits are missing, `#` where they don't fit. */
export function formatNumberOnDuckdb(call: Call, number: string, text: string): string {
  const format = numberFormat(call, text);
  if (format.roman) return romanSql(number, format);
  const scale = format.fraction ?? 0;
  const value = `CAST(${number} AS DECIMAL(38, ${scale}))`;
  const parts = bound('digits', `split_part(CAST(abs(amount) AS VARCHAR), '.', 1)`, layout(format));
  return bound('amount', value, parts);
}

/** Over `amount`, rounded to the format's places, and `digits`, the text of its whole part. */
function layout(format: NumberFormat): string {
  const { whole, leastWhole, fraction, commas, fill } = format;
  const significant = `CASE WHEN digits = '0' THEN ${fraction === undefined || whole === 0 ? Math.min(1, whole) : 0} ELSE length(digits) END`;
  const shown = `greatest(${significant}, ${leastWhole})`;
  const total = whole + commas.length;
  const grouped = bound('shown', shown, `right(${groupedDigits(whole, commas)}, ${['shown', ...commas.map((place) => `CASE WHEN shown > ${place} THEN 1 ELSE 0 END`)].join(' + ')})`);
  const overflows = `length(digits) > ${whole} AND digits <> '0'`;
  const body = whole === 0 ? `''` : `CASE WHEN ${overflows} THEN ${hashes(format)} ELSE ${grouped} END`;
  const decimals = fraction === undefined ? '' : ` || CASE WHEN ${overflows} THEN '.${'#'.repeat(fraction)}' ELSE ${fractionSql(format)} END`;
  const written = signed(format, `number${decimals}`, `repeat(' ', ${total} - length(number))`);
  return bound('number', body, `${format.currency ? `'$' || ` : ''}${fill ? `trim(${written}, ' ')` : written}`);
}

/** All digits of the whole part, padded with zeros, with the commas in their places. */
function groupedDigits(whole: number, commas: readonly number[]): string {
  const padded = `lpad(digits, ${whole}, '0')`;
  const ends = [...commas, 0];
  let start = whole;
  const groups = ends.map((place) => {
    const group = `substring(${padded}, ${whole - start + 1}, ${start - place})`;
    start = place;
    return group;
  });
  return `(${groups.join(` || ',' || `)})`;
}

/** What stands for a number with too many digits: its commas and point stay. */
function hashes({ whole, commas }: NumberFormat): string {
  const digits = Array.from({ length: whole }, (_, index) => (index > 0 && commas.includes(whole - index) ? ',#' : '#'));
  return `'${digits.join('')}'`;
}

function fractionSql({ fraction = 0, leastFraction, fill }: NumberFormat): string {
  if (fraction === 0) return `'.'`;
  const digits = `split_part(CAST(abs(amount) AS VARCHAR), '.', 2)`;
  if (!fill) return `'.' || ${digits}`;
  return `'.' || rpad(rtrim(${digits}, '0'), CAST(greatest(length(rtrim(${digits}, '0')), ${leastFraction}) AS INTEGER), '0')`;
}

/** The number between its padding and its sign. */
function signed({ sign }: NumberFormat, number: string, padding: string): string {
  const minus = (positive: string) => `CASE WHEN amount < 0 THEN '-' ELSE '${positive}' END`;
  switch (sign) {
    case 'S before':
    case 'SG before':
      return sign === 'S before' ? `${padding} || ${minus('+')} || ${number}` : `${minus('+')} || ${padding} || ${number}`;
    case 'PL before':
      return `CASE WHEN amount < 0 THEN ' ' ELSE '+' END || ${padding} || ${minus(' ')} || ${number}`;
    case 'MI before':
      return `${minus(' ')} || ${padding} || ${number}`;
    case 'S after':
    case 'SG after':
      return `${padding} || ${number} || ${minus('+')}`;
    case 'MI after':
      return `${padding} || ${number} || ${minus(' ')}`;
    case 'PR':
      return `${padding} || CASE WHEN amount < 0 THEN '<' ELSE ' ' END || ${number} || CASE WHEN amount < 0 THEN '>' ELSE ' ' END`;
    default:
      return `${padding} || ${minus(' ')} || ${number}`;
  }
}

/** 1 to 3999; others give hashes. */
function romanSql(number: string, { roman, fill }: NumberFormat): string {
  const digits = (power: number) => {
    const letters = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'].map((text) => `'${scaled(text, power)}'`);
    return `[${letters.join(', ')}][amount // ${10 ** power} % 10 + 1]`;
  };
  const text = `(repeat('M', amount // 1000) || ${[2, 1, 0].map(digits).join(' || ')})`;
  const cased = roman === 'lower' ? `lower(${text})` : text;
  const padded = fill ? cased : `lpad(${cased}, 15, ' ')`;
  return bound('amount', `CAST(round(${number}) AS INTEGER)`, `CASE WHEN amount BETWEEN 1 AND 3999 THEN ${padded} ELSE '${'#'.repeat(15)}' END`);
}

/** `IV` as tens: `XL`. */
function scaled(text: string, power: number): string {
  const symbols = ROMAN.filter(([, letters]) => letters.length === 1).map(([, letter]) => letter).reverse();
  return [...text].map((letter) => symbols['IVX'.indexOf(letter) + power * 2] ?? '').join('');
}
