import type { QueryLanguage } from '@dw-sim/contracts';
import {
  inTurn,
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
import { Semaphore } from 'async-mutex';
import type { Client } from 'pg';
import type { Address } from './connection-settings';
import type { Connections } from './connections';
import type { PostgresCursor } from './postgres-cursor';
import { engineError, isLost } from './postgres-error';
import { loadTable, type LoadSettings } from './postgres-load';
import { startQuery } from './postgres-query';
import { countRows, createTables, differences, dropTables, existingTables, truncateTables } from './postgres-tables';

/** What a session is opened with. */
export interface SessionSettings extends LoadSettings {
  readonly address: Address;
  readonly version: string;
  /** Whether the functions of the flavour are in the database. */
  readonly hasFunctions: boolean;
}

/** A PostgreSQL database that is in use: one writer at a time, and a connection per running query. */
export class PostgresSession implements QueryableSession {
  private readonly writing = new Semaphore(1);
  private readonly cursors = new Set<PostgresCursor>();
  private closing?: Promise<void>;

  constructor(
    private readonly connections: Connections,
    private readonly settings: SessionSettings,
  ) {}

  get language(): QueryLanguage {
    return this.settings.flavour.language;
  }

  createTables(tables: readonly PhysicalTable[]): Promise<void> {
    return this.write((client) => createTables(client, tables, this.settings));
  }

  dropTables(names: readonly string[]): Promise<number> {
    return this.write((client) => dropTables(client, names, this.settings));
  }

  truncateTables(names: readonly string[]): Promise<number> {
    return this.write((client) => truncateTables(client, names, this.settings));
  }

  existingTables(names: readonly string[]): Promise<readonly string[]> {
    return this.use((client) => existingTables(client, names));
  }

  differences(table: PhysicalTable): Promise<readonly string[] | undefined> {
    return this.use((client) => differences(client, table, this.settings));
  }

  countRows(name: string): Promise<number> {
    return this.use((client) => countRows(client, name));
  }

  loadTable(staged: StagedTable, options: LoadOptions = {}): Promise<LoadResult> {
    return inTurn(this.writing, `load of table "${staged.table.name}"`, { signal: options.signal }, () =>
      loadTable(this.connections, staged, this.settings, options),
    );
  }

  async query(sql: string, options: StatementOptions = {}): Promise<QueryCursor> {
    const { readerRole, flavour, hasFunctions } = this.settings;
    const functionSchema = hasFunctions ? flavour.functions?.schema : undefined;
    const settings = { isPostgres: flavour.isPostgres, ...(readerRole !== undefined && { readerRole }), ...(functionSchema !== undefined && { functionSchema }) };
    const cursor = await startQuery(this.connections, settings, sql, options, (closed) => this.cursors.delete(closed));
    this.cursors.add(cursor);
    return cursor;
  }

  async status(): Promise<WarehouseStatus> {
    const startedAt = performance.now();
    await this.use((client) => client.query('SELECT 1'));
    const { version, flavour } = this.settings;
    return { version, latencyMs: performance.now() - startedAt, ...(flavour.label !== undefined && { label: flavour.label }) };
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  private write<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return this.writing.runExclusive(() => this.use(work));
  }

  private async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const lent = await this.connections.lend(new StopGuard('question', {}, () => undefined));
    try {
      const answer = await work(lent.client);
      lent.giveBack();
      return answer;
    } catch (error) {
      lent.giveBack(isLost(error) ? 'broken' : undefined);
      // Expected: whatever the server says of our own statements.
      throw engineError(error, this.settings.address);
    }
  }

  /** Ends queries at once and lets a load come to its end. */
  private async release(): Promise<void> {
    await Promise.all([...this.cursors].map((cursor) => cursor.close()));
    await this.writing.runExclusive(() => this.connections.close());
  }
}
