import type { Proposal, Rule } from '../proposal';
import { endsWith, familyOf, isWhole, KEY_WORDS, lengthOf, type Subject } from '../subject';

/** First day of calendars: a Wednesday, five years before the data of most experiments ends. */
const FIRST_DAY = '2020-01-01';

/** True for tables of days: one row for each. */
function isCalendar({ entity }: Subject): boolean {
  return /^(?:date|calendar|day|calendar date|calendar day)$/.test(entity);
}

/** The number of the row's day, from the key of a calendar that counts up. */
function dayKey({ siblings }: Subject): Subject | undefined {
  return siblings.find((other) => other.unique && familyOf(other) === 'number' && isWhole(other) && endsWith(other.text, KEY_WORDS));
}

/** Day of the row as an expression: of its own column, or counted from the key. */
function dayOf(subject: Subject): string | undefined {
  const day = subject.siblings.find((other) => familyOf(other) === 'date' && isDay(other));
  const key = dayKey(subject);
  if (day && day !== subject && !(day.definition.required !== true && !key)) return `"${day.name}"`;
  return key && `date_add(DATE '${FIRST_DAY}', "${key.name}" - 1, 'day')`;
}

function isDay({ text }: Subject): boolean {
  return /^(?:(?:full|calendar|the|actual|date) )?(?:date|day date|date value|day|calendar date|full date)(?: value| actual)?$/.test(text);
}

const NAMES = (names: string, day: string, number: string): string => `CASE ${number}(${day}) ${names.split(' ').map((name, index) => `WHEN ${number === 'dow' ? index : index + 1} THEN '${name}'`).join(' ')} END`;
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday';
const MONTHS = 'January February March April May June July August September October November December';

/** What columns of a calendar hold, as expressions of its day; numbers stand before names. */
const PARTS: readonly (readonly [words: string, numberOf: ((day: string) => string) | undefined, textOf: ((day: string) => string) | undefined])[] = [
  ['date|full date|calendar date|day date', undefined, (day) => `cast(${day} as varchar)`],
  ['year|calendar year|fiscal year|fy year|year number', (day) => `year(${day})`, (day) => `cast(year(${day}) as varchar)`],
  ['quarter of year|quarter|quarter number|calendar quarter', (day) => `quarter(${day})`, (day) => `'Q' || quarter(${day})`],
  ['quarter name|year quarter', undefined, (day) => `year(${day}) || 'Q' || quarter(${day})`],
  ['month of year|month|month number|calendar month', (day) => `month(${day})`, (day) => NAMES(MONTHS, day, 'month')],
  ['month name', undefined, (day) => NAMES(MONTHS, day, 'month')],
  ['year month|month year', (day) => `year(${day}) * 100 + month(${day})`, (day) => `year(${day}) || '-' || lpad(cast(month(${day}) as varchar), 2, '0')`],
  ['day of month|day number|day', (day) => `day(${day})`, undefined],
  ['day of week|weekday|weekday number', (day) => `dow(${day})`, (day) => NAMES(WEEKDAYS, day, 'dow')],
  ['day name|weekday name|day of week name', undefined, (day) => NAMES(WEEKDAYS, day, 'dow')],
  ['day of year', (day) => `date_diff('day', date_trunc('year', ${day}), ${day}) + 1`, undefined],
  ['week of year|week|week number|iso week', (day) => `date_diff('week', date_trunc('year', ${day}), ${day}) + 1`, undefined],
  ['month sequence|month seq', (day) => `date_diff('month', DATE '1900-01-01', ${day})`, undefined],
  ['week sequence|fiscal week sequence', (day) => `date_diff('week', DATE '1900-01-01', ${day})`, undefined],
  ['quarter sequence|fiscal quarter sequence', (day) => `date_diff('quarter', DATE '1900-01-01', ${day})`, undefined],
  ['weekend|is weekend|weekend flag', (day) => `1 if dow(${day}) in (0, 6) else 0`, (day) => `'Y' if dow(${day}) in (0, 6) else 'N'`],
  ['is weekday|weekday flag', (day) => `0 if dow(${day}) in (0, 6) else 1`, (day) => `'N' if dow(${day}) in (0, 6) else 'Y'`],
];

function partOf({ text }: Subject): (typeof PARTS)[number] | undefined {
  return PARTS.find(([words]) => new RegExp(`^(?:${words})$`).test(text));
}

function propose(subject: Subject): readonly Proposal[] {
  const day = dayOf(subject);
  const family = familyOf(subject);
  if (!day) return [];
  if (family === 'date' && isDay(subject)) return computed(day, 'The days of a calendar one after the other, by its name.');
  const [, numberOf, textOf] = partOf(subject) ?? [];
  if (family === 'number' && numberOf) return computed(numberOf(day), 'Computed from the day of the row, by its name.');
  if (family === 'boolean' && numberOf && /week(?:end|day)/.test(subject.text)) return computed(`dow(${day}) ${/end/.test(subject.text) ? 'in' : 'not in'} (0, 6)`, 'Computed from the day of the row, by its name.');
  return family === 'text' && textOf && lengthOf(subject) >= 1 ? computed(textOf(day), 'Computed from the day of the row, by its name.') : [];
}

function computed(code: string, reason: string): readonly Proposal[] {
  return [{ fill: { generator: { type: 'expression', params: { code } }, null_rate: 0 }, reason }];
}

/** The day of a calendar whose key is the day itself. */
function dayOfCalendar(subject: Subject): readonly Proposal[] {
  return [{ fill: { generator: { type: 'time_series', params: { start: FIRST_DAY, step: '1d' } }, null_rate: 0 }, reason: 'The days of a calendar one after the other, by its name.' }].filter(() => subject.definition.date_start === undefined);
}

/** Calendars: each row is a day, and what else stands in it is computed from that. */
export const CALENDAR_RULES: readonly Rule[] = [
  { matches: (subject) => isCalendar(subject) && !subject.unique && !subject.isReference, propose },
  { matches: (subject) => isCalendar(subject) && familyOf(subject) === 'date' && isDay(subject), propose: dayOfCalendar },
];
