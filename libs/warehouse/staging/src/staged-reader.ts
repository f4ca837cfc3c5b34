import type { StagedTable } from '@dw-sim/warehouse-core';
import { columnSql, stagedColumn, type StagedColumn } from './staged-column';
import { StagedFiles, type StagedReaderLimits } from './staged-files';

/** Rows of a staged table by column, in row order. */
export interface StagedChunk {
  readonly rowCount: number;
  /** In the table's order. */
  readonly columns: readonly StagedColumn[];
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
    const { columns } = this.files;
    const expressions = [...columns.map(columnSql), 'count(*)'].join(', ');
    for await (const row of this.files.aggregate(expressions)) {
      yield { rowCount: Number(row.value(2 * columns.length)), columns: columns.map((column, index) => stagedColumn(column, row, 2 * index)) };
    }
  }

  close(): Promise<void> {
    return this.files.close();
  }
}
