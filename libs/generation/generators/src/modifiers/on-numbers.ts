import type { ColumnTypeKind } from '@dw-sim/contracts';
import { DAY_MS } from '../expression/calendar';
import type { Kernel, NumberKernel } from '../kernel';

export const NUMERIC_TYPES: readonly ColumnTypeKind[] = ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'];
export const TIME_TYPES: readonly ColumnTypeKind[] = ['DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ'];

/** Values of a column's number lane for each millisecond. */
export function unitsPerMs(kind: ColumnTypeKind): number {
  return kind === 'DATE' ? 1 / DAY_MS : kind === 'TIME' ? 1000 : 1;
}

/** A kernel of numbers whose values are changed in place, batch by batch. */
export function onNumbers(kernel: Kernel, change: (values: Float64Array, rows: Uint32Array, count: number) => void): NumberKernel {
  if (kernel.lane !== 'number') throw new Error(`values of the lane ${kernel.lane} are no numbers`);
  return {
    ...kernel,
    fill: (out, rows, count, nulls) => {
      kernel.fill(out, rows, count, nulls);
      change(out, rows, count);
    },
  };
}
