import { StopGuard, type StatementOptions } from '@dw-sim/warehouse-core';
import type { LentReader, ReaderPool } from './reader-pool';
import { SqliteCursor } from './sqlite-cursor';
import { admitStatement } from './statement-gate';

/** Starts a query in a process of its own, which is killed to stop it. */
export async function startQuery(
  readers: ReaderPool,
  sql: string,
  options: StatementOptions,
  onClose: (cursor: SqliteCursor) => void,
): Promise<SqliteCursor> {
  admitStatement(sql);
  let reader: LentReader | undefined;
  const guard = new StopGuard('query', options, () => reader?.child.kill());
  try {
    guard.check();
    reader = await readers.lend(guard);
    guard.check();
    const start = await reader.child.call('startQuery', [sql, options.rowLimit ?? null]);
    return new SqliteCursor(reader, guard, start, onClose);
  } catch (error) {
    guard.release();
    await reader?.giveBack();
    // Expected: faults of the statement; the stop's reason where the process was killed.
    throw guard.reason ?? error;
  }
}
