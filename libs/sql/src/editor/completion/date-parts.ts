/** Which argument of a function is a part of a date, from 0. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  DATEADD: 0, DATE_ADD: 0, DATEDIFF: 0, DATE_DIFF: 0, TIMEADD: 0, TIMEDIFF: 0, TIMESTAMPADD: 0, TIMESTAMPDIFF: 0, DATE_TRUNC: 0, DATE_PART: 0, DATE_PART_YEAR: 0,
  DATESUB: 0, DATETRUNC: 0, DATEPART: 0, TRUNC: 1, LAST_DAY: 1, TIME_SLICE: 2,
};

/** Place of the argument that is a part of a date; undefined for functions without one. */
export function datePartArgument(name: string): number | undefined {
  return ARGUMENTS[name];
}

/** A function that says what a part of a date is; the others add parts, or count them. */
export function readsPart(name: string): boolean {
  return name === 'EXTRACT' || name === 'DATE_PART' || name === 'DATEPART';
}
