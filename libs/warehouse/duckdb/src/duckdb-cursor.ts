import { setTimeout } from 'node:timers/promises';
import { AppError, type CellValue, type ResultColumn } from '@dw-sim/contracts';
import { takeTurn, type QueryCursor, type StopGuard } from '@dw-sim/warehouse-core';
import type { ColumnChunk, TypedColumn } from '@dw-sim/warehouse-export';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import type { SemaphoreInterface } from 'async-mutex';
import { chunkRows, textSizes } from './duckdb-cells';
import { behind, duckDbFault, statementError } from './duckdb-error';
import { resultColumn } from './duckdb-types';

const EXPLAIN_ANALYZE = 'EXPLAIN ANALYZE ';
/** An interrupt between two calls is lost, so it is repeated. */
const INTERRUPT_MS = 25;

/** What a running query holds. */
export interface RunningQuery {
  readonly connection: DuckDBConnection;
  readonly result: DuckDBResult;
  readonly guard: StopGuard;
  /** Places for calls into the engine. */
  readonly calls: SemaphoreInterface;
  /** As it was written. */
  readonly sql: string;
  /** As it ran. */
  readonly admitted: string;
  readonly rowLimit: number;
  /** To be called after each chunk. */
  keepCache(): Promise<void>;
  /** Ends the transaction; nothing runs any more. */
  end(): Promise<void>;
}

/** Streams a result, 2,048 rows at a time, inside the query's read-only transaction. */
export class DuckDbCursor implements QueryCursor {
  readonly columns: readonly ResultColumn[];
  truncated = false;
  /** Rows of the column chunks so far. */
  rowCount = 0;
  private fetching?: Promise<DuckDBDataChunk | null>;
  private closing?: Promise<void>;

  constructor(private readonly query: RunningQuery) {
    const { result } = query;
    this.columns = result.columnNames().map((name, index) => resultColumn(name, result.columnType(index)));
  }

  async *batches(): AsyncIterable<readonly (readonly CellValue[])[]> {
    for await (const { chunk, rowCount } of this.chunks()) yield* chunkRows(chunk, rowCount, this.columns);
  }

  /** The same by columns, in the driver's values. */
  async *columnChunks(): AsyncIterable<ColumnChunk> {
    for await (const { chunk, rowCount } of this.chunks()) {
      this.rowCount += rowCount;
      textSizes(chunk, rowCount, this.columns);
      yield chunk.getColumns().map((values) => (rowCount < values.length ? values.slice(0, rowCount) : values));
    }
  }

  get typedColumns(): readonly TypedColumn[] {
    const { result } = this.query;
    return result.columnNames().map((name, index) => ({ name, type: result.columnType(index) }));
  }

  /** Chunks with at least a row, and how many of their rows are wanted. */
  private async *chunks(): AsyncIterable<{ readonly chunk: DuckDBDataChunk; readonly rowCount: number }> {
    let left = this.query.rowLimit;
    for (let chunk = await this.fetch(); chunk; chunk = await this.fetch()) {
      const rowCount = Math.min(chunk.rowCount, left);
      this.truncated = rowCount < chunk.rowCount;
      left -= rowCount;
      if (rowCount > 0) yield { chunk, rowCount };
      if (this.truncated) return;
      await this.query.keepCache();
    }
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  /** The next chunk; null at the end. */
  private async fetch(): Promise<DuckDBDataChunk | null> {
    const { result, guard, calls, sql } = this.query;
    guard.check();
    const release = await takeTurn(calls, guard);
    try {
      if (this.closing) throw new AppError('aborted', 'The query was closed.');
      this.fetching = this.nextChunk(result);
      return await this.fetching;
    } catch (error) {
      // Expected: faults that only some rows bring, such as a cast, and an interrupt.
      throw guard.reason ?? (error instanceof AppError ? error : statementError(duckDbFault(error), sql));
    } finally {
      this.fetching = undefined;
      release();
    }
  }

  private async nextChunk(result: DuckDBResult): Promise<DuckDBDataChunk | null> {
    const chunk = await result.fetchChunk();
    this.query.guard.check();
    if (chunk && chunk.rowCount > 0) return chunk;
    await this.assertComplete();
    return null;
  }

  /**
   * The driver ends a stream in the same way whether the rows are all there or the engine failed on the next one. Only
   * the transaction tells: a failed one runs nothing more. What went wrong is then asked for by running it again.
   */
  private async assertComplete(): Promise<void> {
    const { connection } = this.query;
    try {
      await connection.run('SELECT 1');
    } catch {
      // Expected: the transaction was aborted by a fault in the middle of the stream.
      await connection.run('ROLLBACK');
      throw await this.findFault();
    }
  }

  private async findFault(): Promise<AppError> {
    const { connection, sql, admitted } = this.query;
    try {
      await connection.run(EXPLAIN_ANALYZE + admitted);
    } catch (error) {
      // Expected: the fault that ended the stream, placed in the longer text.
      const fault = behind(duckDbFault(error), EXPLAIN_ANALYZE);
      if (fault.type !== 'Parser') return statementError(fault, sql);
    }
    return new AppError('warehouse_failed', 'The query failed before its last row, and not again when it was repeated.');
  }

  /** DuckDB hangs for good where a connection is closed under a running statement. */
  private async release(): Promise<void> {
    const { connection, guard } = this.query;
    guard.release();
    while (this.fetching) {
      connection.interrupt();
      await Promise.race([this.fetching.catch(() => undefined), setTimeout(INTERRUPT_MS)]);
    }
    await this.query.end();
  }
}
