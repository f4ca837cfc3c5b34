import { AppError } from '@dw-sim/contracts';
import { statementNotAllowed, StopGuard, takeTurn, type QueryOptions } from '@dw-sim/warehouse-core';
import { StatementType, type DuckDBConnection, type DuckDBResult } from '@duckdb/node-api';
import type { SemaphoreInterface } from 'async-mutex';
import { DuckDbCursor } from './duckdb-cursor';
import { behind, duckDbFault, statementError } from './duckdb-error';
import { admitStatement, isExplain } from './statement-gate';

const EXPLAIN = { plan: 'EXPLAIN ', analyze: 'EXPLAIN ANALYZE ' } as const;

/** Where a session's statements run. */
export interface StatementPlace {
  readonly connection: DuckDBConnection;
  /** Places for calls into the engine. */
  readonly calls: SemaphoreInterface;
}

/** Starts a query in a read-only transaction, which the cursor ends. The temporary tables of the connection may be read in it. */
export async function startQuery({ connection, calls }: StatementPlace, sql: string, options: QueryOptions): Promise<DuckDbCursor> {
  const guard = new StopGuard('query', options, () => connection.interrupt());
  // Expected: a fault has ended the transaction, or it was never begun.
  const end = async () => void (await connection.run('ROLLBACK').catch(() => undefined));
  try {
    guard.check();
    const result = await start({ connection, calls }, sql, options, guard);
    return new DuckDbCursor({ connection, result, guard, calls, sql, rowLimit: options.rowLimit ?? Infinity, end });
  } catch (error) {
    guard.release();
    await end();
    // Expected: faults of the statement, and an interrupt.
    throw guard.reason ?? (error instanceof AppError ? error : statementError(behind(duckDbFault(error), prefixOf(sql, options)), sql));
  }
}

function prefixOf(sql: string, { explain }: QueryOptions): string {
  return explain === undefined || isExplain(sql) ? '' : EXPLAIN[explain];
}

async function start({ connection, calls }: StatementPlace, sql: string, { explain }: QueryOptions, guard: StopGuard): Promise<DuckDBResult> {
  const explains = await admitStatement(connection, sql);
  await connection.run('BEGIN TRANSACTION READ ONLY');
  const statements = await connection.extractStatements(prefixOf(sql, { explain }) + sql);
  const statement = await statements.prepare(0);
  try {
    // The gate read the text; the engine must agree on what it is.
    const expected = explain || explains ? StatementType.EXPLAIN : StatementType.SELECT;
    if (statements.count !== 1 || statement.statementType !== expected) throw statementNotAllowed('This statement is not allowed.');
    const release = await takeTurn(calls, guard);
    const result = await statement.stream().finally(release);
    guard.check();
    return result;
  } finally {
    statement.destroySync();
  }
}
