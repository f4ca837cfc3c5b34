import { AppError } from '@dw-sim/contracts';
import { quoteIdentifier, runChange, statementNotAllowed, type ChangeStatement, type TransactionOutcome } from '@dw-sim/warehouse-core';
import type Database from 'libsql';
import { statementError } from '../sqlite-error';

/**
 * Runs the statements of a change in one transaction, its own where none is open. A file that is open for reading lets temporary tables
 * alone be written.
 */
export async function change(database: Database.Database, statements: readonly ChangeStatement[]): Promise<number | null> {
  const isOwn = !database.inTransaction;
  database.pragma('query_only = OFF');
  try {
    if (isOwn) database.exec('BEGIN');
    const affected = await runChange(statements, (statement) => run(database, statement));
    if (isOwn) database.exec('COMMIT');
    return affected;
  } catch (error) {
    if (isOwn && database.inTransaction) database.exec('ROLLBACK');
    throw error;
  } finally {
    database.pragma('query_only = ON');
  }
}

export function beginTransaction(database: Database.Database): void {
  database.exec('BEGIN');
}

export function endTransaction(database: Database.Database, outcome: TransactionOutcome): void {
  database.pragma('query_only = OFF');
  try {
    database.exec(outcome.toUpperCase());
  } finally {
    database.pragma('query_only = ON');
  }
}

/** Rolls back what is open, drops the temporary tables, and lets the process write again if it is the one that does. */
export function endStatements(database: Database.Database): void {
  database.pragma('query_only = OFF');
  if (database.inTransaction) database.exec('ROLLBACK');
  const made = database.prepare('SELECT name, type FROM temp.sqlite_schema WHERE type IN (\'table\', \'view\')').raw().all() as [string, string][];
  for (const [name, type] of made) database.exec(`DROP ${type} temp.${quoteIdentifier(name)}`);
}

function run(database: Database.Database, { before, query = '', after = '' }: ChangeStatement): number {
  try {
    if (query !== '') assertQuery(database, query);
    // A query may end in a comment.
    return database.prepare(query === '' ? before : `${before}${query}\n${after}`).run().changes;
  } catch (error) {
    // Expected: what SQLite finds wrong with the query inside.
    throw error instanceof AppError ? error : statementError(error, query);
  }
}

/** A text that is whole by itself stays within the brackets that it is put into. */
function assertQuery(database: Database.Database, query: string): void {
  if (!database.prepare(query).reader) throw statementNotAllowed('This statement is not allowed: it writes.');
}
