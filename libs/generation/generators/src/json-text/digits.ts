const ZERO = 0x30;
const BILLION = 1e9;

/** Writes a whole number from 0 to 2^53 and answers the position behind it. */
export function writeWhole(bytes: Uint8Array, position: number, value: number): number {
  if (value < BILLION) return writePadded(bytes, position, value, digitCount(value));
  const high = Math.floor(value / BILLION);
  return writePadded(bytes, writeWhole(bytes, position, high), value - high * BILLION, 9);
}

/** Writes a whole number below 10^9 with leading zeros. */
export function writePadded(bytes: Uint8Array, position: number, value: number, width: number): number {
  let rest = value | 0;
  for (let at = position + width - 1; at >= position; at--) {
    const quotient = (rest / 10) | 0;
    bytes[at] = ZERO + rest - quotient * 10;
    rest = quotient;
  }
  return position + width;
}

/** Writes `.` and the digits of a fraction without the zeros at its end; nothing where it is 0. */
export function writeFraction(bytes: Uint8Array, position: number, value: number, width: number): number {
  if (value === 0) return position;
  bytes[position] = 0x2e;
  let end = writePadded(bytes, position + 1, value, width);
  while (bytes[end - 1] === ZERO) end--;
  return end;
}

function digitCount(value: number): number {
  if (value < 1e5) return value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : value < 1e4 ? 4 : 5;
  return value < 1e6 ? 6 : value < 1e7 ? 7 : value < 1e8 ? 8 : 9;
}
