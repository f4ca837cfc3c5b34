import { AppError } from '@dw-sim/contracts';
import { StopGuard, type QueryOptions } from '@dw-sim/warehouse-core';
import type { LentReader } from './reader-pool';
import { SqliteCursor } from './sqlite-cursor';
import { admitStatement, isExplain } from './statement-gate';

/** Lends the process of a session. */
export type LendProcess = (guard: StopGuard) => Promise<LentReader>;

/** Starts a query in a process, which is killed to stop it. */
export async function startQuery(lend: LendProcess, sql: string, options: QueryOptions): Promise<SqliteCursor> {
  admitStatement(sql);
  const prefix = explainPrefix(sql, options);
  let lent: LentReader | undefined;
  const guard = new StopGuard('query', options, () => lent?.child.kill());
  try {
    guard.check();
    lent = await lend(guard);
    guard.check();
    const start = await lent.child.call('startQuery', [sql, options.rowLimit ?? null, prefix]);
    return new SqliteCursor(lent, guard, start);
  } catch (error) {
    guard.release();
    await lent?.giveBack();
    // Expected: faults of the statement; the stop's reason where the process was killed.
    throw guard.reason ?? error;
  }
}

function explainPrefix(sql: string, { explain }: QueryOptions): string {
  if (explain === 'analyze') throw new AppError('statement_not_allowed', 'SQLite does not measure plans: ask for the plan alone.');
  return explain === undefined || isExplain(sql) ? '' : 'EXPLAIN QUERY PLAN ';
}
