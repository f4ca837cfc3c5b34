import type { CellValue } from '@dw-sim/contracts';
import { decimalCell, floatCell, integerCell } from '@dw-sim/warehouse-core';
import { DuckDBDecimalValue, DuckDBTimestampTZValue, type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';

// The driver would tell moments in the machine's zone; the engine itself is set to UTC.
DuckDBTimestampTZValue.timezoneOffsetInMinutes = 0;

/** The rows of a chunk as cells: at most `limit` of them, from its start. */
export function chunkRows(chunk: DuckDBDataChunk, limit: number): CellValue[][] {
  const rows = Array.from({ length: Math.min(chunk.rowCount, limit) }, (): CellValue[] => []);
  for (let column = 0; column < chunk.columnCount; column++) {
    const vector = chunk.getColumnVector(column);
    rows.forEach((row, index) => row.push(cellOf(vector.getItem(index))));
  }
  return rows;
}

/** Nested values, intervals and binary data come as DuckDB writes them. */
function cellOf(value: DuckDBValue): CellValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return floatCell(value);
  if (typeof value === 'bigint') return integerCell(value);
  if (value instanceof DuckDBDecimalValue) return decimalCell(value.toString());
  return value.toString();
}
