import type { Argument, Call } from '../function-entry';

/** Parts of a date by the names that Redshift knows (https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html). */
const SPELLINGS: Readonly<Record<string, string>> = {
  millennium: 'millennium millennia mil mils',
  century: 'century centuries c cent cents',
  decade: 'decade decades dec decs',
  epoch: 'epoch',
  year: 'year years y yr yrs',
  quarter: 'quarter quarters qtr qtrs',
  month: 'month months mon mons',
  week: 'week weeks w',
  dow: 'dayofweek dow dw weekday',
  doy: 'dayofyear doy dy yearday',
  day: 'day days d',
  hour: 'hour hours h hr hrs',
  minute: 'minute minutes m min mins',
  second: 'second seconds s sec secs',
  millisecond: 'millisecond milliseconds ms msec msecs msecond mseconds millisec millisecs millisecon',
  microsecond: 'microsecond microseconds microsec microsecs usecond useconds us usec usecs',
};

/** A part by its first name. */
export type DatePart =
  | 'millennium' | 'century' | 'decade' | 'epoch' | 'year' | 'quarter' | 'month' | 'week' | 'dow' | 'doy' | 'day' | 'hour' | 'minute' | 'second'
  | 'millisecond' | 'microsecond';

const PARTS = new Map(Object.entries(SPELLINGS).flatMap(([part, names]) => names.split(' ').map((name) => [name, part as DatePart] as const)));

/** Parts that say where in a larger part a day lies: they can be read, but not added or counted. */
const READ_ONLY: readonly DatePart[] = ['epoch', 'dow', 'doy'];

/** The part that an argument names, as a word or in quotes. */
export function datePartOf(call: Call, argument: Argument | undefined, use: 'read' | 'count'): DatePart {
  const name = (argument?.word ?? argument?.literal)?.toLowerCase();
  const part = name === undefined ? undefined : PARTS.get(name);
  if (part && !(use === 'count' && READ_ONLY.includes(part))) return part;
  if (name?.startsWith('timezone')) return call.refuse('Moments are kept in UTC here, without a zone of their own.', 'The offset is 0.', argument);
  const allowed = Object.keys(SPELLINGS).filter((key) => use === 'read' || !READ_ONLY.includes(key as DatePart));
  return call.refuse(`${name === undefined ? 'This' : `"${name}"`} is not a part of a date that ${call.name} takes.`, `Allowed are ${allowed.join(', ')} and their short forms.`, argument);
}
