import type { CellValue, ColumnType } from '@dw-sim/contracts';
import { type Kernel, type NullMarker, TextBatch, writeUuidText, UUID_TEXT_LENGTH } from '@dw-sim/generation-generators';
import type { PlannedColumn } from '@dw-sim/generation-plan';
import { VECTOR_ROWS } from './duckdb-bindings';
import { numberLane } from './number-lane';
import { storedCell } from './stored-cell';

/**
 * The first values of a column, as a query of the stored rows answers them.
 *
 * @param markNulls the NULLs of the column's null rate
 */
export function firstCells({ type }: PlannedColumn, kernel: Kernel, markNulls: NullMarker | undefined, rowCount: number): readonly CellValue[] {
  const read = cellReader(kernel, type);
  const cells: CellValue[] = [];
  for (let start = 0; start < rowCount; start += VECTOR_ROWS) {
    const count = Math.min(VECTOR_ROWS, rowCount - start);
    const rows = Uint32Array.from({ length: count }, (_, i) => start + i);
    const nulls = new Uint8Array(count);
    const cellOf = read(rows, count, nulls);
    markNulls?.(nulls, rows, count);
    for (let i = 0; i < count; i++) cells.push(nulls[i] ? null : cellOf(i));
  }
  return cells;
}

/** Fills a batch and answers how to read each of its values. */
type CellReader = (rows: Uint32Array, count: number, nulls: Uint8Array) => (index: number) => CellValue;

function cellReader(kernel: Kernel, type: ColumnType): CellReader {
  switch (kernel.lane) {
    case 'number': {
      const lane = numberLane(type);
      return (rows, count, nulls) => {
        const values = new Float64Array(count);
        kernel.fill(values, rows, count, nulls);
        lane.store(values, count);
        return (index) => storedCell(type, index);
      };
    }
    case 'code':
      return (rows, count, nulls) => {
        const codes = new Uint32Array(count);
        kernel.fill(codes, rows, count, nulls);
        return (index) => kernel.values[codes[index]];
      };
    case 'text':
      return (rows, count, nulls) => {
        const batch = new TextBatch(count, kernel.maxByteLength);
        kernel.fill(batch, rows, count, nulls);
        return (index) => batch.text(index);
      };
    case 'words':
      return (rows, count, nulls) => {
        const words = new Uint32Array(4 * count);
        kernel.fill(words, rows, count, nulls);
        return (index) => uuidText(words, 4 * index);
      };
  }
}

function uuidText(words: Uint32Array, at: number): string {
  const bytes = Buffer.alloc(UUID_TEXT_LENGTH);
  writeUuidText(new DataView(bytes.buffer, bytes.byteOffset, UUID_TEXT_LENGTH), 0, words, at);
  return bytes.toString('latin1');
}
