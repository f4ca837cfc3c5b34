import { formatPieces, letterCase, type FormatPiece } from './datetime-format';
import { bound, quoted } from './render';

/** Codes of DuckDB's `strftime`, which writes most patterns in one call. */
const CODES: Readonly<Record<string, string>> = {
  YYYY: '%Y', YY: '%y', IYYY: '%G', MM: '%m', DD: '%d', DDD: '%j', HH24: '%H', HH12: '%I', HH: '%I', MI: '%M', SS: '%S', MS: '%g', US: '%f', IW: '%V',
};

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** Patterns that `strftime` has no code for, as expressions over `moment`; numbers with their widths. */
const NUMBERS: Readonly<Record<string, readonly [expression: string, width: number]>> = {
  CC: ["date_part('century', moment)", 2],
  Q: ['quarter(moment)', 1],
  W: ['((day(moment) - 1) // 7 + 1)', 1],
  WW: ['((dayofyear(moment) - 1) // 7 + 1)', 2],
  D: ['(dayofweek(moment) + 1)', 1],
  ID: ['isodow(moment)', 1],
  J: ["CAST(date_part('julian', CAST(moment AS DATE)) AS INTEGER)", 1],
  SSSS: ['(hour(moment) * 3600 + minute(moment) * 60 + second(moment))', 1],
  IDDD: ['((week(moment) - 1) * 7 + isodow(moment))', 3],
  YYY: ['(year(moment) % 1000)', 3],
  Y: ['(year(moment) % 10)', 1],
  IYY: ['(isoyear(moment) % 1000)', 3],
  IY: ['(isoyear(moment) % 100)', 2],
  I: ['(isoyear(moment) % 10)', 1],
};

/** A moment in a format of TO_CHAR, in DuckDB's SQL. */
export function formatMomentOnDuckdb(moment: string, format: string): string {
  const pieces = formatPieces(format);
  if (pieces.every(isCode)) return `strftime(${moment}, ${quoted(pieces.map(codeOf).join(''))})`;
  return bound('moment', moment, `(${pieces.map(pieceSql).join(' || ')})`);
}

function isCode(piece: FormatPiece): boolean {
  return piece.pattern === undefined || (CODES[piece.pattern] !== undefined && !piece.fill && !piece.ordinal);
}

function codeOf({ pattern, text }: FormatPiece): string {
  return pattern === undefined ? text.replaceAll('%', '%%') : (CODES[pattern] as string);
}

function pieceSql(piece: FormatPiece): string {
  const { pattern, text, fill, ordinal } = piece;
  if (pattern === undefined) return quoted(text);
  const name = nameSql(pattern, text, fill);
  if (name !== undefined) return name;
  const number = NUMBERS[pattern];
  const digits = number ? `printf('%0${fill ? 1 : number[1]}d', ${number[0]})` : `strftime(moment, '${CODES[pattern]}')`;
  const plain = fill && !number ? `coalesce(nullif(ltrim(${digits}, '0'), ''), '0')` : digits;
  return ordinal ? `${plain} || ${ordinalEnding(plain, ordinal)}` : plain;
}

function nameSql(pattern: string, text: string, fill: boolean): string | undefined {
  const cased = (sql: string) => (letterCase(text) === 'mixed' ? sql : `${letterCase(text)}(${sql})`);
  switch (pattern) {
    case 'MONTH':
    case 'DAY': {
      const name = cased(`strftime(moment, '${pattern === 'DAY' ? '%A' : '%B'}')`);
      return fill ? name : `rpad(${name}, 9, ' ')`;
    }
    case 'MON':
    case 'DY':
      return cased(`strftime(moment, '${pattern === 'DY' ? '%a' : '%b'}')`);
    case 'RM': {
      const name = cased(`[${ROMAN.map(quoted).join(', ')}][month(moment)]`);
      return fill ? name : `rpad(${name}, 4, ' ')`;
    }
    case 'AM':
    case 'PM':
      return cased(`CASE WHEN hour(moment) < 12 THEN 'AM' ELSE 'PM' END`);
    case 'A.M.':
    case 'P.M.':
      return cased(`CASE WHEN hour(moment) < 12 THEN 'A.M.' ELSE 'P.M.' END`);
    case 'AD':
    case 'BC':
      return quoted(text.toUpperCase() === text ? 'AD' : 'ad');
    case 'A.D.':
    case 'B.C.':
      return quoted(text.toUpperCase() === text ? 'A.D.' : 'a.d.');
    case 'TZ':
      return quoted(text.toUpperCase() === text ? 'UTC' : 'utc');
    case 'OF':
      return quoted('+00');
    case 'Y,YYY':
      return `replace(printf('%d,%03d', year(moment) // 1000, year(moment) % 1000), ' ', '')`;
    default:
      return undefined;
  }
}

function ordinalEnding(number: string, written: 'TH' | 'th'): string {
  const last = `right(${number}, 1)`;
  const ending = `CASE WHEN right('0' || ${number}, 2) IN ('11', '12', '13') THEN 'th' WHEN ${last} = '1' THEN 'st' WHEN ${last} = '2' THEN 'nd' WHEN ${last} = '3' THEN 'rd' ELSE 'th' END`;
  return written === 'TH' ? `upper(${ending})` : ending;
}
