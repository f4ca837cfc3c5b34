import { AppError } from '@dw-sim/contracts';
import { quoteIdentifier, StopGuard, type QueryOptions, type StatementOptions, type StopConditions } from '@dw-sim/warehouse-core';
import Cursor from 'pg-cursor';
import { destroy, type Connections, type LentClient } from './connections';
import { PostgresCursor } from './postgres-cursor';
import { behind, statementError, type PostgresError } from './postgres-error';
import { admitFirstWord, admitStatement, loadParser } from './statement-gate';

/** The server's own limit comes a little after ours, which says more. */
const GRACE_MS = 1000;
const EXPLAIN = { plan: 'EXPLAIN ', analyze: 'EXPLAIN (ANALYZE, BUFFERS) ' } as const;

/** How queries run. */
export interface QuerySettings {
  /** Role of least privilege, where there is one. */
  readonly readerRole?: string;
  /** Schema of further functions. */
  readonly functionSchema?: string;
  /** Whether PostgreSQL's parser judges the texts; a real Redshift has a grammar of its own. */
  readonly isPostgres: boolean;
}

/** Where a session's statements run. */
export interface StatementPlace {
  readonly connections: Connections;
  readonly settings: QuerySettings;
  /** A transaction of the user's is open; each statement has one of its own otherwise. */
  readonly inTransaction: boolean;
  /** The session's connection, once there is one free. */
  lend(guard: StopGuard): Promise<LentClient>;
}

/** What ends a statement early: in the server, and with it its connection. */
export interface Stoppable {
  readonly guard: StopGuard;
  /** Called once the connection is there. */
  hold(lent: LentClient): void;
  readonly stopped: boolean;
  stop(): void;
}

/** Ties work on a connection to what ends it. */
export function stoppable(connections: Connections, subject: string, conditions: StopConditions): Stoppable {
  let lent: LentClient | undefined;
  let stopped = false;
  const stop = () => {
    if (stopped || !lent) return;
    stopped = true;
    void connections.cancel(lent.client);
    destroy(lent.client);
  };
  return { guard: new StopGuard(subject, conditions, stop), stop, hold: (client) => void (lent = client), get stopped() { return stopped; } };
}

/** Starts a query in a read-only transaction. */
export async function startQuery(place: StatementPlace, sql: string, options: QueryOptions): Promise<PostgresCursor> {
  const { settings } = place;
  if (settings.isPostgres) admitStatement(await loadParser(), sql);
  else admitFirstWord(sql);
  const prefix = explainPrefix(sql, options);
  let lent: LentClient | undefined;
  const running = stoppable(place.connections, 'query', options);
  const { guard } = running;
  try {
    guard.check();
    lent = await place.lend(guard);
    running.hold(lent);
    guard.check();
    await lent.client.query(beginStatementSql(place, options, 'reader'));
    const portal = lent.client.query(new Cursor<(string | null)[]>(prefix + sql, [], { rowMode: 'array', types: { getTypeParser: () => (cell: string) => cell } as never }));
    return await PostgresCursor.start({ lent, portal, guard, sql, prefix, rowLimit: options.rowLimit ?? Infinity, endSql: endQuerySql(place), stop: () => running.stop() });
  } catch (error) {
    guard.release();
    await rollBack(lent, running.stopped);
    // Expected: faults of the statement; the stop's reason where the connection was broken.
    throw guard.reason ?? (error instanceof AppError ? error : statementError(behind(error as PostgresError, prefix), sql));
  }
}

function explainPrefix(sql: string, { explain }: QueryOptions): string {
  return explain === undefined || /^\s*explain\b/i.test(sql) ? '' : EXPLAIN[explain];
}

/** Ends the transaction after a fault, and gives the connection back. */
export async function rollBack(lent: LentClient | undefined, stopped: boolean): Promise<void> {
  const broken = stopped || !lent || (await lent.client.query('ROLLBACK').then(() => false, () => true));
  lent?.giveBack(broken ? 'broken' : undefined);
}

/** What must not write inside a transaction that may stands between these two; the second makes it one that may again. */
export const READ_ONLY = 'SAVEPOINT dw_read; SET TRANSACTION READ ONLY';
export const READ_ONLY_END = 'RELEASE SAVEPOINT dw_read';

/** With whose rights a statement begins: `reader` only reads, `writer` is the connection's user. */
export type StatementRights = 'reader' | 'writer';

/** A statement's start: in a transaction of its own, or in the one that is open. */
export function beginStatementSql({ settings, inTransaction }: StatementPlace, { timeoutMs }: StatementOptions, rights: StatementRights): string {
  const { readerRole, isPostgres } = settings;
  const opened = isPostgres && rights === 'reader' ? [READ_ONLY] : [];
  return [
    ...(inTransaction ? opened : beginSql(settings, rights === 'reader' ? 'READ ONLY' : '')),
    ...(timeoutMs === undefined ? [] : [`SET${isPostgres ? ' LOCAL' : ''} statement_timeout TO ${Math.ceil(timeoutMs) + GRACE_MS}`]),
    ...(readerRole === undefined || rights === 'writer' ? [] : [`SET LOCAL ROLE ${quoteIdentifier(readerRole)}`]),
  ].join('; ');
}

/** The end of a statement that reads; the transaction that is open stays, with the rights of the connection's user. */
export function endQuerySql({ settings, inTransaction }: StatementPlace): string {
  if (!inTransaction) return 'ROLLBACK';
  return settings.isPostgres ? `${READ_ONLY_END}; RESET ROLE` : 'RESET ROLE';
}

/** A transaction's start. */
export function beginSql({ functionSchema }: QuerySettings, access: 'READ ONLY' | ''): readonly string[] {
  return [`BEGIN ${access}`.trim(), ...(functionSchema === undefined ? [] : [`SELECT set_config('search_path', current_setting('search_path') || ', ${functionSchema}', true)`])];
}
