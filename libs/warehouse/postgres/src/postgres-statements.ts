import { AppError, type ColumnType } from '@dw-sim/contracts';
import { inTurn, isTemporaryChange, waitForTurn, type ChangeResult, type ExportOptions, type QueryCursor, type QueryOptions, type ResultStream, type StatementOptions, type StatementSession, StopGuard, type TableChange, type TransactionOutcome, type TypedFormat } from '@dw-sim/warehouse-core';
import { exportRows } from '@dw-sim/warehouse-export';
import type { SemaphoreInterface } from 'async-mutex';
import { destroy, type Connections, type LentClient } from './connections';
import { makeChange } from './postgres-change';
import type { PostgresCursor } from './postgres-cursor';
import { statementError } from './postgres-error';
import { exportTypes } from './postgres-types';
import { beginSql, startQuery, type QuerySettings, type StatementPlace } from './postgres-query';

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
  private inTransaction = false;
  /** Ends the turn to write, which a transaction has as long as it is open. */
  private endTurn: () => void = () => undefined;

  /** @param writes whether tables that stay may be changed in a transaction */
  constructor(
    private readonly engine: StatementEngine,
    private readonly writes: boolean,
    private readonly onClose: () => void,
  ) {}

  async query(sql: string, options: QueryOptions = {}): Promise<QueryCursor> {
    this.cursor = await startQuery(this.place(), sql, options);
    return this.cursor;
  }

  async export(sql: string, format: TypedFormat, options: ExportOptions = {}): Promise<ResultStream> {
    return exportRows(await this.query(sql, options), format, this.engine.exportDirectory, exportTypes, options);
  }

  async change(change: TableChange, options: StatementOptions = {}): Promise<ChangeResult> {
    const { settings, writing, physicalType } = this.engine;
    if (!settings.isPostgres) throw new AppError('statement_not_allowed', 'This warehouse takes its tables from runs alone.');
    const make = () => makeChange(this.place(), change, physicalType, options);
    if (!isTemporaryChange(change)) return this.inTransaction ? make() : inTurn(writing, 'statement', options, make);
    this.hasTemporary = true;
    return make();
  }

  async beginTransaction(options: StatementOptions = {}): Promise<void> {
    const { settings, writing } = this.engine;
    if (this.writes) this.endTurn = await waitForTurn(writing, 'transaction', options);
    const guard = new StopGuard('transaction', options, () => undefined);
    const { client } = await this.lend(guard).finally(() => guard.release());
    // What reads in it is read-only by itself. Parents may be deleted and inserted again, as where nobody checks.
    await client.query([...beginSql(settings, settings.isPostgres ? '' : 'READ ONLY'), ...(settings.isPostgres ? ['SET CONSTRAINTS ALL DEFERRED'] : [])].join('; '));
    this.inTransaction = true;
  }

  async endTransaction(outcome: TransactionOutcome): Promise<void> {
    try {
      await this.lent?.client.query(outcome.toUpperCase());
    } catch (error) {
      // Expected: keys that are checked at the end, and a server that has gone.
      this.broken = true;
      throw statementError(error, '');
    } finally {
      this.inTransaction = false;
      this.endTurn();
    }
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  private place(): StatementPlace {
    const { connections, settings } = this.engine;
    return { connections, settings, inTransaction: this.inTransaction, lend: (guard) => this.lend(guard) };
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
    if (lent && this.inTransaction && !this.broken) await lent.client.query('ROLLBACK').catch(() => (this.broken = true));
    if (lent && this.hasTemporary && !this.broken) await lent.client.query('DISCARD TEMP').catch(() => (this.broken = true));
    if (lent && this.broken) destroy(lent.client);
    lent?.giveBack(this.broken ? 'broken' : undefined);
    this.endTurn();
    this.onClose();
  }
}
