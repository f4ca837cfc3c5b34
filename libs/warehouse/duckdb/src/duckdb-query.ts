import { AppError } from '@dw-sim/contracts';
import { statementNotAllowed, StopGuard, takeTurn, type StatementOptions } from '@dw-sim/warehouse-core';
import { StatementType, type DuckDBConnection, type DuckDBPreparedStatement, type DuckDBInstance, type DuckDBResult } from '@duckdb/node-api';
import type { SemaphoreInterface } from 'async-mutex';
import { DuckDbCursor } from './duckdb-cursor';
import { duckDbFault, statementError } from './duckdb-error';
import { admitStatement } from './statement-gate';

/** Where queries run. */
export interface QueryEngine {
  readonly instance: DuckDBInstance;
  readonly calls: SemaphoreInterface;
}

/** Starts a query on a connection of its own, which the cursor closes. */
export async function startQuery(
  { instance, calls }: QueryEngine,
  sql: string,
  options: StatementOptions,
  onClose: (cursor: DuckDbCursor) => void,
): Promise<DuckDbCursor> {
  const connection = await instance.connect();
  const guard = new StopGuard('query', options, () => connection.interrupt());
  try {
    guard.check();
    const result = await start(connection, sql, guard, calls);
    return new DuckDbCursor({ connection, result, guard, calls, sql, rowLimit: options.rowLimit ?? Infinity }, onClose);
  } catch (error) {
    guard.release();
    connection.closeSync();
    // Expected: faults of the statement, and an interrupt.
    throw guard.reason ?? (error instanceof AppError ? error : statementError(duckDbFault(error), sql));
  }
}

async function start(connection: DuckDBConnection, sql: string, guard: StopGuard, calls: SemaphoreInterface): Promise<DuckDBResult> {
  const explained = await admitStatement(connection, sql);
  await connection.run('BEGIN TRANSACTION READ ONLY');
  // EXPLAIN ANALYZE runs what it explains.
  if (explained !== undefined) (await prepareAs(connection, explained, StatementType.SELECT)).destroySync();
  const statement = await prepareAs(connection, sql, explained === undefined ? StatementType.SELECT : StatementType.EXPLAIN);
  try {
    const release = await takeTurn(calls, guard);
    const result = await statement.stream().finally(release);
    guard.check();
    return result;
  } finally {
    statement.destroySync();
  }
}

/** Prepares a text that the gate has read: the engine must agree that it is one statement, and on what it is. */
export async function prepareAs(connection: DuckDBConnection, sql: string, expected: StatementType): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql);
  const statement = await statements.prepare(0);
  if (statements.count === 1 && statement.statementType === expected) return statement;
  statement.destroySync();
  throw statementNotAllowed('This statement is not allowed.');
}
