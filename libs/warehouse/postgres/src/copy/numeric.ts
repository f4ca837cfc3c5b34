import type { BinaryWriter } from './binary-writer';

const POINT = 0x2e;
const MINUS = 0x2d;
const ZERO = 0x30;
/** Decimal digits in one digit of a numeric, whose base is 10,000. */
const GROUP = 4;
const NEGATIVE = 0x4000;

/** Bytes of a numeric at most, from the bytes of its text. */
export function numericByteCount(textBytes: number): number {
  return 8 + 2 * (Math.ceil(textBytes / GROUP) + 1);
}

/**
 * Writes a decimal, as `-12.50`, in PostgreSQL's format: count of digits in base 10,000, weight of the first, sign, decimal places,
 * and the digits without zeros at either end (numeric_send in https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/numeric.c).
 */
export function writeNumeric(writer: BinaryWriter, text: Uint8Array, start: number, end: number): void {
  const isNegative = text[start] === MINUS;
  const first = isNegative ? start + 1 : start;
  let point = first;
  while (point < end && text[point] !== POINT) point++;
  const scale = Math.max(0, end - point - 1);
  let highest = Math.ceil((point - first) / GROUP) - 1;
  let lowest = -Math.ceil(scale / GROUP);
  const digit = (weight: number): number => groupAt(text, first, point, end, weight);
  while (highest >= lowest && digit(highest) === 0) highest--;
  while (lowest <= highest && digit(lowest) === 0) lowest++;
  const count = highest - lowest + 1;
  writer.int32(8 + 2 * count);
  writer.int16(count);
  writer.int16(count > 0 ? highest : 0);
  writer.int16(isNegative && count > 0 ? NEGATIVE : 0);
  writer.int16(scale);
  for (let weight = highest; weight >= lowest; weight--) writer.int16(digit(weight));
}

/** The four decimal digits that stand for 10,000 to the power of `weight`; zeros beyond either end. */
function groupAt(text: Uint8Array, first: number, point: number, end: number, weight: number): number {
  // The point itself takes one place.
  const from = weight >= 0 ? point - GROUP * (weight + 1) : point + 1 + GROUP * (-weight - 1);
  let value = 0;
  for (let at = from; at < from + GROUP; at++) value = value * 10 + (at < first || at >= end ? 0 : (text[at] as number) - ZERO);
  return value;
}
