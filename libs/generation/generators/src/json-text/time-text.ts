import { writeFraction, writePadded } from './digits';

/** Longest moment: `2024-02-29T23:59:59.123456Z`. */
export const TIME_LENGTH = 27;

const DAY_MS = 86_400_000;
const COLON = 0x3a;
const DASH = 0x2d;

/**
 * Writes `YYYY-MM-DD` of a day since 1970-01-01, in years 1 to 9999.
 * Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
 */
export function writeDay(bytes: Uint8Array, position: number, day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = ((dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + (yearOfEra >> 2) - ((yearOfEra / 100) | 0));
  const shiftedMonth = ((5 * dayOfYear + 2) / 153) | 0;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const afterYear = separated(bytes, writePadded(bytes, position, year, 4), DASH);
  const afterMonth = separated(bytes, writePadded(bytes, afterYear, month, 2), DASH);
  return writePadded(bytes, afterMonth, dayOfYear - (((153 * shiftedMonth + 2) / 5) | 0) + 1, 2);
}

/** Writes `HH:MM:SS[.ffffff]` of the microseconds of a day. */
export function writeClock(bytes: Uint8Array, position: number, micros: number): number {
  const seconds = Math.floor(micros / 1e6);
  const afterHour = separated(bytes, writePadded(bytes, position, (seconds / 3600) | 0, 2), COLON);
  const afterMinute = separated(bytes, writePadded(bytes, afterHour, ((seconds / 60) | 0) % 60, 2), COLON);
  return writeFraction(bytes, writePadded(bytes, afterMinute, seconds % 60, 2), micros - seconds * 1e6, 6);
}

/** Writes `YYYY-MM-DDTHH:MM:SS[.fff]` of milliseconds since 1970-01-01 UTC. */
export function writeMoment(bytes: Uint8Array, position: number, ms: number): number {
  const day = Math.floor(ms / DAY_MS);
  return writeClock(bytes, separated(bytes, writeDay(bytes, position, day), 0x54), (ms - day * DAY_MS) * 1000);
}

function separated(bytes: Uint8Array, position: number, separator: number): number {
  bytes[position] = separator;
  return position + 1;
}
