import type { Kernel } from '@dw-sim/generation-generators';
import { hash32, type StreamKey } from '@dw-sim/generation-rng';
import { duckdb, type Vector, VECTOR_ROWS } from './duckdb-bindings';

/** Marks the NULLs of a batch in a vector. */
export type NullWriter = (vector: Vector, rows: Uint32Array, count: number) => void;

/** Writer of a column's NULLs, drawn from a stream of their own; undefined where the column has none. */
export function nullWriter(nullRate: number, isNull: Kernel['isNull'], [k0, k1]: StreamKey): NullWriter | undefined {
  if (nullRate === 0 && !isNull) return undefined;
  const threshold = nullRate * 2 ** 32;
  const validity = new Uint8Array(VECTOR_ROWS / 8);
  return (vector, rows, count) => {
    validity.fill(0);
    for (let i = 0; i < count; i++) {
      if (hash32(rows[i], k0, k1) >= threshold && !isNull?.(rows[i])) validity[i >> 3] |= 1 << (i & 7);
    }
    duckdb.vector_ensure_validity_writable(vector);
    duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer, 0, (count + 7) >> 3);
  };
}
