import type { Argument, Call, FunctionEntry } from '../function-entry';
import { momentOf } from './moments';
import { argument, quoted, textOf } from './render';

/** Abbreviations with a fixed offset, which ICU would read as places with daylight saving time. */
const FIXED: Readonly<Record<string, string>> = {
  Z: 'UTC', UTC: 'UTC', GMT: 'UTC', EST: 'Etc/GMT+5', EDT: 'Etc/GMT+4', CST: 'Etc/GMT+6', CDT: 'Etc/GMT+5', MST: 'Etc/GMT+7', MDT: 'Etc/GMT+6', PST: 'Etc/GMT+8',
  PDT: 'Etc/GMT+7', CET: 'Etc/GMT-1', CEST: 'Etc/GMT-2', EET: 'Etc/GMT-2', EEST: 'Etc/GMT-3', WET: 'UTC', WEST: 'Etc/GMT-1', BST: 'Etc/GMT-1', JST: 'Etc/GMT-9', MSK: 'Etc/GMT-3',
};

/** A zone by its place (`Europe/Berlin`) or a known abbreviation. */
function zoneOf(call: Call, zone: Argument): string {
  if (zone.literal === undefined) return textOf(zone);
  const name = zone.literal.trim();
  const fixed = FIXED[name.toUpperCase()];
  if (fixed !== undefined) return quoted(fixed);
  if (name.includes('/')) return quoted(name);
  return call.refuse(`The time zone "${name}" may mean something else here.`, 'Write a place, such as America/New_York, or UTC.', zone);
}

/** From one zone to another; from UTC where only the target is given. */
function convertTimezone(call: Call): string {
  const [source, target, moment] = call.args.length === 3 ? call.args : [undefined, ...call.args];
  if (!target || !moment) return call.refuse('CONVERT_TIMEZONE takes one or two zones and a moment.');
  const from = source ? zoneOf(call, source) : `'UTC'`;
  return `timezone(${zoneOf(call, target)}, timezone(${from}, ${momentOf(moment)}))`;
}

function timezone(call: Call): string {
  const moment = argument(call, 1);
  return `timezone(${zoneOf(call, argument(call, 0))}, ${moment.type === 'timestamptz' ? moment.sql : momentOf(moment)})`;
}

export const TIME_ZONE_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'CONVERT_TIMEZONE', family: 'date', args: [2, 3], result: 'timestamp', duckdb: convertTimezone, postgres: convertTimezone, note: 'Zones are places (Europe/Berlin), UTC, or one of the usual abbreviations.' },
  { name: 'TIMEZONE', family: 'date', args: [2, 2], result: (args) => (args[1]?.type === 'timestamptz' ? 'timestamp' : 'timestamptz'), duckdb: timezone, postgres: timezone },
];
