import type { Kernel, NullMarker } from '../kernel';
import type { RowMap } from './row-map';

/**
 * A kernel that answers for each row what another has at the row that a map names.
 * @param markNulls the NULLs that the other column's null rate asks for
 */
export function atRows(kernel: Kernel, map: RowMap, markNulls?: NullMarker): Kernel {
  let others = new Uint32Array(0);
  const yieldsNull = map.markNulls !== undefined || markNulls !== undefined || kernel.yieldsNull === true;
  const innerNulls = (nulls: Uint8Array | undefined): Uint8Array | undefined => (kernel.yieldsNull === true ? nulls : undefined);
  const mapped = (rows: Uint32Array, count: number, nulls: Uint8Array | undefined): Uint32Array => {
    if (others.length < count) others = new Uint32Array(count);
    map.fill(others, rows, count);
    if (nulls) {
      map.markNulls?.(nulls, rows, count);
      markNulls?.(nulls, others, count);
    }
    return others;
  };
  switch (kernel.lane) {
    case 'number':
      return { lane: 'number', yieldsNull, fill: (out, rows, count, nulls) => kernel.fill(out, mapped(rows, count, nulls), count, innerNulls(nulls)) };
    case 'code':
      return { lane: 'code', yieldsNull, values: kernel.values, fill: (out, rows, count, nulls) => kernel.fill(out, mapped(rows, count, nulls), count, innerNulls(nulls)) };
    case 'words':
      return { lane: 'words', yieldsNull, fill: (out, rows, count, nulls) => kernel.fill(out, mapped(rows, count, nulls), count, innerNulls(nulls)) };
    case 'text':
      return { lane: 'text', yieldsNull, maxByteLength: kernel.maxByteLength, fill: (out, rows, count, nulls) => kernel.fill(out, mapped(rows, count, nulls), count, innerNulls(nulls)) };
  }
}
