import { AppError } from '@dw-sim/contracts';
import { statementNotAllowed, StopGuard, takeTurn, type QueryOptions } from '@dw-sim/warehouse-core';
import { StatementType, type DuckDBConnection, type DuckDBPreparedStatement, type DuckDBResult } from '@duckdb/node-api';
import type { SemaphoreInterface } from 'async-mutex';
import type { BlockCache } from './block-cache';
import { DuckDbCursor } from './duckdb-cursor';
import { behind, duckDbFault, statementError } from './duckdb-error';
import { explainedBy } from './explained';
import { admitStatement, type AdmittedStatement } from './statement-gate';
import { boundTextLengths } from './text-lengths';

const EXPLAIN = { plan: 'EXPLAIN ', analyze: 'EXPLAIN ANALYZE ' } as const;

/** Where a session's statements run. */
export interface StatementPlace {
  readonly connection: DuckDBConnection;
  /** Places for calls into the engine. */
  readonly calls: SemaphoreInterface;
  readonly cache: BlockCache;
  /** A transaction of the user's is open; each statement has one of its own otherwise. */
  readonly inTransaction?: boolean;
}

/** Starts a query in a read-only transaction, which the cursor ends. The temporary tables of the connection may be read in it. */
export async function startQuery(place: StatementPlace, sql: string, options: QueryOptions): Promise<DuckDbCursor> {
  const { connection, calls, cache, inTransaction } = place;
  const guard = new StopGuard('query', options, () => connection.interrupt());
  // Expected: a fault has ended the transaction, or it was never begun.
  const end = async () => void (inTransaction || (await connection.run('ROLLBACK').catch(() => undefined)));
  try {
    guard.check();
    const admitted = await admitStatement(connection, sql);
    const result = await start(place, admitted, prefixOf(sql, options), guard);
    return new DuckDbCursor({ connection, result, guard, calls, sql, admitted: admitted.sql, rowLimit: options.rowLimit ?? Infinity, keepCache: cache.keeper(), end });
  } catch (error) {
    guard.release();
    await end();
    // Expected: faults of the statement, and an interrupt.
    throw guard.reason ?? (error instanceof AppError ? error : statementError(behind(duckDbFault(error), prefixOf(sql, options)), sql));
  }
}

function prefixOf(sql: string, { explain }: QueryOptions): string {
  return explain === undefined || explainedBy(sql) ? '' : EXPLAIN[explain];
}

/** @param prefix of an EXPLAIN that the text does not have itself */
async function start(place: StatementPlace, { sql, explained }: AdmittedStatement, prefix: string, guard: StopGuard): Promise<DuckDBResult> {
  // What is constant is worked out while a statement is prepared, which may take long.
  const release = await takeTurn(place.calls, guard);
  try {
    return await run(place, prefix + sql, explained ?? (prefix === '' ? undefined : ' '.repeat(prefix.length) + sql), guard);
  } finally {
    release();
  }
}

/** @param explained the query of an EXPLAIN */
async function run({ connection, inTransaction }: StatementPlace, sql: string, explained: string | undefined, guard: StopGuard): Promise<DuckDBResult> {
  await boundTextLengths(connection, sql);
  if (!inTransaction) await connection.run('BEGIN TRANSACTION READ ONLY');
  // EXPLAIN ANALYZE runs what it explains.
  if (explained !== undefined) (await prepareAs(connection, explained, StatementType.SELECT)).destroySync();
  guard.check();
  const statement = await prepareAs(connection, sql, explained === undefined ? StatementType.SELECT : StatementType.EXPLAIN);
  try {
    guard.check();
    const result = await statement.stream();
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
