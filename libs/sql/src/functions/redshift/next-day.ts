import type { Call } from '../function-entry';
import { dayOf } from './moments';
import { argument, textOf } from './render';

/** Short names of the days, Sunday first; any longer beginning of the full name goes, too. */
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SHORTEST = ['su', 'm', 'tu', 'w', 'th', 'f', 'sa'];

/** The first such weekday after a day (https://docs.aws.amazon.com/redshift/latest/dg/r_NEXT_DAY.html). */
export function nextDay(call: Call): string {
  const day = dayOf(argument(call, 0));
  const dayNumber = call.engine === 'duckdb' ? `dayofweek(${day})` : `CAST(extract(dow FROM ${day}) AS INTEGER)`;
  return `(${day} + CAST((${weekday(call)} - ${dayNumber} + 6) % 7 + 1 AS INTEGER))`;
}

function weekday(call: Call): string {
  const name = argument(call, 1);
  if (name.literal === undefined) return `CASE ${SHORTEST.map((short, index) => `WHEN lower(${textOf(name)}) LIKE '${short}%' THEN ${index}`).join(' ')} END`;
  const text = name.literal.trim().toLowerCase();
  const index = DAYS.findIndex((full, at) => text.startsWith(SHORTEST[at] as string) && (full.startsWith(text) || text === 'tues' || text === 'thurs'));
  return index < 0 ? call.refuse(`"${name.literal}" is no weekday.`, `Allowed are ${DAYS.join(', ')} and their beginnings.`, name) : String(index);
}
