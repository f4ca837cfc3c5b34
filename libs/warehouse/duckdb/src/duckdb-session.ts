import {
  inTurn,
  queryAlone,
  type DatabaseColumn,
  type DatabaseObject,
  type LoadOptions,
  type LoadResult,
  type PhysicalTable,
  type QueryCursor,
  type QueryOptions,
  type StagedTable,
  type StatementSession,
  type StopConditions,
  type WarehouseConfig,
  type StatementSessionOptions,
  type QueryableSession,
  type WarehouseStatus,
} from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Semaphore } from 'async-mutex';
import { BlockCache } from './block-cache';
import { engineError } from './duckdb-error';
import { loadStagedTable } from './duckdb-load';
import { ROW_ID } from './duckdb-change';
import { DuckDbStatements } from './duckdb-statements';
import { columnsOf, countRows, createTables, differences, dropTables, existingTables, objects, rowCountOf, truncateTables } from './duckdb-tables';
import { engineCallPlaces } from './engine-calls';
import { LiveDatabase } from './live-database';
import { openDatabase, type OpenDatabase } from './open-database';

/** An open DuckDB file: one writer at a time, and any number of readers, each on a snapshot of its own. */
export class DuckDbSession implements QueryableSession {
  readonly language = 'duckdb';
  readonly rowId = ROW_ID;
  private readonly writing = new Semaphore(1);
  private readonly calls = engineCallPlaces();
  private readonly sessions = new Set<DuckDbStatements>();
  private readonly database: LiveDatabase;
  private readonly cache: BlockCache;
  private closing?: Promise<void>;

  /** @param config that the database was opened with */
  constructor(opened: OpenDatabase, config: WarehouseConfig) {
    const { calls, writing } = this;
    const database = new LiveDatabase(opened, config, {
      inTurn: (work) => writing.runExclusive(work),
      endStatements: () => this.endStatements(({ isConnected }) => isConnected),
    });
    this.database = database;
    this.cache = new BlockCache(() => database.connectAsIs(), opened.memoryLimitBytes, { isQuiet: () => this.sessions.size === 1 && !writing.isLocked(), calls, writing });
  }

  /** @throws AppError `data_root_locked` where another process has the file open, `warehouse_unavailable` otherwise */
  static async open(config: WarehouseConfig): Promise<DuckDbSession> {
    return new DuckDbSession(await openDatabase(config), config);
  }

  createTables(tables: readonly PhysicalTable[], conditions?: StopConditions): Promise<void> {
    return this.write((writer) => createTables(writer, tables), conditions);
  }

  dropTables(names: readonly string[]): Promise<number> {
    return this.writeAndReclaim((writer) => dropTables(writer, names));
  }

  truncateTables(names: readonly string[]): Promise<number> {
    return this.writeAndReclaim((writer) => truncateTables(writer, names));
  }

  loadTable(staged: StagedTable, options: LoadOptions = {}): Promise<LoadResult> {
    return inTurn(this.writing, `load of table "${staged.table.name}"`, { signal: options.signal }, async () => {
      await loadStagedTable(await this.database.writer(), staged, options).catch((error: unknown) => this.fail(error));
      await this.database.reclaimSpace();
      options.onProgress?.(staged.rowCount);
      return { rowCount: await rowCountOf(await this.database.writer(), staged.table.name) };
    });
  }

  existingTables(names: readonly string[]): Promise<readonly string[]> {
    return this.read((connection) => existingTables(connection, names));
  }

  objects(prefix: string): Promise<readonly DatabaseObject[]> {
    return this.read((connection) => objects(connection, prefix));
  }

  columnsOf(names: readonly string[]): Promise<readonly (readonly DatabaseColumn[])[]> {
    return this.read((connection) => columnsOf(connection, names));
  }

  differences(table: PhysicalTable): Promise<readonly string[] | undefined> {
    return this.read((connection) => differences(connection, table));
  }

  countRows(name: string): Promise<number> {
    return this.read((connection) => countRows(connection, name));
  }

  query(sql: string, options?: QueryOptions): Promise<QueryCursor> {
    return queryAlone(this.openStatements(), sql, options);
  }

  openStatements({ writes = false }: StatementSessionOptions = {}): StatementSession {
    const { database, calls, cache, writing } = this;
    const engine = { connect: () => database.connect(), onFault: (error: unknown) => database.onFault(error), exportDirectory: database.exportDirectory, calls, cache, writing };
    const session = new DuckDbStatements(engine, writes, () => this.sessions.delete(session));
    this.sessions.add(session);
    return session;
  }

  async status(): Promise<WarehouseStatus> {
    const startedAt = performance.now();
    const version = await this.read(async (connection) => {
      const reader = await connection.runAndReadAll('SELECT version()');
      return String(reader.getRows()[0]?.[0]);
    });
    return { version, latencyMs: performance.now() - startedAt };
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  /** The work itself takes a moment; what is waited for may be the load of a large table. */
  private write<T>(work: (writer: DuckDBConnection) => Promise<T>, conditions: StopConditions = {}): Promise<T> {
    return inTurn(this.writing, 'change of tables', conditions, async () => work(await this.database.writer()).catch((error: unknown) => this.fail(error)));
  }

  private writeAndReclaim<T>(work: (writer: DuckDBConnection) => Promise<T>): Promise<T> {
    return inTurn(this.writing, 'change of tables', {}, async () => {
      const result = await work(await this.database.writer()).catch((error: unknown) => this.fail(error));
      await this.database.reclaimSpace();
      return result;
    });
  }

  private async read<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.database.connect();
    try {
      return await work(connection).catch((error: unknown) => this.fail(error));
    } finally {
      connection.closeSync();
    }
  }

  /** Ends queries at once and lets a load come to its end. */
  private async release(): Promise<void> {
    await this.endStatements();
    await this.writing.runExclusive(() => this.database.close());
  }

  private async endStatements(which: (session: DuckDbStatements) => boolean = () => true): Promise<void> {
    await Promise.all([...this.sessions].filter(which).map((session) => session.close()));
  }

  private fail(error: unknown): never {
    this.database.onFault(error);
    throw engineError(error);
  }
}
