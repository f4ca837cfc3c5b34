import { writeFraction, writeWhole } from './digits';

/** Longest number, such as `-1.2345678901234567e-308`. */
export const NUMBER_LENGTH = 25;

const MINUS = 0x2d;
const DECIMALS = 6;
const UNITS = 10 ** DECIMALS;
/** Below it a number with six decimals has at most 15 digits, which doubles tell apart (DBL_DIG of C's `float.h`). */
const MAX_DECIMAL = 1e9;

/** Writes a finite number as JavaScript does: the shortest digits that read back as the same double. */
export function writeNumber(bytes: Uint8Array, position: number, value: number): number {
  const size = Math.abs(value);
  const at = value < 0 ? position + 1 : position;
  if (size <= Number.MAX_SAFE_INTEGER && Math.floor(size) === size) {
    if (value < 0) bytes[position] = MINUS;
    return writeWhole(bytes, at, size);
  }
  const units = Math.round(size * UNITS);
  // Two decimals of 15 digits are never the same double, so this one has no shorter spelling than without its zeros.
  if (size < MAX_DECIMAL && units / UNITS === size) {
    if (value < 0) bytes[position] = MINUS;
    const whole = Math.floor(units / UNITS);
    return writeFraction(bytes, writeWhole(bytes, at, whole), units - whole * UNITS, DECIMALS);
  }
  return writeAscii(bytes, position, String(value));
}

function writeAscii(bytes: Uint8Array, position: number, text: string): number {
  for (let i = 0; i < text.length; i++) bytes[position + i] = text.charCodeAt(i);
  return position + text.length;
}
