import { AppError } from '@dw-sim/contracts';
import { assertRowCount, loadFailure, quoteIdentifier, quoteIdentifiers, repeatedKey, tableNotFound, type LoadMode, type LoadResult, type PhysicalTable, type StagedTable } from '@dw-sim/warehouse-core';
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
 * Fills a table made beside the old one, swaps the two and adds the unique indexes, or appends to the old one, all in
 * one transaction, so readers of the write-ahead log see the old rows until the commit.
 */
export async function loadTable(
  database: Database.Database,
  staged: StagedTable,
  mode: LoadMode,
  limits: StagedReaderLimits,
  events: LoadEvents,
): Promise<LoadResult> {
  const { name } = staged.table;
  if (existingTables(database, [name]).length === 0) throw tableNotFound(name);
  const reader = await StagedReader.open(staged, limits);
  try {
    database.exec('BEGIN IMMEDIATE');
    await (mode === 'append' ? append : replace)(database, staged, reader, events);
    const rowCount = rowCountOf(database, name);
    await events.beforeCommit();
    database.exec('COMMIT');
    database.pragma('wal_checkpoint(PASSIVE)');
    return { rowCount };
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    // Expected: rows that break NOT NULL or a key, a full disk.
    throw error instanceof AppError ? error : loadFailure(name, (error as Error).message, undefined, error);
  } finally {
    await reader.close();
  }
}

type RowLoad = (database: Database.Database, staged: StagedTable, reader: StagedReader, events: LoadEvents) => Promise<void>;

const replace: RowLoad = async (database, staged, reader, events) => {
  const { table } = staged;
  const beside = `${table.name}__loading`;
  database.exec(createSql(table, beside));
  await insertRows(database, table, beside, reader, events);
  assertRowCount(staged, rowCountOf(database, beside));
  database.exec(`DROP TABLE ${quoteIdentifier(table.name)}`);
  database.exec(`ALTER TABLE ${quoteIdentifier(beside)} RENAME TO ${quoteIdentifier(table.name)}`);
  createKeys(database, table);
};

const append: RowLoad = async (database, staged, reader, events) => {
  const { table } = staged;
  const before = rowCountOf(database, table.name);
  try {
    await insertRows(database, table, table.name, reader, events);
  } catch (error) {
    // Expected: a key that the table has already.
    throw repetition(error as Error, table) ?? error;
  }
  assertRowCount(staged, rowCountOf(database, table.name) - before);
};

/** `UNIQUE constraint failed: shop__orders.region, shop__orders.id` names the columns but not the values. */
function repetition({ message }: Error, { name }: PhysicalTable): AppError | undefined {
  const columns = /^UNIQUE constraint failed: (.+)$/.exec(message)?.[1]?.split(', ').map((column) => column.slice(column.lastIndexOf('.') + 1));
  return columns && repeatedKey(name, columns);
}

async function insertRows(database: Database.Database, table: PhysicalTable, into: string, reader: StagedReader, events: LoadEvents): Promise<void> {
  const width = table.columns.length;
  const height = Math.max(1, Math.floor(VALUES_PER_STATEMENT / width));
  const insert = (rows: number) => database.prepare(insertSql(into, table, rows));
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

function insertSql(into: string, { columns }: PhysicalTable, height: number): string {
  const row = `(${columns.map(() => '?').join(', ')})`;
  return `INSERT INTO ${quoteIdentifier(into)} (${quoteIdentifiers(columns.map(({ name }) => name))}) VALUES ${Array.from({ length: height }, () => row).join(', ')}`;
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
