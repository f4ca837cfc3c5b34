import { AppError } from '@dw-sim/contracts';
import { changeStatements, runChange, StopGuard, takeTurn, type ChangeDialect, type ChangeResult, type ChangeStatement, type StatementOptions, type TableChange } from '@dw-sim/warehouse-core';
import type { StatementPlace } from './duckdb-query';
import { behind, duckDbFault, statementError } from './duckdb-error';
import { duckDbType } from './duckdb-types';
import { admitStatement } from './statement-gate';
import { boundTextLengths } from './text-lengths';

export const ROW_ID = 'rowid';
const DIALECT: ChangeDialect = { rowId: ROW_ID, temporarySchema: 'temp', truncate: 'DELETE FROM', checksLength: true, physicalType: duckDbType };

/** Makes a change on a connection. One of temporary tables alone runs in a read-only transaction, which lets them be written. */
export async function makeChange(place: StatementPlace, change: TableChange, isTemporary: boolean, options: StatementOptions): Promise<ChangeResult> {
  const { connection, inTransaction } = place;
  const statements = changeStatements(change, DIALECT);
  const guard = new StopGuard('statement', options, () => connection.interrupt());
  try {
    guard.check();
    for (const { query } of statements) if (query !== undefined) await admitQuery(place, query);
    if (!inTransaction) await connection.run(`BEGIN TRANSACTION${isTemporary ? ' READ ONLY' : ''}`);
    const affectedRows = await runChange(statements, (statement) => run(place, statement, guard));
    if (!inTransaction) await connection.run('COMMIT');
    return { affectedRows };
  } catch (error) {
    // Expected: the engine has ended the transaction by itself.
    if (!inTransaction) await connection.run('ROLLBACK').catch(() => undefined);
    // Expected: faults of the query inside, and an interrupt.
    throw guard.reason ?? error;
  } finally {
    guard.release();
  }
}

/** @throws AppError where it is no query that gives rows of tables */
async function admitQuery({ connection }: StatementPlace, query: string): Promise<void> {
  if ((await admitStatement(connection, query)).explained !== undefined) throw new AppError('statement_not_allowed', 'EXPLAIN gives no rows to write.');
  await boundTextLengths(connection, query);
}

async function run({ connection, calls }: StatementPlace, { before, query = '', after = '' }: ChangeStatement, guard: StopGuard): Promise<number> {
  const release = await takeTurn(calls, guard);
  try {
    // A query may end in a comment.
    const result = await connection.run(query === '' ? before : `${before}${query}\n${after}`);
    return Number(result.rowsChanged);
  } catch (error) {
    throw statementError(behind(duckDbFault(error), before), query);
  } finally {
    release();
  }
}
