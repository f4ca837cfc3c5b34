import {
  StopGuard,
  type LoadOptions,
  type LoadResult,
  type PhysicalTable,
  type QueryCursor,
  type StagedTable,
  type StatementOptions,
  type QueryableSession,
  type WarehouseStatus,
} from '@dw-sim/warehouse-core';
import type { SqliteChild } from './child-process';
import type { ReaderPool } from './reader-pool';
import type { SqliteCursor } from './sqlite-cursor';
import { startQuery } from './sqlite-query';
import type { SqliteWriter } from './sqlite-writer';

/** An open SQLite file: a process that writes, and one per running query that reads. */
export class SqliteSession implements QueryableSession {
  readonly language = 'sqlite';
  private readonly cursors = new Set<SqliteCursor>();
  private closing?: Promise<void>;

  constructor(
    private readonly writer: SqliteWriter,
    private readonly readers: ReaderPool,
  ) {}

  createTables(tables: readonly PhysicalTable[]): Promise<void> {
    return this.writer.write((child) => child.call('createTables', [tables]));
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

  differences(table: PhysicalTable): Promise<readonly string[] | undefined> {
    return this.read((child) => child.call('differences', [table]));
  }

  countRows(name: string): Promise<number> {
    return this.read((child) => child.call('countRows', [name]));
  }

  async query(sql: string, options: StatementOptions = {}): Promise<QueryCursor> {
    const cursor = await startQuery(this.readers, sql, options, (closed) => this.cursors.delete(closed));
    this.cursors.add(cursor);
    return cursor;
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

  private async read<T>(work: (child: SqliteChild) => Promise<T>): Promise<T> {
    const reader = await this.readers.lend(new StopGuard('question', {}, () => undefined));
    return work(reader.child).finally(() => reader.giveBack());
  }

  /** Ends queries at once and lets a load come to its end. */
  private async release(): Promise<void> {
    await Promise.all([...this.cursors].map((cursor) => cursor.close()));
    await this.readers.close();
    await this.writer.close();
  }
}
