const DAY_MS = 86_400_000;

/** Day, and perhaps a time with a zone: `2024-01-31`, `2024-01-31T23:59:59.5Z`, `2024-01-31 12:00+05:30`, `2024-01-31 12:00+02`. */
const ISO_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Moment of an ISO 8601 text, in milliseconds since 1970-01-01 UTC; undefined where it is none. UTC without a zone, so
 * that a document means the same on every machine. Years 1 to 9999, which every warehouse holds.
 */
export function parseIsoTime(text: string): number | undefined {
  const match = ISO_TIME.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  const fractionMs = Number(`${match[7] ?? 0}e3`);
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + fractionMs - offsetMs(match[8]);
}

/** Last moment that a text names: the end of its day where it is a day. */
export function parseIsoEnd(text: string): number | undefined {
  const moment = parseIsoTime(text);
  return moment !== undefined && text.length === 10 ? moment + DAY_MS - 1 : moment;
}

const TIME_OF_DAY = /^(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?$/;

/** Milliseconds since midnight of `HH:MM[:SS[.fff]]`; undefined where it is none. */
export function parseTimeOfDay(text: string): number | undefined {
  const match = TIME_OF_DAY.exec(text);
  if (!match) return undefined;
  const [hour, minute, second] = match.slice(1, 4).map((digits) => Number(digits ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Number(`${match[4] ?? 0}e3`);
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + (zone.length > 3 ? Number(zone.slice(-2)) : 0);
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
