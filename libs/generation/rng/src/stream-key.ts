import { createHash } from 'node:crypto';

/** Two 32-bit words that select one random stream. */
export type StreamKey = readonly [k0: number, k1: number];

/**
 * Key of the stream of one purpose in one column: the first 64 bits of SHA-256 over the parts, separated by NUL
 * (no name holds one). A column's stream depends on nothing but its own names and the seed.
 *
 * @param purpose what the draws are for (`value`, `null`, `parent`), so that they are independent of each other
 */
export function streamKey(seed: number, table: string, column: string, purpose: string): StreamKey {
  const digest = createHash('sha256').update([seed, table, column, purpose].join('\0')).digest();
  return [digest.readInt32LE(0), digest.readInt32LE(4)];
}
