import type { KernelContext } from '../generator-kind';
import type { RowMap } from '../relation/row-map';
import { SiblingVectors } from '../sibling-vectors';
import type { Vector } from '../expression/vector';
import type { Lookup } from './resolve-lookup';

/** Most rows of a table that is joined by value: a worker keeps an index of them, of about 50 MB. */
export const MAX_JOINED_ROWS = 500_000;

/** Rows that are indexed at a time. */
const BATCH_ROWS = 2048;

/** Rows of the other table whose key has the value of this row's column; an index is built once. */
export function joinedRows({ table, key, own }: Extract<Lookup, { kind: 'join' }>, context: KernelContext): RowMap {
  const siblings = new SiblingVectors(context);
  const values = siblings.column(own);
  let index: ReadonlyMap<number | string, number> | undefined;
  let missing = new Uint8Array(0);
  return {
    fill: (out, rows, count) => {
      index ??= indexOf({ ...context, table }, key, context.rowCountOf(table));
      if (missing.length < count) missing = new Uint8Array(count);
      if (siblings.select(rows, count)) values.evaluate(count);
      for (let i = 0; i < count; i++) {
        const row = values.nullable && values.nulls[i] === 1 ? undefined : index.get(valueAt(values, i));
        missing[i] = row === undefined ? 1 : 0;
        out[i] = row ?? 0;
      }
    },
    // The rows are those that were filled last.
    markNulls: (nulls, _rows, count) => {
      for (let i = 0; i < count; i++) nulls[i] |= missing[i];
    },
  };
}

function indexOf(context: KernelContext, column: string, rowCount: number): ReadonlyMap<number | string, number> {
  const siblings = new SiblingVectors(context);
  const values = siblings.column(column);
  const index = new Map<number | string, number>();
  const rows = new Uint32Array(BATCH_ROWS);
  for (let start = 0; start < rowCount; start += BATCH_ROWS) {
    const count = Math.min(BATCH_ROWS, rowCount - start);
    for (let i = 0; i < count; i++) rows[i] = start + i;
    siblings.select(rows, count);
    values.evaluate(count);
    for (let i = 0; i < count; i++) if (!values.nullable || values.nulls[i] === 0) index.set(valueAt(values, i), start + i);
  }
  return index;
}

function valueAt(vector: Vector, i: number): number | string {
  if (vector.lane === 'code') return vector.dictionary[vector.codes[i]];
  return vector.values[i];
}
