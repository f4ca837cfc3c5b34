import type { StagedTable } from '@dw-sim/warehouse-core';
import { fieldAggregates, plainField, stagedColumn, type StagedColumn, type StagedField } from './staged-column';
import { StagedFiles, type StagedReaderLimits } from './staged-files';

/** Rows of a staged table by column, in row order. */
export interface StagedChunk {
  readonly rowCount: number;
  /** One for each field that was asked for. */
  readonly columns: readonly StagedColumn[];
}

/** Streams the staged Parquet files of a table as chunks of columns, for engines that don't read Parquet. */
export class StagedReader {
  private constructor(
    private readonly files: StagedFiles,
    private readonly fields: readonly StagedField[],
  ) {}

  /**
   * @param fields what to read; the {@link plainField} of each column where absent
   * @throws AppError `warehouse_failed` where a file is missing, corrupt, outside, or has other columns than the table
   */
  static async open(staged: StagedTable, limits: StagedReaderLimits, fields: readonly StagedField[] = staged.table.columns.map(plainField)): Promise<StagedReader> {
    return new StagedReader(await StagedFiles.open(staged, limits), fields);
  }

  /** @throws AppError `warehouse_failed` where a file can't be read to its end */
  async *chunks(): AsyncIterable<StagedChunk> {
    const expressions = [...this.fields.map(fieldAggregates), 'count(*)'].join(', ');
    for await (const row of this.files.aggregate(expressions)) {
      yield { rowCount: Number(row.value(2 * this.fields.length)), columns: this.fields.map((field, index) => stagedColumn(field, row, 2 * index)) };
    }
  }

  close(): Promise<void> {
    return this.files.close();
  }
}
