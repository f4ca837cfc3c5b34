import type { QueryLanguage } from '@dw-sim/contracts';
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
  type StatementSessionOptions,
  type QueryableSession,
  type WarehouseStatus,
} from '@dw-sim/warehouse-core';
import { Semaphore } from 'async-mutex';
import type { Client } from 'pg';
import type { Address } from './connection-settings';
import type { Connections, LentClient } from './connections';
import { engineError, isLost } from './postgres-error';
import { loadTable, type LoadSettings } from './postgres-load';
import { ROW_ID } from './postgres-change';
import { stoppable } from './postgres-query';
import { PostgresStatements } from './postgres-statements';
import { columnsOf, countRows, createTables, differences, dropTables, existingTables, objects, truncateTables } from './postgres-tables';

/** What a session is opened with. */
export interface SessionSettings extends LoadSettings {
  readonly address: Address;
  readonly version: string;
  /** Whether the functions of the flavour are in the database. */
  readonly hasFunctions: boolean;
  /** For files of results. */
  readonly exportDirectory: string;
}

/** A PostgreSQL database that is in use: one writer at a time, and a connection per running query. */
export class PostgresSession implements QueryableSession {
  private readonly writing = new Semaphore(1);
  private readonly sessions = new Set<PostgresStatements>();
  private closing?: Promise<void>;

  constructor(
    private readonly connections: Connections,
    private readonly settings: SessionSettings,
  ) {}

  get rowId(): string | undefined {
    return this.settings.flavour.isPostgres ? ROW_ID : undefined;
  }

  get language(): QueryLanguage {
    return this.settings.flavour.language;
  }

  createTables(tables: readonly PhysicalTable[], conditions?: StopConditions): Promise<void> {
    return this.write((client) => createTables(client, tables, this.settings), conditions);
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

  objects(prefix: string): Promise<readonly DatabaseObject[]> {
    return this.use((client) => objects(client, prefix));
  }

  columnsOf(names: readonly string[]): Promise<readonly (readonly DatabaseColumn[])[]> {
    return this.use((client) => columnsOf(client, names));
  }

  differences(table: PhysicalTable, conditions?: StopConditions): Promise<readonly string[] | undefined> {
    return this.use((client) => differences(client, table, this.settings), conditions);
  }

  countRows(name: string, conditions?: StopConditions): Promise<number> {
    return this.use((client) => countRows(client, name), conditions);
  }

  loadTable(staged: StagedTable, options: LoadOptions = {}): Promise<LoadResult> {
    return inTurn(this.writing, `load of table "${staged.table.name}"`, { signal: options.signal }, () =>
      loadTable(this.connections, staged, this.settings, options),
    );
  }

  query(sql: string, options?: QueryOptions): Promise<QueryCursor> {
    return queryAlone(this.openStatements(), sql, options);
  }

  openStatements({ writes = false }: StatementSessionOptions = {}): StatementSession {
    const { readerRole, flavour, hasFunctions, exportDirectory } = this.settings;
    const functionSchema = hasFunctions ? flavour.functions?.schema : undefined;
    const settings = { isPostgres: flavour.isPostgres, ...(readerRole !== undefined && { readerRole }), ...(functionSchema !== undefined && { functionSchema }) };
    const engine = { connections: this.connections, settings, writing: this.writing, physicalType: flavour.physicalType, exportDirectory };
    const session = new PostgresStatements(engine, writes, () => this.sessions.delete(session));
    this.sessions.add(session);
    return session;
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

  private write<T>(work: (client: Client) => Promise<T>, conditions: StopConditions = {}): Promise<T> {
    return inTurn(this.writing, 'change of tables', conditions, () => this.use(work, conditions));
  }

  /** Somebody else's lock may hold the work up: the conditions end it, in the server and with its connection. */
  private async use<T>(work: (client: Client) => Promise<T>, conditions: StopConditions = {}): Promise<T> {
    const running = stoppable(this.connections, 'question', conditions);
    const { guard } = running;
    let lent: LentClient | undefined;
    try {
      lent = await this.connections.lend(guard);
      running.hold(lent);
      guard.check();
      const answer = await work(lent.client);
      lent.giveBack(running.stopped ? 'broken' : undefined);
      return answer;
    } catch (error) {
      lent?.giveBack(running.stopped || isLost(error) ? 'broken' : undefined);
      // Expected: whatever the server says of our own statements; the stop's reason where the connection was broken.
      throw guard.reason ?? engineError(error, this.settings.address);
    } finally {
      guard.release();
    }
  }

  /** Ends queries at once and lets a load come to its end. */
  private async release(): Promise<void> {
    await Promise.all([...this.sessions].map((session) => session.close()));
    await this.writing.runExclusive(() => this.connections.close());
  }
}
