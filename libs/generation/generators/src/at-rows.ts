import type { Kernel } from './kernel';

/** A kernel that answers for each row what another has at the row that `rowOf` names. */
export function atRows(kernel: Kernel, rowOf: (row: number) => number): Kernel {
  let others = new Uint32Array(0);
  const map = (rows: Uint32Array, count: number): Uint32Array => {
    if (others.length < count) others = new Uint32Array(count);
    for (let i = 0; i < count; i++) others[i] = rowOf(rows[i]);
    return others;
  };
  switch (kernel.lane) {
    case 'number':
      return { lane: 'number', fill: (out, rows, count) => kernel.fill(out, map(rows, count), count) };
    case 'code':
      return { lane: 'code', values: kernel.values, fill: (out, rows, count) => kernel.fill(out, map(rows, count), count) };
    case 'words':
      return { lane: 'words', fill: (out, rows, count) => kernel.fill(out, map(rows, count), count) };
    case 'text':
      return { lane: 'text', maxByteLength: kernel.maxByteLength, fill: (out, rows, count) => kernel.fill(out, map(rows, count), count) };
  }
}
