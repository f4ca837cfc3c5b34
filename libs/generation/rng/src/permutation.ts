import { hash32, TWO_POW_MINUS_32 } from './hash';
import type { StreamKey } from './stream-key';

const imul = Math.imul;

/** Largest domain of a permutation. */
export const MAX_PERMUTATION_SIZE = 4294967296;

/** Up to here a shuffled table serves: 256 kB at most, and every order is equally likely. */
const TABLE_SIZE = 65536;

/** A keyed bijection on [0, size). */
export type Permutation = (index: number) => number;

/**
 * Makes a keyed bijection on [0, size). Small domains get a shuffled table. Larger ones need no memory: odd
 * multiplications, additions and xor-shifts on the next power of two, and cycle walking (Black and Rogaway, "Ciphers
 * with Arbitrary Finite Domains", 2002) back into the domain.
 *
 * @param size number of elements, 1 to 2^32
 * @throws RangeError outside that range
 */
export function makePermutation(size: number, key: StreamKey): Permutation {
  if (!(size >= 1 && size <= MAX_PERMUTATION_SIZE)) {
    throw new RangeError(`permutation size ${size}; allowed: 1 to ${MAX_PERMUTATION_SIZE}`);
  }
  return size <= TABLE_SIZE ? shuffledTable(size, key) : mixedBits(size, key);
}

/** Fisher and Yates' shuffle, as in Knuth, TAOCP volume 2, algorithm P. */
function shuffledTable(size: number, [k0, k1]: StreamKey): Permutation {
  const table = Uint32Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = Math.floor(hash32(i, k0, k1) * TWO_POW_MINUS_32 * (i + 1));
    [table[i], table[j]] = [table[j], table[i]];
  }
  return (index) => table[index];
}

function mixedBits(size: number, [k0, k1]: StreamKey): Permutation {
  const bits = bitsOf(size);
  return (index) => walk(index, size, bits, k0, k1);
}

/** The same bijection on [0, size) for a key that differs from call to call. */
export function permuted(index: number, size: number, k0: number, k1: number): number {
  return walk(index, size, bitsOf(size), k0, k1);
}

function bitsOf(size: number): number {
  let bits = 2;
  while (2 ** bits < size) bits++;
  return bits;
}

function walk(index: number, size: number, bits: number, k0: number, k1: number): number {
  const mask = bits === 32 ? -1 : (1 << bits) - 1;
  const half = bits >> 1;
  const threeQuarters = (bits * 3) >> 2;
  const m1 = (k0 ^ 0x2c1b3c6c) | 1;
  const m2 = k1 | 1;
  const a1 = imul(k0, 0x9e3779b9) >>> 3;
  const a2 = imul(k1, 0x85ebca6b) >>> 3;
  let x = index;
  do {
    x = (x ^ a1) & mask;
    x = imul(x, m1) & mask;
    x = (x ^ (x >>> half)) & mask;
    x = (imul(x, 0x6935fa69) + a2) & mask;
    x = (x ^ (x >>> threeQuarters)) & mask;
    x = imul(x, m2) & mask;
    x = (x ^ (x >>> half)) & mask;
    x = imul(x, 0x297a2d39) & mask;
    x = (x ^ (x >>> half)) & mask;
  } while (x >>> 0 >= size);
  return x >>> 0;
}
