import { setTimeout } from 'node:timers/promises';
import { AppError } from '@dw-sim/contracts';
import { inTurn, isTemporaryChange, type ChangeResult, type ExportOptions, type QueryCursor, type QueryOptions, type ResultStream, type StatementOptions, type StatementSession, type TableChange, type TypedFormat } from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { SemaphoreInterface } from 'async-mutex';
import { makeChange } from './duckdb-change';
import type { DuckDbCursor } from './duckdb-cursor';
import { exportQuery } from './duckdb-export';
import { startQuery } from './duckdb-query';

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

  constructor(
    private readonly engine: StatementEngine,
    private readonly onClose: () => void,
  ) {}

  query(sql: string, options: QueryOptions = {}): Promise<QueryCursor> {
    return this.work(async (connection) => (this.cursor = await startQuery({ connection, calls: this.engine.calls }, sql, options)));
  }

  async export(sql: string, format: TypedFormat, options: ExportOptions = {}): Promise<ResultStream> {
    const { calls, exportDirectory } = this.engine;
    const exported = await this.work((connection) => exportQuery({ connection, calls, exportDirectory }, sql, format, options));
    this.exported = exported;
    return exported;
  }

  async change(change: TableChange, options: StatementOptions = {}): Promise<ChangeResult> {
    const { calls, writing } = this.engine;
    const isTemporary = isTemporaryChange(change);
    const make = () => this.work((connection) => makeChange({ connection, calls }, change, isTemporary, options));
    if (isTemporary) return make();
    // A database that has to be opened again needs the turn for that.
    await this.connect();
    return inTurn(writing, 'statement', options, make);
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
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
    connection?.closeSync();
    this.onClose();
  }
}
