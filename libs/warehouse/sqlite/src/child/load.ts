import { AppError } from '@dw-sim/contracts';
import { assertRowCount, loadFailure, quoteIdentifier, tableNotFound, type LoadResult, type StagedTable } from '@dw-sim/warehouse-core';
import { StagedReader, type StagedChunk, type StagedReaderLimits, type StagedValue } from '@dw-sim/warehouse-staging';
import type Database from 'libsql';
import { createKeys, createSql, existingTables, rowCountOf } from './tables';

/** Values bound at a time. More rows per statement save calls; beyond this it makes no difference. */
const VALUES_PER_STATEMENT = 900;

/** What a load tells, and asks, while it runs. */
export interface LoadEvents {
  onProgress(rows: number): void;
  /** Resolves when it may commit. */
  beforeCommit(): Promise<void>;
}

/**
 * Fills a table made beside the old one, swaps the two and adds the unique indexes, all in one transaction, so readers
 * of the write-ahead log see the old rows until the commit.
 */
export async function loadTable(
  database: Database.Database,
  staged: StagedTable,
  limits: StagedReaderLimits,
  events: LoadEvents,
): Promise<LoadResult> {
  const { name } = staged.table;
  if (existingTables(database, [name]).length === 0) throw tableNotFound(name);
  const reader = await StagedReader.open(staged, limits);
  try {
    database.exec('BEGIN IMMEDIATE');
    const rowCount = await swapIn(database, staged, reader, events);
    await events.beforeCommit();
    database.exec('COMMIT');
    database.pragma('wal_checkpoint(PASSIVE)');
    return { rowCount };
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    // Expected: rows that break NOT NULL or a key, a full disk.
    throw error instanceof AppError ? error : loadFailure(name, (error as Error).message, undefined, error);
  } finally {
    reader.close();
  }
}

async function swapIn(database: Database.Database, staged: StagedTable, reader: StagedReader, events: LoadEvents): Promise<number> {
  const { table } = staged;
  const beside = `${table.name}__loading`;
  database.exec(createSql(table, beside));
  await insertRows(database, staged, reader, events);
  assertRowCount(staged, rowCountOf(database, beside));
  database.exec(`DROP TABLE ${quoteIdentifier(table.name)}`);
  database.exec(`ALTER TABLE ${quoteIdentifier(beside)} RENAME TO ${quoteIdentifier(table.name)}`);
  createKeys(database, table);
  return rowCountOf(database, table.name);
}

async function insertRows(database: Database.Database, { table }: StagedTable, reader: StagedReader, events: LoadEvents): Promise<void> {
  const width = table.columns.length;
  const height = Math.max(1, Math.floor(VALUES_PER_STATEMENT / width));
  const insert = (rows: number) => database.prepare(insertSql(`${table.name}__loading`, width, rows));
  const many = insert(height);
  let written = 0;
  for await (const chunk of reader.chunks()) {
    const rest = chunk.rowCount % height;
    for (let start = 0; start + height <= chunk.rowCount; start += height) many.run(rowsOf(chunk, start, height));
    if (rest > 0) insert(rest).run(rowsOf(chunk, chunk.rowCount - rest, rest));
    written += chunk.rowCount;
    events.onProgress(written);
  }
}

function insertSql(name: string, width: number, height: number): string {
  const row = `(${Array.from({ length: width }, () => '?').join(', ')})`;
  return `INSERT INTO ${quoteIdentifier(name)} VALUES ${Array.from({ length: height }, () => row).join(', ')}`;
}

/** Values of some rows, row by row, as the driver binds them: it knows no booleans. */
function rowsOf({ columns }: StagedChunk, start: number, height: number): StagedValue[] {
  const width = columns.length;
  const values = new Array<StagedValue>(width * height);
  columns.forEach((column, index) => {
    for (let row = 0; row < height; row++) {
      const value = column[start + row] ?? null;
      values[row * width + index] = typeof value === 'boolean' ? Number(value) : value;
    }
  });
  return values;
}
