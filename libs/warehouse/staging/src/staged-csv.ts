import { quoteIdentifier, type PhysicalColumn, type StagedTable } from '@dw-sim/warehouse-core';
import { StagedFiles, type StagedReaderLimits } from './staged-files';

/** Lines of CSV, in row order. */
export interface CsvChunk {
  readonly rowCount: number;
  /** UTF-8, each line ended by a line feed. */
  readonly lines: Buffer;
}

/**
 * Streams the staged Parquet files of a table as CSV that PostgreSQL's COPY reads: no header, texts in quotes, NULL as
 * nothing at all, times as ISO text in UTC. DuckDB writes the lines in threads of its own, so no value passes through
 * JavaScript.
 */
export class StagedCsv {
  private constructor(private readonly files: StagedFiles) {}

  /** @throws AppError `warehouse_failed` where a file is missing, corrupt, outside, or has other columns than the table */
  static async open(staged: StagedTable, limits: StagedReaderLimits): Promise<StagedCsv> {
    return new StagedCsv(await StagedFiles.open(staged, limits));
  }

  /** @throws AppError `warehouse_failed` where a file can't be read to its end */
  async *chunks(): AsyncIterable<CsvChunk> {
    const line = `concat(${this.files.columns.map(fieldSql).join(`, ',', `)}, chr(10))`;
    for await (const row of this.files.aggregate(`string_agg(${line}, ''), count(*)`)) {
      yield { rowCount: Number(row.value(1)), lines: Buffer.from(String(row.value(0)), 'utf8') };
    }
  }

  close(): Promise<void> {
    return this.files.close();
  }
}

/** One field; concat() writes nothing for NULL. */
function fieldSql({ name, type }: PhysicalColumn): string {
  const column = quoteIdentifier(name);
  switch (type.kind) {
    case 'VARCHAR':
    case 'JSON':
      return `'"' || replace(${column}::VARCHAR, '"', '""') || '"'`;
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMPTZ':
      // PostgreSQL writes years before our era without brackets.
      return `replace(${column}::VARCHAR, ' (BC)', ' BC')`;
    default:
      return column;
  }
}
