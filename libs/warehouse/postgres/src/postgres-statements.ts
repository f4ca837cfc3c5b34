import { AppError, type ColumnType } from '@dw-sim/contracts';
import { inTurn, isTemporaryChange, type ChangeResult, type ExportOptions, type QueryCursor, type QueryOptions, type ResultStream, type StatementOptions, type StatementSession, type StopGuard, type TableChange, type TypedFormat } from '@dw-sim/warehouse-core';
import { exportRows } from '@dw-sim/warehouse-export';
import type { SemaphoreInterface } from 'async-mutex';
import { destroy, type Connections, type LentClient } from './connections';
import { makeChange } from './postgres-change';
import type { PostgresCursor } from './postgres-cursor';
import { exportTypes } from './postgres-types';
import { startQuery, type QuerySettings, type StatementPlace } from './postgres-query';

/** What the sessions of a database share. */
export interface StatementEngine {
  readonly connections: Connections;
  readonly settings: QuerySettings;
  /** The one place to write. */
  readonly writing: SemaphoreInterface;
  physicalType(type: ColumnType): string;
  /** For files of results. */
  readonly exportDirectory: string;
}

/** Statements on one connection, which holds their temporary tables; it is lent with the first of them. */
export class PostgresStatements implements StatementSession {
  private lent?: LentClient;
  private hasTemporary = false;
  private broken = false;
  private cursor?: PostgresCursor;
  private closing?: Promise<void>;
  private readonly place: StatementPlace;

  constructor(
    private readonly engine: StatementEngine,
    private readonly onClose: () => void,
  ) {
    this.place = { connections: engine.connections, settings: engine.settings, lend: (guard) => this.lend(guard) };
  }

  async query(sql: string, options: QueryOptions = {}): Promise<QueryCursor> {
    this.cursor = await startQuery(this.place, sql, options);
    return this.cursor;
  }

  async export(sql: string, format: TypedFormat, options: ExportOptions = {}): Promise<ResultStream> {
    return exportRows(await this.query(sql, options), format, this.engine.exportDirectory, exportTypes, options);
  }

  async change(change: TableChange, options: StatementOptions = {}): Promise<ChangeResult> {
    const { settings, writing, physicalType } = this.engine;
    if (!settings.isPostgres) throw new AppError('statement_not_allowed', 'This warehouse takes its tables from runs alone.');
    // A load puts new tables in the place of old ones, which PostgreSQL keeps for the views that read them.
    if (change.kind === 'create-view' && !isTemporaryChange(change)) throw new AppError('statement_not_allowed', 'A view would keep the tables that it reads from being loaded again: make a table, or a TEMP view.');
    const make = () => makeChange(this.place, change, physicalType, options);
    if (!isTemporaryChange(change)) return inTurn(writing, 'statement', options, make);
    this.hasTemporary = true;
    return make();
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  /** The session's connection; giving it back leaves it with the session. */
  private async lend(guard: StopGuard): Promise<LentClient> {
    if (this.closing || this.broken) throw new AppError('aborted', 'The query was closed.');
    this.lent ??= await this.engine.connections.lend(guard);
    const { client } = this.lent;
    return { client, giveBack: (outcome) => void (this.broken ||= outcome === 'broken') };
  }

  private async release(): Promise<void> {
    await this.cursor?.close();
    const { lent } = this;
    if (lent && this.hasTemporary && !this.broken) await lent.client.query('DISCARD TEMP').catch(() => (this.broken = true));
    if (lent && this.broken) destroy(lent.client);
    lent?.giveBack(this.broken ? 'broken' : undefined);
    this.onClose();
  }
}
