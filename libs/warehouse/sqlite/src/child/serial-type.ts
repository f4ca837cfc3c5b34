/**
 * Serial types of the fields of SQLite's records: what a field is and how many bytes it has.
 * https://www.sqlite.org/fileformat2.html#record_format
 */
export const NULL_TYPE = 0;
export const INT64_TYPE = 6;
export const DOUBLE_TYPE = 7;
export const ZERO_TYPE = 8;
export const ONE_TYPE = 9;

/** Texts have odd types from here on. */
const EMPTY_TEXT_TYPE = 13;
/** Bytes of the serial types of numbers. */
const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
const TWO_32 = 2 ** 32;

/** The serial type of a text of so many bytes. */
export function textType(bytes: number): number {
  return EMPTY_TEXT_TYPE + 2 * bytes;
}

/** Bytes that a field of a serial type has. */
export function bytesOf(serialType: number): number {
  return serialType < EMPTY_TEXT_TYPE ? (NUMBER_BYTES[serialType] ?? 0) : (serialType - EMPTY_TEXT_TYPE) / 2;
}

/** The shortest serial type of a whole number of up to 64 bits. */
export function integerType(value: number): number {
  if (value === 0) return ZERO_TYPE;
  if (value === 1) return ONE_TYPE;
  const size = value < 0 ? -1 - value : value;
  if (size < 2 ** 7) return 1;
  if (size < 2 ** 15) return 2;
  if (size < 2 ** 23) return 3;
  if (size < 2 ** 31) return 4;
  return size < 2 ** 47 ? 5 : INT64_TYPE;
}

/** Writes a whole number, highest byte first. */
export function writeInteger(value: number, serialType: number, into: Buffer, at: number): void {
  let low = value;
  let end = at + bytesOf(serialType);
  if (end - at > 4) {
    end -= 4;
    const high = Math.floor(value / TWO_32);
    into.writeUInt32BE(value - high * TWO_32, end);
    low = high;
  }
  for (end--; end >= at; end--) {
    into[end] = low;
    low >>= 8;
  }
}
