import { setTimeout } from 'node:timers/promises';
import { assertFilesExist, assertSameColumns, loadFailure, numberedRows, quoteLiteral, type PhysicalColumn, type StagedTable } from '@dw-sim/warehouse-core';
import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import { ResultRow } from './result-row';
import { rowRanges, type RowRange } from './row-ranges';

const CHUNK_ROWS = 2048;
/** Rows asked of DuckDB at a time: half of one of its row groups, which needs 200 MB less than a whole one. */
const RANGE_ROWS = 61_440;
/** What a range and its texts need at most. */
const MEMORY_LIMIT = 512 * 2 ** 20;
/** An interrupt between two calls is lost, so it is repeated. */
const INTERRUPT_MS = 25;

/** What a reader may use. */
export interface StagedReaderLimits {
  /** No file outside it is read. */
  readonly stagingDirectory: string;
  readonly memoryLimitBytes: number;
}

interface FileRange extends RowRange {
  readonly file: string;
}

/**
 * The staged Parquet files of a table, open in a DuckDB of their own. Memory is bounded: two ranges of about 60,000
 * rows, of which one is read while the other is worked on.
 */
export class StagedFiles {
  private readonly reading = new Set<Promise<unknown>>();

  private constructor(
    private readonly staged: StagedTable,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  get columns(): readonly PhysicalColumn[] {
    return this.staged.table.columns;
  }

  /**
   * Opens the files and checks their columns.
   * @throws AppError `warehouse_failed` where a file is missing, corrupt, outside, or has other columns than the table
   */
  static async open(staged: StagedTable, { stagingDirectory, memoryLimitBytes }: StagedReaderLimits): Promise<StagedFiles> {
    assertFilesExist(staged);
    const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: `${Math.min(MEMORY_LIMIT, memoryLimitBytes)}B` });
    const connection = await instance.connect();
    const files = new StagedFiles(staged, instance, connection);
    try {
      // Moments are told in UTC, whatever the machine's zone.
      await connection.run(`SET TimeZone = 'UTC'`);
      await connection.run(`SET allowed_directories = [${quoteLiteral(stagingDirectory)}]`);
      await connection.run('SET enable_external_access = false');
      for (const file of staged.files) await files.assertColumns(file);
      return files;
    } catch (error) {
      await files.close();
      throw error;
    }
  }

  /**
   * Aggregates each chunk of at most 2,048 rows by a list of SQL expressions, in row order.
   * @throws AppError `warehouse_failed` where a file can't be read to its end
   */
  async *aggregate(expressions: string): AsyncIterable<ResultRow> {
    const ranges = (await Promise.all(this.staged.files.map((file) => this.rangesOf(file)))).flat();
    let next = this.readAhead(ranges[0], expressions);
    for (const following of [...ranges.slice(1), undefined]) {
      const chunks = await next;
      next = this.readAhead(following, expressions);
      for (const chunk of chunks) for (let row = 0; row < chunk.rowCount; row++) yield new ResultRow(chunk, row);
    }
  }

  /** Stops what is being read. DuckDB hangs for good where a connection is closed under a running statement. */
  async close(): Promise<void> {
    while (this.reading.size > 0) {
      this.connection.interrupt();
      await Promise.race([Promise.allSettled(this.reading), setTimeout(INTERRUPT_MS)]);
    }
    this.connection.closeSync();
    this.instance.closeSync();
  }

  private async assertColumns(file: string): Promise<void> {
    const rows = await this.rows(`SELECT name FROM parquet_schema(${quoteLiteral(file)}) WHERE coalesce(num_children, 0) = 0`);
    assertSameColumns(this.staged, file, rows.map(([name]) => String(name)));
  }

  private async rangesOf(file: string): Promise<readonly FileRange[]> {
    const rows = await this.rows(
      `SELECT row_group_num_rows FROM parquet_metadata(${quoteLiteral(file)}) WHERE column_id = 0 ORDER BY row_group_id`,
    );
    return rowRanges(rows.map(([count]) => Number(count)), RANGE_ROWS).map((range) => ({ ...range, file }));
  }

  /** Starts reading before the rows are wanted; a failure shows when they are. */
  private readAhead(range: FileRange | undefined, expressions: string): Promise<readonly DuckDBDataChunk[]> {
    const reading = range ? this.readRange(range, expressions) : Promise.resolve([]);
    reading.catch(() => undefined);
    return reading;
  }

  private readRange({ file, rowStart, rowEnd }: FileRange, expressions: string): Promise<readonly DuckDBDataChunk[]> {
    const { source, rowNumber } = numberedRows([file], this.columns);
    return this.run(`
      SELECT ${expressions}
      FROM ${source}
      WHERE ${rowNumber} BETWEEN ${rowStart} AND ${rowEnd - 1}
      GROUP BY ${rowNumber} // ${CHUNK_ROWS}
      ORDER BY ${rowNumber} // ${CHUNK_ROWS}`);
  }

  private async rows(sql: string): Promise<DuckDBValue[][]> {
    return (await this.run(sql)).flatMap((chunk) => chunk.getRows());
  }

  private async run(sql: string): Promise<readonly DuckDBDataChunk[]> {
    const reading = this.connection.run(sql).then((result) => result.fetchAllChunks());
    this.reading.add(reading);
    try {
      return await reading;
    } catch (error) {
      // Expected: a file that is missing, corrupt or outside the staging folder.
      throw loadFailure(this.staged.table.name, messageOf(error), undefined, error);
    } finally {
      this.reading.delete(reading);
    }
  }
}

/** The engine's message without its drawing of the statement. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
