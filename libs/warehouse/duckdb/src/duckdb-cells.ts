import type { CellValue, ResultColumn } from '@dw-sim/contracts';
import { decimalCell, floatCell, integerCell, MOST_BATCH_SIZE, MOST_VALUE_SIZE, valueTooLarge } from '@dw-sim/warehouse-core';
import { DuckDBBlobVector, DuckDBDateValue, DuckDBDecimalValue, DuckDBTimestampTZValue, DuckDBTimestampValue, DuckDBVarCharVector, type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import { dateText, timestampText } from './moment-text';

/** How the driver holds texts: 16 bytes each, which start with the length in bytes. */
interface TextVector {
  readonly dataView: DataView;
  readonly validity: { itemValid(index: number): boolean };
}
const TEXT_BYTES = 16;

/**
 * The rows of a chunk as cells, at most `limit` of them from its start, in batches that fit into memory.
 * @throws AppError `invalid_sql` where a value is too large, before it is read
 */
export function* chunkRows(chunk: DuckDBDataChunk, limit: number, columns: readonly ResultColumn[]): Generator<CellValue[][]> {
  const count = Math.min(chunk.rowCount, limit);
  const sizes = textSizes(chunk, count, columns);
  for (let from = 0; from < count; ) {
    let to = from + 1;
    for (let size = sizes[from]!; to < count && size + sizes[to]! <= MOST_BATCH_SIZE; to++) size += sizes[to]!;
    yield rowsOf(chunk, from, to, columns);
    from = to;
  }
}

/** Bytes of the texts of each row. @throws AppError `invalid_sql` where one is too large */
export function textSizes(chunk: DuckDBDataChunk, count: number, columns: readonly ResultColumn[]): Float64Array {
  const sizes = new Float64Array(count);
  for (let column = 0; column < chunk.columnCount; column++) {
    const vector = chunk.getColumnVector(column);
    if (!(vector instanceof DuckDBVarCharVector || vector instanceof DuckDBBlobVector)) continue;
    const { dataView, validity } = vector as unknown as TextVector;
    for (let row = 0; row < count; row++) {
      const size = dataView.getUint32(row * TEXT_BYTES, true);
      if (size > MOST_VALUE_SIZE && validity.itemValid(row)) throw valueTooLarge(columns[column]!.name);
      sizes[row]! += size;
    }
  }
  return sizes;
}

function rowsOf(chunk: DuckDBDataChunk, from: number, to: number, columns: readonly ResultColumn[]): CellValue[][] {
  const rows = Array.from({ length: to - from }, (): CellValue[] => []);
  for (let column = 0; column < chunk.columnCount; column++) {
    const vector = chunk.getColumnVector(column);
    rows.forEach((row, index) => row.push(cellOf(vector.getItem(from + index), columns[column]!)));
  }
  return rows;
}

/** Nested values, intervals and binary data come as DuckDB writes them. */
function cellOf(value: DuckDBValue, { name }: ResultColumn): CellValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return floatCell(value);
  if (typeof value === 'bigint') return integerCell(value);
  if (value instanceof DuckDBDecimalValue) return decimalCell(value.toString());
  if (value instanceof DuckDBDateValue) return dateText(value.days);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return timestampText(value);
  const text = value.toString();
  if (text.length > MOST_VALUE_SIZE) throw valueTooLarge(name);
  return text;
}
