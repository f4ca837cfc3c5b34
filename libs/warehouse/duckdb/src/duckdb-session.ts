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
import { columnsOf, countRows, createTables, differences, dropTables, existingTables, objects, truncateTables } from './duckdb-tables';
import { engineCallPlaces } from './engine-calls';
import type { OpenDatabase } from './open-database';

/** An open DuckDB file: one writer at a time, and any number of readers, each on a snapshot of its own. */
export class DuckDbSession implements QueryableSession {
  readonly language = 'duckdb';
  readonly rowId = ROW_ID;
  private readonly writing = new Semaphore(1);
  private readonly calls = engineCallPlaces();
  private readonly sessions = new Set<DuckDbStatements>();
  private readonly cache: BlockCache;
  private closing?: Promise<void>;

  constructor(private readonly database: OpenDatabase) {
    const { calls, writing } = this;
    this.cache = new BlockCache(database.instance, database.memoryLimitBytes, { isQuiet: () => this.sessions.size === 1 && !writing.isLocked(), calls, writing });
  }

  createTables(tables: readonly PhysicalTable[]): Promise<void> {
    return this.write((writer) => createTables(writer, tables));
  }

  dropTables(names: readonly string[]): Promise<number> {
    return this.write((writer) => dropTables(writer, names));
  }

  truncateTables(names: readonly string[]): Promise<number> {
    return this.write((writer) => truncateTables(writer, names));
  }

  loadTable(staged: StagedTable, options: LoadOptions = {}): Promise<LoadResult> {
    return inTurn(this.writing, `load of table "${staged.table.name}"`, { signal: options.signal }, () =>
      loadStagedTable(this.database.writer, staged, options),
    );
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
    const { instance, exportDirectory } = this.database;
    const session = new DuckDbStatements({ instance, exportDirectory, calls: this.calls, cache: this.cache, writing: this.writing }, writes, () => this.sessions.delete(session));
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

  private write<T>(work: (writer: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.writing.runExclusive(() => work(this.database.writer).catch(rethrow));
  }

  private async read<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.database.instance.connect();
    try {
      return await work(connection).catch(rethrow);
    } finally {
      connection.closeSync();
    }
  }

  /** Ends queries at once and lets a load come to its end. */
  private async release(): Promise<void> {
    await Promise.all([...this.sessions].map((session) => session.close()));
    await this.writing.runExclusive(() => {
      this.database.writer.closeSync();
      this.database.instance.closeSync();
    });
  }
}

function rethrow(error: unknown): never {
  throw engineError(error);
}
