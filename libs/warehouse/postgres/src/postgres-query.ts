import { AppError } from '@dw-sim/contracts';
import { quoteIdentifier, StopGuard, type StatementOptions } from '@dw-sim/warehouse-core';
import Cursor from 'pg-cursor';
import { destroy, type Connections, type LentClient } from './connections';
import { PostgresCursor } from './postgres-cursor';
import { statementError } from './postgres-error';
import { admitFirstWord, admitStatement, loadParser } from './statement-gate';

/** The server's own limit comes a little after ours, which says more. */
const GRACE_MS = 1000;

/** How queries run. */
export interface QuerySettings {
  /** Role of least privilege, where there is one. */
  readonly readerRole?: string;
  /** Schema of further functions. */
  readonly functionSchema?: string;
  /** Whether PostgreSQL's parser judges the texts; a real Redshift has a grammar of its own. */
  readonly isPostgres: boolean;
}

/** Starts a query in a read-only transaction on a connection of its own. */
export async function startQuery(
  connections: Connections,
  settings: QuerySettings,
  sql: string,
  options: StatementOptions,
  onClose: (cursor: PostgresCursor) => void,
): Promise<PostgresCursor> {
  if (settings.isPostgres) admitStatement(await loadParser(), sql);
  else admitFirstWord(sql);
  let lent: LentClient | undefined;
  let stopped = false;
  const stop = () => {
    if (stopped || !lent) return;
    stopped = true;
    void connections.cancel(lent.client);
    destroy(lent.client);
  };
  const guard = new StopGuard('query', options, stop);
  try {
    guard.check();
    lent = await connections.lend(guard);
    guard.check();
    await lent.client.query(beginSql(settings, options));
    const portal = lent.client.query(new Cursor<(string | null)[]>(sql, [], { rowMode: 'array', types: { getTypeParser: () => (text: string) => text } as never }));
    return await PostgresCursor.start({ lent, portal, guard, sql, rowLimit: options.rowLimit ?? Infinity, stop }, onClose);
  } catch (error) {
    guard.release();
    await giveBack(lent, stopped);
    // Expected: faults of the statement; the stop's reason where the connection was broken.
    throw guard.reason ?? (error instanceof AppError ? error : statementError(error, sql));
  }
}

async function giveBack(lent: LentClient | undefined, stopped: boolean): Promise<void> {
  const broken = stopped || !lent || (await lent.client.query('ROLLBACK').then(() => false, () => true));
  lent?.giveBack(broken ? 'broken' : undefined);
}

function beginSql({ readerRole, functionSchema, isPostgres }: QuerySettings, { timeoutMs }: StatementOptions): string {
  return [
    'BEGIN READ ONLY',
    ...(timeoutMs === undefined ? [] : [`SET${isPostgres ? ' LOCAL' : ''} statement_timeout TO ${Math.ceil(timeoutMs) + GRACE_MS}`]),
    ...(functionSchema === undefined ? [] : [`SELECT set_config('search_path', current_setting('search_path') || ', ${functionSchema}', true)`]),
    ...(readerRole === undefined ? [] : [`SET LOCAL ROLE ${quoteIdentifier(readerRole)}`]),
  ].join('; ');
}
