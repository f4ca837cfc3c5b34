import { AppError } from '@dw-sim/contracts';
import { changeStatements, isTemporaryChange, StopGuard, type ChangeDialect, type ChangeResult, type ExportOptions, type QueryCursor, type QueryOptions, type ResultStream, type StatementOptions, type StatementSession, type TableChange, type TransactionOutcome, type TypedFormat } from '@dw-sim/warehouse-core';
import { exportRows } from '@dw-sim/warehouse-export';
import type { LentReader } from './reader-pool';
import type { SqliteCursor } from './sqlite-cursor';
import { startQuery, type LendProcess } from './sqlite-query';
import { exportTypes, sqliteType } from './sqlite-types';
import { admitStatement, isExplain } from './statement-gate';

export const ROW_ID = 'rowid';
const DIALECT: ChangeDialect = { rowId: ROW_ID, temporarySchema: 'temp', truncate: 'DELETE FROM', checksLength: true, physicalType: sqliteType };

/** Statements in one process, which holds their temporary tables; it is lent with the first of them. */
export class SqliteStatements implements StatementSession {
  private lent?: LentReader;
  private cursor?: SqliteCursor;
  private working?: Promise<unknown>;
  private closing?: Promise<void>;

  /** @param lendProcess the one that writes, or one of those that read */
  constructor(
    private readonly lendProcess: LendProcess,
    private readonly writes: boolean,
    private readonly exportDirectory: string,
    private readonly onClose: () => void,
  ) {}

  async query(sql: string, options: QueryOptions = {}): Promise<QueryCursor> {
    return this.work(async () => (this.cursor = await startQuery((guard) => this.lend(guard), sql, options)));
  }

  async export(sql: string, format: TypedFormat, options: ExportOptions = {}): Promise<ResultStream> {
    return exportRows(await this.query(sql, options), format, this.exportDirectory, exportTypes, options);
  }

  async change(change: TableChange, options: StatementOptions = {}): Promise<ChangeResult> {
    if (!this.writes && !isTemporaryChange(change)) throw new AppError('statement_not_allowed', 'This session only reads.');
    const statements = changeStatements(change, DIALECT);
    for (const { query } of statements) if (query !== undefined) admitQuery(query);
    return { affectedRows: await this.ask('statement', options, (child) => child.call('change', [statements])) };
  }

  beginTransaction(options: StatementOptions = {}): Promise<void> {
    return this.ask('transaction', options, (child) => child.call('beginTransaction', []));
  }

  endTransaction(outcome: TransactionOutcome): Promise<void> {
    return this.ask('transaction', {}, (child) => child.call('endTransaction', [outcome]));
  }

  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  private ask<T>(subject: string, options: StatementOptions, question: (child: LentReader['child']) => Promise<T>): Promise<T> {
    const guard = new StopGuard(subject, options, () => this.lent?.child.kill());
    return this.work(async () => {
      try {
        guard.check();
        const { child } = await this.lend(guard);
        guard.check();
        return await question(child);
      } catch (error) {
        // Expected: faults of the query inside; the stop's reason where the process was killed.
        throw guard.reason ?? error;
      } finally {
        guard.release();
      }
    });
  }

  private async work<T>(work: () => Promise<T>): Promise<T> {
    if (this.closing) throw new AppError('aborted', 'The query was closed.');
    const done = work();
    this.working = done.then(() => undefined, () => undefined).finally(() => (this.working = undefined));
    return done;
  }

  /** The session's process; giving it back leaves it with the session. */
  private async lend(guard: StopGuard): Promise<LentReader> {
    this.lent ??= await this.lendProcess(guard);
    return { child: this.lent.child, giveBack: () => Promise.resolve() };
  }

  private async release(): Promise<void> {
    await this.cursor?.close();
    // Another question to a process that works would mix the answers.
    if (this.working) this.lent?.child.kill();
    await this.working;
    if (this.lent?.child.isAlive) await this.lent.child.call('endStatements', []);
    await this.lent?.giveBack();
    this.onClose();
  }
}

function admitQuery(query: string): void {
  admitStatement(query);
  if (isExplain(query)) throw new AppError('statement_not_allowed', 'EXPLAIN gives no rows to write.');
}
