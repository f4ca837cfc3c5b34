import type { NullMarker } from '../kernel';

/** Row of one table for a row of another. */
export type RowOf = (row: number) => number;

/** Rows of one table for rows of another; each depends on its row alone. */
export interface RowMap {
  /** Writes the other table's row for each of `count` rows. `out` belongs to the caller. */
  fill(out: Uint32Array, rows: Uint32Array, count: number): void;
  /** Marks the rows that have none, such as the root of a hierarchy; absent where all have one. */
  readonly markNulls?: NullMarker;
}

/** A row map of single rows. */
export function rowMap(rowOf: RowOf, markNulls?: NullMarker): RowMap {
  return {
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = rowOf(rows[i]);
    },
    markNulls,
  };
}

/** A row map that keeps its last batch: several columns of a row ask for the same one. */
export function rememberedRows(map: RowMap): RowMap {
  let known = new Uint32Array(0);
  let others = new Uint32Array(0);
  let knownCount = 0;
  const holds = (rows: Uint32Array, count: number): boolean => {
    if (count !== knownCount) return false;
    for (let i = 0; i < count; i++) if (known[i] !== rows[i]) return false;
    return true;
  };
  return {
    fill: (out, rows, count) => {
      if (!holds(rows, count)) {
        if (known.length < count) [known, others] = [new Uint32Array(count), new Uint32Array(count)];
        // Kept before they are mapped: `out` may be `rows` itself.
        known.set(rows.subarray(0, count));
        knownCount = count;
        map.fill(others, rows, count);
      }
      out.set(others.subarray(0, count));
    },
    markNulls: map.markNulls,
  };
}
