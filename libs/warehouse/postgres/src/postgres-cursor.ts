import type { Readable } from 'node:stream';
import { AppError, type CellValue, type ResultColumn } from '@dw-sim/contracts';
import { MOST_VALUE_SIZE, valueTooLarge, type QueryCursor, type StopGuard } from '@dw-sim/warehouse-core';
import type Cursor from 'pg-cursor';
import type { LentClient } from './connections';
import { behind, statementError, type PostgresError } from './postgres-error';
import { cellReader, resultColumn, type FieldDescription } from './postgres-types';

const BATCH_ROWS = 1000;
/** Rows of the first batch, before their size is known. */
const FIRST_ROWS = 16;
/** Bytes after which a batch is thought large enough. */
const BATCH_BYTES = 8 * 2 ** 20;
/** Bytes of a batch beyond which no further are taken: the driver holds the whole of it, and the longest value goes into one. */
const MOST_BYTES = FIRST_ROWS * MOST_VALUE_SIZE;

type TextRow = readonly (string | null)[];

/** What a running query holds. */
export interface RunningQuery {
  readonly lent: LentClient;
  readonly portal: Cursor<TextRow>;
  readonly guard: StopGuard;
  readonly sql: string;
  /** What stands before it in the text that runs. */
  readonly prefix: string;
  readonly rowLimit: number;
  /** What ends the statement. */
  readonly endSql: string;
  /** Ends what the server does, and the connection. */
  stop(): void;
}

/**
 * Streams a result from a portal of the server, a thousand rows at a time. Once the last row is here its own transaction
 * ends, whether or not the rows have been read: a load need not wait for a short result.
 */
export class PostgresCursor implements QueryCursor {
  columns: readonly ResultColumn[] = [];
  truncated = false;
  private readers: readonly ReturnType<typeof cellReader>[] = [];
  private first: readonly TextRow[] = [];
  private left: number;
  private done = false;
  private reading = false;
  private lost?: Error;
  /** Why rows that come are not taken. */
  private refused?: AppError;
  /** Bytes of a row, by those of the last batch. */
  private rowBytes = BATCH_BYTES / FIRST_ROWS;
  private fail: (error: Error) => void = () => undefined;
  private closing?: Promise<void>;

  private constructor(private readonly query: RunningQuery) {
    this.left = query.rowLimit;
    query.lent.client.once('end', this.onEnd);
  }

  /** Reads the first rows, with which the server describes the columns. @throws AppError `invalid_sql`, … */
  static async start(query: RunningQuery): Promise<PostgresCursor> {
    const cursor = new PostgresCursor(query);
    try {
      cursor.first = await cursor.fetch();
      return cursor;
    } catch (error) {
      // Expected: faults of the statement. The connection lives on and serves other queries.
      query.lent.client.off('end', cursor.onEnd);
      throw error;
    }
  }

  async *batches(): AsyncIterable<readonly (readonly CellValue[])[]> {
    this.query.guard.check();
    for (let rows = this.first; rows.length > 0; rows = await this.fetch()) {
      yield rows.map((row) => row.map((text, index) => this.cell(text, index)));
    }
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  private cell(text: string | null, index: number): CellValue {
    if (text !== null && text.length > MOST_VALUE_SIZE) throw valueTooLarge(this.columns[index]!.name);
    return this.readers[index]!(text);
  }

  /** The next rows; none at the end. One more than wanted is asked for, to tell whether there are more. */
  private async fetch(): Promise<readonly TextRow[]> {
    const { guard, sql, prefix } = this.query;
    guard.check();
    if (this.done) return [];
    const wanted = Math.min(BATCH_ROWS, Math.max(1, Math.floor(BATCH_BYTES / this.rowBytes)), this.left + 1);
    this.reading = true;
    try {
      const rows = await this.read(wanted).finally(() => (this.reading = false));
      this.truncated = rows.length > this.left;
      const kept = this.truncated ? rows.slice(0, this.left) : rows;
      this.left -= kept.length;
      if (rows.length < wanted || this.truncated) await this.finish();
      return kept;
    } catch (error) {
      // Expected: faults of the statement, at its start or on a later row; a stop breaks the connection.
      throw guard.reason ?? this.refused ?? statementError(behind(error as PostgresError, prefix), sql);
    }
  }

  private async read(count: number): Promise<readonly TextRow[]> {
    const { stream } = (this.query.lent.client as unknown as { readonly connection: { readonly stream: Readable } }).connection;
    let bytes = 0;
    const watch = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) this.refuse();
    };
    stream.on('data', watch);
    const rows = await this.readRows(count).finally(() => stream.off('data', watch));
    if (rows.length > 0) this.rowBytes = Math.max(1, bytes / rows.length);
    return rows;
  }

  /** Breaks off what the server sends. */
  private refuse(): void {
    this.refused ??= valueTooLarge();
    this.query.stop();
  }

  private readRows(count: number): Promise<readonly TextRow[]> {
    return this.unlessLost((resolve, reject) => {
      this.query.portal.read(count, (error: Error | undefined, rows: TextRow[], result: { readonly fields: readonly FieldDescription[] }) => {
        if (error) return reject(error);
        this.describe(result.fields);
        resolve(rows);
      });
    });
  }

  /** Rejects when the connection goes, of which a portal that waits for an answer does not tell. */
  private unlessLost<T>(ask: (resolve: (value: T) => void, reject: (error: Error) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.lost) return reject(this.lost);
      this.fail = reject;
      ask(resolve, reject);
    });
  }

  private readonly onEnd = () => {
    this.lost = new Error('The server closed the connection.');
    this.fail(this.lost);
  };

  private describe(fields: readonly FieldDescription[]): void {
    if (this.readers.length > 0) return;
    this.columns = fields.map(resultColumn);
    this.readers = fields.map(cellReader);
  }

  /** Ends the transaction and gives the connection back. */
  private async finish(): Promise<void> {
    if (this.done) return;
    this.done = true;
    const { lent, portal, guard, endSql, stop } = this.query;
    try {
      guard.check();
      if (this.reading) throw new AppError('aborted', 'The query was closed.');
      await this.unlessLost<void>((resolve, reject) => portal.close((error?: Error) => (error ? reject(error) : resolve())));
      await lent.client.query(endSql);
      lent.giveBack();
    } catch {
      // Expected: it still reads, or the connection is broken, by a stop or by the server.
      stop();
      lent.giveBack('broken');
    } finally {
      lent.client.off('end', this.onEnd);
    }
  }

  private async release(): Promise<void> {
    await this.finish();
    this.query.guard.release();
  }
}
