import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@dw-sim/contracts';
import { StopGuard, takeTurn, type ExportOptions, type ResultStream, type TypedFormat } from '@dw-sim/warehouse-core';
import { arrowStream, parquetSelect, TemporaryFile, writeParquet, type TypedColumn } from '@dw-sim/warehouse-export';
import { startQuery, type StatementPlace } from './duckdb-query';
import { duckDbFault, statementError } from './duckdb-error';
import { admitStatement } from './statement-gate';
import { boundTextLengths } from './text-lengths';

/** A place that may be written to, and nothing else of the machine's. */
export interface ExportPlace extends StatementPlace {
  readonly exportDirectory: string;
}

/** Runs a query and writes its rows: Parquet into a file of its own first, an Arrow stream as the rows come. */
export function exportQuery(place: ExportPlace, sql: string, format: TypedFormat, options: ExportOptions): Promise<ResultStream> {
  return format === 'arrow' ? exportArrow(place, sql, options) : exportParquet(place, sql, options);
}

async function exportArrow(place: StatementPlace, sql: string, options: ExportOptions): Promise<ResultStream> {
  const cursor = await startQuery(place, sql, options);
  return {
    bytes: () => arrowStream(named(cursor.typedColumns, options), cursor.columnChunks()),
    get rowCount() { return cursor.rowCount; },
    get truncated() { return cursor.truncated; },
    close: () => cursor.close(),
  };
}

async function exportParquet(place: ExportPlace, sql: string, options: ExportOptions): Promise<ResultStream> {
  const { connection, calls, inTransaction } = place;
  const file = new TemporaryFile(join(place.exportDirectory, `${randomUUID()}.parquet`));
  const guard = new StopGuard('query', options, () => connection.interrupt());
  try {
    guard.check();
    if ((await admitStatement(connection, sql)).explained !== undefined) throw new AppError('invalid_request', 'A plan has no types to keep: ask for it as JSON or CSV.');
    const release = await takeTurn(calls, guard);
    const written = await copyRows(place, sql, file.path, options, guard).finally(release);
    guard.check();
    return { ...written, bytes: () => file.bytes(), close: () => file.close() };
  } catch (error) {
    await rm(file.path, { force: true });
    // Expected: faults of the statement, and an interrupt.
    throw guard.reason ?? (error instanceof AppError ? error : await placedError(place, sql, error));
  } finally {
    guard.release();
    if (!inTransaction) await connection.run('ROLLBACK').catch(() => undefined);
  }
}

async function copyRows(place: StatementPlace, sql: string, path: string, options: ExportOptions, guard: StopGuard) {
  const { connection, inTransaction } = place;
  await boundTextLengths(connection, sql);
  if (!inTransaction) await connection.run('BEGIN TRANSACTION READ ONLY');
  const select = parquetSelect(sql, named(await columnsOf(place, sql), options));
  return writeParquet(select, path, options.rowLimit ?? Infinity, async (copy) => {
    guard.check();
    return Number((await connection.run(copy)).rowsChanged);
  });
}

function named(columns: readonly TypedColumn[], { columnName }: ExportOptions): readonly TypedColumn[] {
  return columnName ? columns.map((column) => ({ ...column, name: columnName(column.name) })) : columns;
}

async function columnsOf({ connection }: StatementPlace, sql: string): Promise<readonly TypedColumn[]> {
  const statement = await connection.prepare(sql);
  try {
    return Array.from({ length: statement.columnCount }, (_, index) => ({ name: statement.columnName(index), type: statement.columnType(index) }));
  } finally {
    statement.destroySync();
  }
}

/** The query stands inside another text, where its places are others. */
async function placedError({ connection }: StatementPlace, sql: string, error: unknown): Promise<AppError> {
  const { byteOffset: _, ...fault } = duckDbFault(error);
  try {
    (await connection.prepare(sql)).destroySync();
    return statementError(fault, sql);
  } catch (own) {
    // Expected: a fault of the statement itself, with its place.
    return statementError(duckDbFault(own), sql);
  }
}
