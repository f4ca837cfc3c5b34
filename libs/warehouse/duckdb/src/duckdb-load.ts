import { AppError } from '@dw-sim/contracts';
import {
  assertFilesExist,
  assertRowCount,
  assertSameColumns,
  createTableSql,
  keysOf,
  lengthFault,
  loadFailure,
  quoteIdentifier,
  quoteIdentifiers,
  quoteLiteral,
  repeatedKey,
  StopGuard,
  tableNotFound,
  type LoadOptions,
  type StagedTable,
} from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { duckDbFault } from './duckdb-error';
import { duckDbType } from './duckdb-types';
import { existingTables, rowCountOf } from './duckdb-tables';

const PROGRESS_MS = 200;

/**
 * Fills a table made beside the old one and swaps the two, or appends to the old one, in one transaction: as fast as
 * CREATE TABLE AS, keeps NOT NULL, and readers see the old rows until the commit.
 */
export async function loadStagedTable(writer: DuckDBConnection, staged: StagedTable, options: LoadOptions): Promise<void> {
  const { name } = staged.table;
  const guard = new StopGuard(`load of table "${name}"`, { signal: options.signal }, () => writer.interrupt());
  const progress = setInterval(progressReport(writer, staged, options), PROGRESS_MS);
  try {
    guard.check();
    if ((await existingTables(writer, [name])).length === 0) throw tableNotFound(name);
    assertFilesExist(staged);
    await assertStagedColumns(writer, staged);
    await inOneStep(writer, guard, options, () => (options.mode === 'append' ? append(writer, staged) : replace(writer, staged)));
  } catch (error) {
    // Expected: an interrupt, and files that don't hold what the table takes.
    throw guard.reason ?? loadError(name, error);
  } finally {
    clearInterval(progress);
    guard.release();
  }
}

async function inOneStep(writer: DuckDBConnection, guard: StopGuard, { beforeCommit }: LoadOptions, work: () => Promise<void>): Promise<void> {
  await writer.run('BEGIN TRANSACTION');
  try {
    await work();
    guard.check();
    // From here on it is done, not stopped.
    guard.release();
    beforeCommit?.();
    await writer.run('COMMIT');
  } catch (error) {
    // Else the repeated interrupt would stop this, too.
    guard.release();
    await writer.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function replace(writer: DuckDBConnection, staged: StagedTable): Promise<void> {
  const { table } = staged;
  const beside = `${table.name}__loading`;
  await writer.run(createTableSql(table, { physicalType: duckDbType, name: beside, checksLength: true }));
  if (staged.files.length > 0) await writer.run(insertSql(staged, beside));
  assertRowCount(staged, await rowCountOf(writer, beside));
  await writer.run(`DROP TABLE ${quoteIdentifier(table.name)}`);
  await writer.run(`ALTER TABLE ${quoteIdentifier(beside)} RENAME TO ${quoteIdentifier(table.name)}`);
}

async function append(writer: DuckDBConnection, staged: StagedTable): Promise<void> {
  if (staged.files.length === 0) return assertRowCount(staged, 0);
  const { name } = staged.table;
  for (const key of keysOf(staged.table)) await assertNewKeys(writer, staged, key);
  const before = await rowCountOf(writer, name);
  await writer.run(insertSql(staged, name));
  assertRowCount(staged, (await rowCountOf(writer, name)) - before);
}

/** The engine's tables are made without their keys, as Redshift's are not enforced. */
async function assertNewKeys(writer: DuckDBConnection, { table, files }: StagedTable, key: readonly string[]): Promise<void> {
  const columns = quoteIdentifiers(key);
  const texts = key.map((name) => `${quoteIdentifier(name)}::VARCHAR`).join(', ');
  const reader = await writer.runAndReadAll(
    `SELECT ${texts} FROM read_parquet(${fileList(files)}) SEMI JOIN ${quoteIdentifier(table.name)} USING (${columns}) LIMIT 1`,
  );
  const [repeated] = reader.getRows();
  if (repeated) throw repeatedKey(table.name, key, repeated);
}

function insertSql({ table, files }: StagedTable, name: string): string {
  const columns = quoteIdentifiers(table.columns.map((column) => column.name));
  return `INSERT INTO ${quoteIdentifier(name)} (${columns}) SELECT ${columns} FROM read_parquet(${fileList(files)})`;
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

/** Tells how far the engine is; its own figure may fall again when it starts on the next step. */
function progressReport(writer: DuckDBConnection, { rowCount }: StagedTable, { onProgress }: LoadOptions): () => void {
  let told = 0;
  return () => {
    const rows = Math.min(rowCount, Math.round((rowCount * writer.progress.percentage) / 100));
    if (rows > told) onProgress?.((told = rows));
  };
}

function loadError(table: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const [message = ''] = duckDbFault(error).message.split('\n');
  return loadFailure(table, lengthFault(message) ?? message, undefined, error);
}
