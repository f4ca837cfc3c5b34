import type { StagedTable } from '@dw-sim/warehouse-core';
import type { DuckDBValue } from '@duckdb/node-api';
import { jsonColumnSql, parseJsonColumn, type StagedValue } from './json-columns';
import { StagedFiles, type StagedReaderLimits } from './staged-files';

export type { StagedValue } from './json-columns';

/** Rows of a staged table by column, in row order. */
export interface StagedChunk {
  readonly rowCount: number;
  /** One array of `rowCount` values per column, in the table's order. */
  readonly columns: readonly (readonly StagedValue[])[];
}

/** Streams the staged Parquet files of a table as chunks of columns, for engines that don't read Parquet. */
export class StagedReader {
  private constructor(private readonly files: StagedFiles) {}

  /** @throws AppError `warehouse_failed` where a file is missing, corrupt, outside, or has other columns than the table */
  static async open(staged: StagedTable, limits: StagedReaderLimits): Promise<StagedReader> {
    return new StagedReader(await StagedFiles.open(staged, limits));
  }

  /** @throws AppError `warehouse_failed` where a file can't be read to its end */
  async *chunks(): AsyncIterable<StagedChunk> {
    const expressions = this.files.columns.map(jsonColumnSql).join(', ');
    for await (const row of this.files.aggregate(expressions)) yield this.chunkOf(row);
  }

  close(): Promise<void> {
    return this.files.close();
  }

  private chunkOf(row: readonly DuckDBValue[]): StagedChunk {
    const columns = this.files.columns.map(({ type }, index) => parseJsonColumn(type, String(row[index])));
    return { rowCount: columns[0]?.length ?? 0, columns };
  }
}
