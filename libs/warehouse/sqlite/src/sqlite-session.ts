import {
  queryAlone,
  StopGuard,
  type StopConditions,
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
import type { SqliteChild } from './child-process';
import type { LentReader, ReaderPool } from './reader-pool';
import type { LendProcess } from './sqlite-query';
import { ROW_ID, SqliteStatements } from './sqlite-statements';
import type { SqliteWriter } from './sqlite-writer';

/** An open SQLite file: a process that writes, and one per running query that reads. */
export class SqliteSession implements QueryableSession {
  readonly language = 'sqlite';
  readonly rowId = ROW_ID;
  private readonly sessions = new Set<SqliteStatements>();
  private closing?: Promise<void>;

  constructor(
    private readonly writer: SqliteWriter,
    private readonly readers: ReaderPool,
    private readonly exportDirectory: string,
  ) {}

  createTables(tables: readonly PhysicalTable[], conditions?: StopConditions): Promise<void> {
    return this.writer.write((child) => child.call('createTables', [tables]), conditions);
  }

  dropTables(names: readonly string[]): Promise<number> {
    return this.writer.write((child) => child.call('dropTables', [names]));
  }

  truncateTables(names: readonly string[]): Promise<number> {
    return this.writer.write((child) => child.call('truncateTables', [names]));
  }

  loadTable(staged: StagedTable, options: LoadOptions = {}): Promise<LoadResult> {
    return this.writer.load(staged, options);
  }

  existingTables(names: readonly string[]): Promise<readonly string[]> {
    return this.read((child) => child.call('existingTables', [names]));
  }

  objects(prefix: string): Promise<readonly DatabaseObject[]> {
    return this.read((child) => child.call('objects', [prefix]));
  }

  columnsOf(names: readonly string[]): Promise<readonly (readonly DatabaseColumn[])[]> {
    return this.read((child) => child.call('columnsOf', [names]));
  }

  differences(table: PhysicalTable, conditions?: StopConditions): Promise<readonly string[] | undefined> {
    return this.read((child) => child.call('differences', [table]), conditions);
  }

  countRows(name: string, conditions?: StopConditions): Promise<number> {
    return this.read((child) => child.call('countRows', [name]), conditions);
  }

  query(sql: string, options?: QueryOptions): Promise<QueryCursor> {
    return queryAlone(this.openStatements(), sql, options);
  }

  openStatements({ writes = false }: StatementSessionOptions = {}): StatementSession {
    const lend: LendProcess = (guard) => (writes ? this.writer : this.readers).lend(guard);
    const session = new SqliteStatements(lend, writes, this.exportDirectory, () => this.sessions.delete(session));
    this.sessions.add(session);
    return session;
  }

  async status(): Promise<WarehouseStatus> {
    const startedAt = performance.now();
    const version = await this.read((child) => child.call('version', []));
    return { version, latencyMs: performance.now() - startedAt };
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  private async read<T>(work: (child: SqliteChild) => Promise<T>, conditions: StopConditions = {}): Promise<T> {
    let reader: LentReader | undefined;
    const guard = new StopGuard('question', conditions, () => reader?.child.kill());
    try {
      reader = await this.readers.lend(guard);
      guard.check();
      return await work(reader.child);
    } catch (error) {
      // Expected: what the process says; the stop's reason where it was killed.
      throw guard.reason ?? error;
    } finally {
      guard.release();
      await reader?.giveBack();
    }
  }

  /** Ends queries at once and lets a load come to its end. */
  private async release(): Promise<void> {
    await Promise.all([...this.sessions].map((session) => session.close()));
    await this.readers.close();
    await this.writer.close();
  }
}
