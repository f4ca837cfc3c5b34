import type { NullMarker } from '@dw-sim/generation-generators';
import { hash32, type StreamKey } from '@dw-sim/generation-rng';
import { duckdb, type Vector, VECTOR_ROWS } from './duckdb-bindings';

/** Marks the NULLs that a null rate asks for, drawn from a stream of their own; undefined where it asks for none. */
export function rateMarker(nullRate: number, [k0, k1]: StreamKey): NullMarker | undefined {
  if (nullRate === 0) return undefined;
  const threshold = nullRate * 2 ** 32;
  return (nulls, rows, count) => {
    for (let i = 0; i < count; i++) if (hash32(rows[i], k0, k1) < threshold) nulls[i] = 1;
  };
}

const VALIDITY = new Uint8Array(VECTOR_ROWS / 8);

/** Puts marks of NULLs into a vector, as one bit per row. */
export function writeValidity(vector: Vector, nulls: Uint8Array, count: number): void {
  VALIDITY.fill(0);
  for (let i = 0; i < count; i++) VALIDITY[i >> 3] |= (nulls[i] ^ 1) << (i & 7);
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, VALIDITY.buffer, 0, (count + 7) >> 3);
}
