const imul = Math.imul;

/**
 * Uniform 32-bit draw of a row: a counter-based generator, so that any row can be drawn at any time.
 *
 * Two keyed rounds of an integer finaliser (constants: C. Wellons' hash-prospector, `lowbias32`, and Murmur3's
 * `fmix32`), in which the counter enters again in round two. One round of `hash(row ^ key)` would give neighbouring
 * keys the same set of values.
 *
 * @param row row index, 0 to 2^32 - 1
 * @returns unsigned 32-bit integer
 */
export function hash32(row: number, k0: number, k1: number): number {
  let h = row ^ k0;
  h = imul(h ^ (h >>> 16), 0x21f0aaad);
  h = imul(h ^ (h >>> 15), 0x735a2d97);
  h ^= h >>> 15;
  h = (h + k1 + imul(row, 0x9e3779b9)) | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 2^-32: a 32-bit draw times this is uniform on [0, 1). */
export const TWO_POW_MINUS_32 = 1 / 4294967296;

/**
 * Uniform double on [0, 1) with all 53 bits, from two draws of the row.
 * The second draw uses the key's words swapped, which is a stream of its own.
 */
export function uniform53(row: number, k0: number, k1: number): number {
  const high = hash32(row, k0, k1);
  const low = hash32(row, k1, k0) >>> 11;
  return (high * 2097152 + low) / 9007199254740992;
}
