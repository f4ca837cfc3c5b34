import { DuckDBBlobVector, DuckDBListVector, type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';

/** Values in row order, each read when it is asked for. */
export interface Values<T> {
  /** @param row from 0 */
  getItem(row: number): T | null;
}

/** A row of what DuckDB answered. */
export class ResultRow {
  constructor(
    private readonly chunk: DuckDBDataChunk,
    private readonly row: number,
  ) {}

  value(index: number): DuckDBValue {
    return this.chunk.getColumnVector(index).getItem(this.row);
  }

  /** The items of a list, of which none becomes an object before it is read. */
  list(index: number): Values<DuckDBValue> {
    const vector = this.chunk.getColumnVector(index);
    const items = vector instanceof DuckDBListVector ? vector.getItemVector(this.row) : null;
    if (!items) throw new TypeError(`Column ${index} is no list.`);
    return items;
  }

  /** A blob's bytes; none for NULL. */
  bytes(index: number): Uint8Array {
    const vector = this.chunk.getColumnVector(index);
    return (vector instanceof DuckDBBlobVector ? vector.getItemBytes(this.row) : null) ?? new Uint8Array();
  }
}
