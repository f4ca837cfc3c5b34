import { rmSync } from 'node:fs';
import { AppError, writeFaultOf } from '@dw-sim/contracts';
import { assertRowCount, lengthFault, loadFailure, quoteIdentifier, quoteIdentifiers, repeatedKey, tableNotFound, type LoadMode, type LoadResult, type PhysicalTable, type StagedTable } from '@dw-sim/warehouse-core';
import type Database from 'libsql';
import { stagedRowsPath, type ChildConfig } from '../protocol';
import { largeCache, smallCache } from './open-database';
import { attachRows, detachRows, insertRows, writeRows } from './staged-rows';
import { createKeys, createSql, existingTables, rowCountOf } from './tables';
import { encodingOf } from './text-encoding';

/** What a load tells, and asks, while it runs. */
export interface LoadEvents {
  onProgress(rows: number): void;
  /** Resolves when it may commit. */
  beforeCommit(): Promise<void>;
}

/** Loads staged rows: all of them, or none. */
export async function loadTable(
  database: Database.Database,
  staged: StagedTable,
  mode: LoadMode,
  config: ChildConfig,
  events: LoadEvents,
): Promise<LoadResult> {
  const { name } = staged.table;
  if (existingTables(database, [name]).length === 0) throw tableNotFound(name);
  const path = stagedRowsPath(config);
  try {
    await writeRows(path, staged, encodingOf(database), config, (rows) => events.onProgress(rows));
    // Appending puts keys anywhere into indexes that are there.
    database.pragma(mode === 'append' ? largeCache(config) : smallCache());
    attachRows(database, path);
    return await takeRows(database, staged, mode, path, events).finally(() => detachRows(database));
  } catch (error) {
    // Expected: rows that break NOT NULL or a key, a full disk.
    if (error instanceof AppError) throw error;
    const fault = writeFaultOf(error);
    const { message } = error as Error;
    throw loadFailure(name, fault?.isFull ? `${fault.reason} at ${config.path}` : (lengthFault(message) ?? message), undefined, error);
  } finally {
    rmSync(path, { force: true });
  }
}

/**
 * Fills a table made beside the old one, swaps the two and adds the unique indexes, or appends to the old one, all in
 * one transaction, so readers of the write-ahead log see the old rows until the commit.
 */
async function takeRows(database: Database.Database, staged: StagedTable, mode: LoadMode, path: string, events: LoadEvents): Promise<LoadResult> {
  database.exec('BEGIN IMMEDIATE');
  try {
    (mode === 'append' ? append : replace)(database, staged, path);
    const rowCount = rowCountOf(database, staged.table.name);
    await events.beforeCommit();
    database.exec('COMMIT');
    database.pragma('wal_checkpoint(PASSIVE)');
    return { rowCount };
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function replace(database: Database.Database, staged: StagedTable, path: string): void {
  const { table } = staged;
  const beside = `${table.name}__loading`;
  database.exec(createSql(table, beside));
  insertRows(database, path, beside);
  assertRowCount(staged, rowCountOf(database, beside));
  database.exec(`DROP TABLE ${quoteIdentifier(table.name)}`);
  database.exec(`ALTER TABLE ${quoteIdentifier(beside)} RENAME TO ${quoteIdentifier(table.name)}`);
  createKeys(database, table);
}

function append(database: Database.Database, staged: StagedTable, path: string): void {
  const { table } = staged;
  const before = rowCountOf(database, table.name);
  try {
    insertRows(database, path, table.name, quoteIdentifiers(table.columns.map(({ name }) => name)));
  } catch (error) {
    // Expected: a key that the table has already.
    throw repetition(error as Error, table) ?? error;
  }
  assertRowCount(staged, rowCountOf(database, table.name) - before);
}

/** `UNIQUE constraint failed: shop__orders.region, shop__orders.id` names the columns but not the values. */
function repetition({ message }: Error, { name }: PhysicalTable): AppError | undefined {
  const columns = /^UNIQUE constraint failed: (.+)$/.exec(message)?.[1]?.split(', ').map((column) => column.slice(column.lastIndexOf('.') + 1));
  return columns && repeatedKey(name, columns);
}
