import { setTimeout } from 'node:timers/promises';
import { AppError } from '@dw-sim/contracts';
import { inTurn, isTemporaryChange, waitForTurn, type ChangeResult, type ExportOptions, type QueryCursor, type QueryOptions, type ResultStream, type StatementOptions, type StatementSession, type TableChange, type TransactionOutcome, type TypedFormat } from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { SemaphoreInterface } from 'async-mutex';
import type { BlockCache } from './block-cache';
import { makeChange } from './duckdb-change';
import { duckDbFault, statementError } from './duckdb-error';
import type { DuckDbCursor } from './duckdb-cursor';
import { exportQuery } from './duckdb-export';
import { startQuery, type StatementPlace } from './duckdb-query';

/** An interrupt between two calls is lost, so it is repeated. */
const INTERRUPT_MS = 25;

/** What the sessions of a database share. */
export interface StatementEngine {
  connect(): Promise<DuckDBConnection>;
  /** Hears of every fault. */
  onFault(error: unknown): void;
  /** For files of results. */
  readonly exportDirectory: string;
  /** Places for calls into the engine. */
  readonly calls: SemaphoreInterface;
  readonly cache: BlockCache;
  /** The one place to write. */
  readonly writing: SemaphoreInterface;
}

/** Statements on a connection of their own, which holds their temporary tables. */
export class DuckDbStatements implements StatementSession {
  private opening?: Promise<DuckDBConnection>;
  /** It holds a connection. */
  isConnected = false;
  private cursor?: DuckDbCursor;
  private exported?: ResultStream;
  /** What the connection does, apart from a cursor that is open. */
  private working: Promise<unknown> = Promise.resolve();
  private closing?: Promise<void>;
  private inTransaction = false;
  /** Ends the turn to write, which a transaction has as long as it is open. */
  private endTurn: () => void = () => undefined;

  /** @param writes whether tables that stay may be changed in a transaction */
  constructor(
    private readonly engine: StatementEngine,
    private readonly writes: boolean,
    private readonly onClose: () => void,
  ) {}

  query(sql: string, options: QueryOptions = {}): Promise<QueryCursor> {
    return this.work(async (connection) => (this.cursor = await startQuery(this.place(connection), sql, options)));
  }

  async export(sql: string, format: TypedFormat, options: ExportOptions = {}): Promise<ResultStream> {
    const { exportDirectory } = this.engine;
    const exported = await this.work((connection) => exportQuery({ ...this.place(connection), exportDirectory }, sql, format, options));
    this.exported = exported;
    return exported;
  }

  async change(change: TableChange, options: StatementOptions = {}): Promise<ChangeResult> {
    const isTemporary = isTemporaryChange(change);
    const make = () => this.work((connection) => makeChange(this.place(connection), change, isTemporary, options));
    if (isTemporary || this.inTransaction) return make();
    // A database that has to be opened again needs the turn for that.
    await this.connect();
    return inTurn(this.engine.writing, 'statement', options, make);
  }

  async beginTransaction(options: StatementOptions = {}): Promise<void> {
    await this.connect();
    if (this.writes) this.endTurn = await waitForTurn(this.engine.writing, 'transaction', options);
    await this.work((connection) => connection.run(`BEGIN TRANSACTION${this.writes ? '' : ' READ ONLY'}`));
    this.inTransaction = true;
  }

  async endTransaction(outcome: TransactionOutcome): Promise<void> {
    try {
      await this.work((connection) => connection.run(outcome.toUpperCase()));
    } catch (error) {
      // Expected: rows that another transaction has changed, too.
      throw statementError({ ...duckDbFault(error), byteOffset: undefined }, '');
    } finally {
      this.inTransaction = false;
      this.endTurn();
    }
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  private place(connection: DuckDBConnection): StatementPlace {
    return { connection, calls: this.engine.calls, cache: this.engine.cache, inTransaction: this.inTransaction };
  }

  private async work<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    if (this.closing) throw new AppError('aborted', 'The query was closed.');
    const done = this.connect().then(work);
    done.catch((error: unknown) => this.engine.onFault(error));
    this.working = done.catch(() => undefined);
    return done;
  }

  private connect(): Promise<DuckDBConnection> {
    this.opening ??= this.engine.connect().then((connection) => {
      this.isConnected = true;
      return connection;
    });
    return this.opening;
  }

  /** DuckDB hangs for good where a connection is closed under a running statement. */
  private async release(): Promise<void> {
    // Expected: a database that can't be opened again.
    const connection = await this.opening?.catch(() => undefined);
    let isWorking = true;
    void this.working.then(() => (isWorking = false));
    while (connection && isWorking) {
      await Promise.race([this.working, setTimeout(INTERRUPT_MS)]);
      if (isWorking) connection.interrupt();
    }
    await this.cursor?.close();
    await this.exported?.close();
    // What is open is rolled back by it.
    connection?.closeSync();
    this.endTurn();
    this.onClose();
  }
}
