import type { Call } from '../function-entry';
import { formatPieces, type FormatPiece } from './datetime-format';
import { bound, quoted } from './render';
import { shim } from './shim';

/** Digits of the numbers that a format reads. */
const WIDTHS: Readonly<Record<string, number>> = {
  YYYY: 4, YYY: 3, YY: 2, Y: 1, MM: 2, DD: 2, DDD: 3, HH24: 2, HH12: 2, HH: 2, MI: 2, SS: 2, MS: 3, US: 6, SSSS: 5, J: 7, Q: 1,
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Patterns that are read over without meaning. */
const SKIPPED: Readonly<Record<string, string>> = { DAY: '[A-Za-z]+', DY: '[A-Za-z]+', AD: '[Aa][Dd]', 'A.D.': '[Aa]\\.[Dd]\\.', Q: '[1-4]' };

/** A text in a format of TO_DATE or TO_TIMESTAMP as a moment; days and hours past the end run over, unless `isStrict`. */
export function parseMoment(call: Call, text: string, format: string, isStrict: boolean): string {
  const pieces = formatPieces(format);
  const groups: string[] = [];
  const expression = pieces.map((piece, index) => pieceExpression(call, piece, pieces[index + 1], groups)).join('');
  const pattern = quoted(`^\\s*${expression}`);
  if (groups.length === 0) return call.refuse('The format reads no part of a date.', 'Use YYYY, MM, DD, HH24, MI, SS, Mon and their like.', call.args[1]);
  if (call.engine === 'postgres') return shim('parse_moment', text, pattern, `ARRAY[${groups.map(quoted).join(', ')}]`, quoted(format), String(isStrict));
  const read = (group: string): string | undefined => (groups.includes(group) ? `parts['${group}']` : undefined);
  const moment = bound('parts', `regexp_extract(source, ${pattern}, [${groups.map(quoted).join(', ')}])`, momentSql(read, isStrict));
  const fault = `error('"' || source || '" is not in the format ' || ${quoted(format)})`;
  return bound('source', text, `CASE WHEN regexp_matches(source, ${pattern}) THEN ${moment} WHEN source IS NOT NULL THEN ${fault} END`);
}

function pieceExpression(call: Call, piece: FormatPiece, next: FormatPiece | undefined, groups: string[]): string {
  const { pattern, text } = piece;
  if (pattern === undefined) return separatorExpression(text);
  if (SKIPPED[pattern] !== undefined) return SKIPPED[pattern] as string;
  if (groups.includes(pattern)) return call.refuse(`The format reads ${pattern} twice.`, undefined, call.args[1]);
  groups.push(pattern);
  if (pattern === 'MON' || pattern === 'MONTH') return '([A-Za-z]+)';
  if (/^[AP]\.?M\.?$/.test(pattern)) return '([AaPp])\\.?[Mm]\\.?';
  const width = WIDTHS[pattern];
  if (width === undefined) return call.refuse(`The format ${pattern} can't be read here.`, 'Use YYYY, MM, DD, HH24, MI, SS, Mon and their like.', call.args[1]);
  const isFixed = next?.pattern !== undefined && WIDTHS[next.pattern] !== undefined && !piece.fill;
  return isFixed ? `\\s*(\\d{${width}})` : `\\s*(\\d{1,${width}})`;
}

/** Blanks match any number of blanks, other separators each other. */
function separatorExpression(text: string): string {
  if (/\s/.test(text)) return '\\s+';
  return /[A-Za-z0-9]/.test(text) ? text : `[^A-Za-z0-9]`;
}

/** The moment that the parts make. What is not in the format is the first day of the year 1, at midnight. */
function momentSql(read: (group: string) => string | undefined, isStrict: boolean): string {
  const number = (group: string): string | undefined => (read(group) === undefined ? undefined : `CAST(${read(group)} AS INTEGER)`);
  const year = yearSql(number);
  const names = MONTHS.map(quoted).join(', ');
  const monthText = read('MON') ?? read('MONTH');
  const monthName = monthText && `list_position([${names}], left(lower(${monthText}), 3))`;
  const month = number('MM') ?? monthName ?? '1';
  const dayOfYear = number('DDD');
  const day = dayOfYear ?? number('DD') ?? '1';
  const half = read('AM') ?? read('PM') ?? read('A.M.') ?? read('P.M.');
  const hour12 = number('HH12') ?? number('HH');
  const hour = number('HH24') ?? (half && hour12 ? `(${hour12} % 12 + CASE WHEN lower(${half}) = 'p' THEN 12 ELSE 0 END)` : hour12) ?? '0';
  const seconds = [number('SS'), read('MS') && `CAST('0.' || ${read('MS')} AS DOUBLE)`, read('US') && `CAST('0.' || ${read('US')} AS DOUBLE)`, number('SSSS')].filter(Boolean).join(' + ') || '0';
  const minute = number('MI') ?? '0';
  if (isStrict) return `make_timestamp(${year}, ${month}, ${day}, ${hour}, ${minute}, ${seconds})`;
  const add = (count: string, unit: string) => `(${count}) * INTERVAL '1 ${unit}'`;
  const parts = [add(`${month} - 1`, 'month'), add(`${day} - 1`, 'day'), add(hour, 'hour'), add(minute, 'minute'), add(seconds, 'second')];
  return `make_timestamp(${year}, 1, 1, 0, 0, 0) + ${parts.join(' + ')}`;
}

function yearSql(number: (group: string) => string | undefined): string {
  const short = number('YY') ?? number('Y') ?? number('YYY');
  return number('YYYY') ?? (short ? `(${short} + CASE WHEN ${short} < 70 THEN 2000 WHEN ${short} < 100 THEN 1900 WHEN ${short} < 520 THEN 2000 ELSE 1000 END)` : '1');
}
