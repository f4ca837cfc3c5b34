import type { TextBatch } from './text-batch';

/**
 * Fills the values of given rows. A kernel holds no state between calls: each value depends on its row alone, so any
 * rows can be asked for in any order, which is what foreign keys and look-ups do with the keys of their parents.
 *
 * `rows` holds `count` row indexes (0 to 2^32 - 1); `out` has room for `count` values and belongs to the caller. So has
 * `nulls`, which comes in as zeros: a kernel that `yieldsNull` sets 1 where a row has no value.
 */
export type Kernel = NumberKernel | CodeKernel | TextKernel | WordsKernel;

/**
 * Numbers, by column type: integers and decimals as they are; DATE as days, TIMESTAMP and TIMESTAMPTZ as milliseconds
 * since 1970-01-01 UTC (whole ones: microseconds would leave the range of exact doubles in the year 2255); TIME as
 * microseconds of the day; BOOLEAN as 0 and 1.
 */
export interface NumberKernel extends NullableRows {
  readonly lane: 'number';
  fill(out: Float64Array, rows: Uint32Array, count: number, nulls?: Uint8Array): void;
}

/** Indexes into a list of distinct strings. */
export interface CodeKernel extends NullableRows {
  readonly lane: 'code';
  readonly values: readonly string[];
  fill(out: Uint32Array, rows: Uint32Array, count: number, nulls?: Uint8Array): void;
}

/** Values of 128 bits, such as UUIDs: four words for each row, the most significant first. */
export interface WordsKernel extends NullableRows {
  readonly lane: 'words';
  fill(out: Uint32Array, rows: Uint32Array, count: number, nulls?: Uint8Array): void;
}

/** Strings of their own for each row, as UTF-8. */
export interface TextKernel extends NullableRows {
  readonly lane: 'text';
  /** Longest value in bytes, or an ordinary one where the kernel makes room itself. */
  readonly maxByteLength: number;
  /** Kernel of the part that a rule makes in each text, for columns that fit it: the first name of a full name. */
  partOf?(rule: string): CodeKernel | undefined;
  fill(out: TextBatch, rows: Uint32Array, count: number, nulls?: Uint8Array): void;
}

interface NullableRows {
  /** True where rows may have no value whatever the column's null rate, such as the root of a hierarchy. */
  readonly yieldsNull?: boolean;
}

/** Sets 1 for the rows that are NULL, and leaves the others as they are. */
export type NullMarker = (nulls: Uint8Array, rows: Uint32Array, count: number) => void;
