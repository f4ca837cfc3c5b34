import type { CellValue, ResultColumn } from '@dw-sim/contracts';
import type { QueryCursor, StopGuard } from '@dw-sim/warehouse-core';
import type { QueryStart, ResultBatch } from './protocol';
import type { LentReader } from './reader-pool';

/** Streams a result from the process that runs the query, a thousand rows at a time. */
export class SqliteCursor implements QueryCursor {
  readonly columns: readonly ResultColumn[];
  truncated = false;
  private fetching = false;
  private done = false;
  private closing?: Promise<void>;

  constructor(
    private readonly reader: LentReader,
    private readonly guard: StopGuard,
    private readonly start: QueryStart,
  ) {
    this.columns = start.columns;
    this.done = start.done;
  }

  async *batches(): AsyncIterable<readonly (readonly CellValue[])[]> {
    this.guard.check();
    let batch: ResultBatch = this.start;
    while (true) {
      this.truncated = batch.truncated;
      if (batch.rows.length > 0) yield batch.rows;
      if (batch.done) return;
      batch = await this.fetch();
    }
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  private async fetch(): Promise<ResultBatch> {
    this.guard.check();
    this.fetching = true;
    try {
      const batch = await this.reader.child.call('nextBatch', []);
      this.done = batch.done;
      return batch;
    } catch (error) {
      // Expected: faults that only some rows bring; the stop's reason where the process was killed.
      throw this.guard.reason ?? error;
    } finally {
      this.fetching = false;
    }
  }

  private async release(): Promise<void> {
    this.guard.release();
    const { child } = this.reader;
    if (this.fetching) child.kill();
    else if (!this.done && child.isAlive) await child.call('endQuery', []);
    await this.reader.giveBack();
  }
}
