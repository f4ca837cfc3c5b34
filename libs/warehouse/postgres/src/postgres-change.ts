import { AppError, type ColumnType } from '@dw-sim/contracts';
import { changeStatements, isTemporaryChange, runChange, type ChangeDialect, type ChangeResult, type ChangeStatement, type StatementOptions, type TableChange } from '@dw-sim/warehouse-core';
import { ChangeRights } from './change-rights';
import type { LentClient } from './connections';
import { markViewSql } from './dependent-views';
import { statementError } from './postgres-error';
import { beginStatementSql, rollBack, stoppable, type StatementPlace } from './postgres-query';
import { grantSql } from './reader-role';
import { admitStatement, isExplain, loadParser } from './statement-gate';

export const ROW_ID = 'ctid';

/** Makes a change: in a transaction of its own, or in the one that is open. */
export async function makeChange(place: StatementPlace, change: TableChange, physicalType: (type: ColumnType) => string, options: StatementOptions): Promise<ChangeResult> {
  const dialect: ChangeDialect = { rowId: ROW_ID, temporarySchema: 'pg_temp', truncate: 'TRUNCATE', typesApart: true, physicalType };
  const statements = changeStatements(change, dialect);
  await admitQueries(statements);
  let lent: LentClient | undefined;
  const running = stoppable(place.connections, 'statement', options);
  const { guard } = running;
  try {
    guard.check();
    lent = await place.lend(guard);
    running.hold(lent);
    guard.check();
    const isTemporary = isTemporaryChange(change);
    await lent.client.query(beginStatementSql(place, options, 'writer'));
    const rights = new ChangeRights(lent.client, place.settings.readerRole);
    const affectedRows = await runChange(statements, (statement) => rights.run(statement));
    for (const grant of isTemporary ? [] : madeBy(change).flatMap((table) => grantSql(place.settings.readerRole, table))) await lent.client.query(grant);
    if (change.kind === 'create-view' && !isTemporary) await lent.client.query(markViewSql(change.target.name));
    if (!place.inTransaction) await lent.client.query('COMMIT');
    guard.release();
    lent.giveBack();
    return { affectedRows };
  } catch (error) {
    guard.release();
    await rollBack(lent, running.stopped);
    // Expected: faults of the query inside; the stop's reason where the connection was broken.
    throw guard.reason ?? (error instanceof AppError ? error : statementError(error, ''));
  }
}

async function admitQueries(statements: readonly ChangeStatement[]): Promise<void> {
  const parser = await loadParser();
  for (const { query } of statements) {
    if (query === undefined) continue;
    admitStatement(parser, query);
    if (isExplain(parser, query)) throw new AppError('statement_not_allowed', 'EXPLAIN gives no rows to write.');
  }
}

/** The tables that a change makes, which queries have to be let into. */
function madeBy(change: TableChange): readonly string[] {
  if (change.kind === 'create') return [change.table.name];
  return change.kind === 'create-as' || change.kind === 'create-view' ? [change.target.name] : [];
}
