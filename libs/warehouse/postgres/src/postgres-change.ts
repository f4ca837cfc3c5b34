import { AppError, type ColumnType } from '@dw-sim/contracts';
import { changeStatements, isTemporaryChange, quoteIdentifier, runChange, type ChangeDialect, type ChangeResult, type ChangeStatement, type StatementOptions, type TableChange } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import type { LentClient } from './connections';
import { behind, statementError, type PostgresError } from './postgres-error';
import { beginSql, rollBack, stoppable, type StatementPlace } from './postgres-query';
import { grantSql } from './reader-role';
import { admitStatement, isExplain, loadParser } from './statement-gate';

export const ROW_ID = 'ctid';

/** Makes a change in a transaction of its own. */
export async function makeChange(place: StatementPlace, change: TableChange, physicalType: (type: ColumnType) => string, options: StatementOptions): Promise<ChangeResult> {
  const dialect: ChangeDialect = { rowId: ROW_ID, temporarySchema: 'pg_temp', truncate: 'TRUNCATE', physicalType };
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
    // The role that reads owns the temporary tables, too.
    await lent.client.query(beginSql(place.settings, options, 'write'));
    if (isTemporary && place.settings.readerRole !== undefined) await lent.client.query(`SET LOCAL ROLE ${quoteIdentifier(place.settings.readerRole)}`);
    const { client } = lent;
    const affectedRows = await runChange(statements, (statement) => run(client, statement));
    for (const grant of isTemporary ? [] : grantSql(place.settings.readerRole, madeBy(change))) await lent.client.query(grant);
    await lent.client.query('COMMIT');
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

/** The table that queries have to be let into; undefined where the change makes none. */
function madeBy(change: TableChange): string | undefined {
  if (change.kind === 'create') return change.table.name;
  return change.kind === 'create-as' || change.kind === 'create-view' ? change.target.name : undefined;
}

async function run(client: Client, { before, query = '', after = '' }: ChangeStatement): Promise<number> {
  try {
    // A query may end in a comment.
    const { rowCount } = await client.query(query === '' ? before : `${before}${query}\n${after}`);
    return rowCount ?? 0;
  } catch (error) {
    throw statementError(behind(error as PostgresError, before), query);
  }
}
