/**
 * SQLite's variable-length integers: seven bits a byte, the highest first, all but the last byte with their eighth bit set.
 * These are for 0 to 2^53 - 1. https://www.sqlite.org/fileformat2.html#varint
 */
export function varintLength(value: number): number {
  if (value < 128) return 1;
  let length = 2;
  for (let rest = Math.floor(value / 128); rest >= 128; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** Writes a number and answers where the next byte goes. */
export function writeVarint(into: Buffer, at: number, value: number): number {
  if (value < 128) {
    into[at] = value;
    return at + 1;
  }
  const end = at + varintLength(value);
  let rest = Math.floor(value / 128);
  into[end - 1] = value % 128;
  for (let place = end - 2; place >= at; place--) {
    into[place] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  return end;
}
