import type { TextBatch } from '../text-batch';

/** Bytes of a character in UTF-8. */
export function pointBytes(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** Writes a character at a position, and answers the position behind it. */
export function writePoint({ bytes }: TextBatch, position: number, point: number): number {
  if (point < 0x80) {
    bytes[position] = point;
    return position + 1;
  }
  const length = pointBytes(point);
  for (let i = length - 1, rest = point; i > 0; i--, rest >>>= 6) bytes[position + i] = 0x80 | (rest & 0x3f);
  bytes[position] = (0xf00 >> length) & 0xff | (point >>> (6 * (length - 1)));
  return position + length;
}
