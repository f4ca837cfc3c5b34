import { AppError } from '@dw-sim/contracts';
import {
  assertFilesExist,
  assertRowCount,
  assertSameColumns,
  createTableSql,
  loadFailure,
  quoteIdentifier,
  quoteIdentifiers,
  quoteLiteral,
  StopGuard,
  tableNotFound,
  type LoadOptions,
  type LoadResult,
  type StagedTable,
} from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { duckDbFault } from './duckdb-error';
import { duckDbType } from './duckdb-types';
import { existingTables, reclaimSpace, rowCountOf } from './duckdb-tables';

const PROGRESS_MS = 200;

/**
 * Fills a table made beside the old one and swaps the two, in one transaction: as fast as CREATE TABLE AS, keeps NOT
 * NULL, and readers see the old rows until the commit.
 */
export async function loadStagedTable(writer: DuckDBConnection, staged: StagedTable, options: LoadOptions): Promise<LoadResult> {
  const { name } = staged.table;
  const guard = new StopGuard(`load of table "${name}"`, { signal: options.signal }, () => writer.interrupt());
  const progress = setInterval(() => report(writer, staged, options), PROGRESS_MS);
  try {
    guard.check();
    if ((await existingTables(writer, [name])).length === 0) throw tableNotFound(name);
    assertFilesExist(staged);
    await assertStagedColumns(writer, staged);
    await swapIn(writer, staged, guard);
    await reclaimSpace(writer);
    options.onProgress?.(staged.rowCount);
    return { rowCount: await rowCountOf(writer, name) };
  } catch (error) {
    // Expected: an interrupt, and files that don't hold what the table takes.
    throw guard.reason ?? loadError(name, error);
  } finally {
    clearInterval(progress);
    guard.release();
  }
}

async function swapIn(writer: DuckDBConnection, staged: StagedTable, guard: StopGuard): Promise<void> {
  const { table } = staged;
  const beside = `${table.name}__loading`;
  await writer.run('BEGIN TRANSACTION');
  try {
    await writer.run(createTableSql(table, { physicalType: duckDbType, name: beside }));
    if (staged.files.length > 0) await writer.run(insertSql(staged, beside));
    assertRowCount(staged, await rowCountOf(writer, beside));
    await writer.run(`DROP TABLE ${quoteIdentifier(table.name)}`);
    await writer.run(`ALTER TABLE ${quoteIdentifier(beside)} RENAME TO ${quoteIdentifier(table.name)}`);
    guard.check();
    // From here on it is done, not stopped.
    guard.release();
    await writer.run('COMMIT');
  } catch (error) {
    // Else the repeated interrupt would stop this, too.
    guard.release();
    await writer.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function insertSql({ table, files }: StagedTable, beside: string): string {
  const columns = quoteIdentifiers(table.columns.map(({ name }) => name));
  return `INSERT INTO ${quoteIdentifier(beside)} (${columns}) SELECT ${columns} FROM read_parquet(${fileList(files)})`;
}

async function assertStagedColumns(writer: DuckDBConnection, staged: StagedTable): Promise<void> {
  if (staged.files.length === 0) return;
  const reader = await writer.runAndReadAll(
    `SELECT file_name, name FROM parquet_schema(${fileList(staged.files)}) WHERE coalesce(num_children, 0) = 0`,
  );
  const rows = reader.getRows();
  for (const file of staged.files) {
    const names = rows.filter(([fileName]) => fileName === file).map(([, name]) => String(name));
    assertSameColumns(staged, file, names);
  }
}

function fileList(files: readonly string[]): string {
  return `[${files.map(quoteLiteral).join(', ')}]`;
}

function report(writer: DuckDBConnection, { rowCount }: StagedTable, { onProgress }: LoadOptions): void {
  const { percentage } = writer.progress;
  if (percentage > 0) onProgress?.(Math.min(rowCount, Math.round((rowCount * percentage) / 100)));
}

function loadError(table: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  return loadFailure(table, duckDbFault(error).message.split('\n')[0] ?? '', undefined, error);
}
