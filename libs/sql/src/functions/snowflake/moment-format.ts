import type { Argument, Call } from '../function-entry';

/** Elements of Snowflake's date and time formats, longest first, as strftime and strptime of DuckDB write them. */
const ELEMENTS: readonly (readonly [element: string, letters: string])[] = [
  ['YYYY', '%Y'],
  ['UUUU', '%Y'],
  ['YY', '%y'],
  ['MMMM', '%B'],
  ['MON', '%b'],
  ['MM', '%m'],
  ['DD', '%d'],
  ['DY', '%a'],
  ['HH24', '%H'],
  ['HH12', '%I'],
  ['MI', '%M'],
  ['SS', '%S'],
  ['AM', '%p'],
  ['PM', '%p'],
  ['TZH:TZM', '%z'],
  ['TZHTZM', '%z'],
  ['TZH', '%z'],
  ['FF0', ''],
  ['FF3', '%g'],
  ['FF6', '%f'],
  ['FF9', '%n'],
  ['FF', '%n'],
];

/** Whether a format is read (strptime) or written (strftime): a fraction and a zone differ. */
export type FormatUse = 'read' | 'write';

/**
 * A date and time format of Snowflake in the letters of DuckDB's strftime and strptime.
 * Source: Snowflake's "Date and time input and output formats". Refuses an element that it does not list.
 */
export function momentFormat(call: Call, argument: Argument, use: FormatUse): string {
  const { literal } = argument;
  if (literal === undefined) return call.refuse(`The format of ${call.name} must be a string literal.`, `Write it as '…'.`, argument);
  let letters = '';
  for (let rest = literal; rest !== ''; ) {
    const [text, length] = nextElement(call, argument, rest, use);
    letters += text;
    rest = rest.slice(length);
  }
  return letters;
}

function nextElement(call: Call, argument: Argument, rest: string, use: FormatUse): [text: string, length: number] {
  const quotation = /^"([^"]*)"/.exec(rest);
  if (quotation) return [quotation[1].replaceAll('%', '%%'), quotation[0].length];
  const upper = rest.toUpperCase();
  const element = ELEMENTS.find(([name]) => upper.startsWith(name));
  const digits = /^FF([124578])/.exec(upper);
  if (digits) return use === 'read' ? ['%f', 3] : call.refuse(`A fraction of ${digits[1]} digits is not simulated.`, 'Write FF3, FF6 or FF9.', argument);
  if (element) return [lettersOf(element, use), element[0].length];
  const plain = /^[A-SU-Z][A-Z]*/.exec(upper)?.[0] ?? '';
  // A word that has no element in it stands for itself: 'HH24:MI hours'.
  if (plain.length > 2 && !ELEMENTS.some(([name]) => plain.includes(name))) return [rest.slice(0, plain.length), plain.length];
  if (/^[A-SU-Z]/.test(upper)) {
    const word = (/^[A-Z0-9]+/.exec(upper) as RegExpExecArray)[0];
    return call.refuse(`The format '${argument.literal}' has ${word}, which is no element of a date or time format.`, `Put text between double quotes: '"…"'.`, argument);
  }
  return [rest[0] === '%' ? '%%' : rest[0], 1];
}

/** A fraction is read with as many digits as there are; a moment is written in UTC. */
function lettersOf([name, letters]: readonly [string, string], use: FormatUse): string {
  if (use === 'read') return name.startsWith('FF') && name !== 'FF0' ? '%f' : letters;
  if (name === 'TZHTZM') return '+0000';
  if (name === 'TZH') return '+00';
  return name === 'TZH:TZM' ? '+00:00' : letters;
}
