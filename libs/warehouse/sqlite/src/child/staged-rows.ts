import { truncateSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { loadFailure, quoteIdentifier, quoteLiteral, type PhysicalTable, type StagedTable } from '@dw-sim/warehouse-core';
import { StagedReader, type StagedReaderLimits } from '@dw-sim/warehouse-staging';
import type Database from 'libsql';
import { fieldOf } from './field';
import { RecordWriter } from './record-writer';
import { NULL_TYPE } from './serial-type';
import { TableFile } from './table-file';
import { createSql } from './tables';
import type { TextEncoding } from './text-encoding';

/** The table's name in the file: columns of the same types and order as those of the table to load. */
const ROWS = 'rows';

/**
 * Writes staged rows to a database file of their own.
 * @param path of the file; one that is there, of a process that was killed, is replaced
 * @param encoding of the database to load
 * @param onProgress is told the rows written so far
 * @throws AppError `warehouse_failed` where a file can't be read, or NULL stands where none may
 */
export async function writeRows(
  path: string,
  staged: StagedTable,
  encoding: TextEncoding,
  limits: StagedReaderLimits,
  onProgress: (rows: number) => void,
): Promise<void> {
  const reader = await StagedReader.open(staged, limits);
  try {
    const file = new TableFile(path, encoding);
    try {
      await copyRows(staged.table, reader, file, onProgress);
      file.finish(ROWS, createSql(staged.table, ROWS));
    } finally {
      file.close();
    }
  } finally {
    await reader.close();
  }
}

/** Makes the rows of a file known to a database. Nobody changes the file, so it needs neither locks nor a journal. */
export function attachRows(database: Database.Database, path: string): void {
  database.exec(`ATTACH ${quoteLiteral(`${pathToFileURL(path).href}?mode=ro&immutable=1`)} AS staged`);
}

/**
 * Inserts the attached rows into a table and empties their file, so that its space is free before the log is taken over.
 * SQLite copies rows as they are where there is no list of columns, and the table has the same ones and no index.
 * @param columns in quotes, for a table that may have them in another order
 */
export function insertRows(database: Database.Database, path: string, into: string, columns?: string): void {
  database.exec(`INSERT INTO ${quoteIdentifier(into)} ${columns ? `(${columns})` : ''} SELECT ${columns ?? '*'} FROM staged.${ROWS}`);
  truncateSync(path);
}

export function detachRows(database: Database.Database): void {
  database.exec('DETACH staged');
}

async function copyRows(table: PhysicalTable, reader: StagedReader, file: TableFile, onProgress: (rows: number) => void): Promise<void> {
  const fields = table.columns.map(({ type }) => fieldOf(type, file.encoding));
  const record = new RecordWriter(fields);
  const required = table.columns.flatMap(({ nullable }, index) => (nullable ? [] : [index]));
  let written = 0;
  for await (const { rowCount, columns } of reader.chunks()) {
    columns.forEach((column, index) => fields[index]?.take(column));
    for (let row = 0; row < rowCount; row++) {
      record.next(row);
      for (const index of required) if (record.types[index] === NULL_TYPE) throw nullFailure(table, index);
      file.append(record);
    }
    written += rowCount;
    onProgress(written);
  }
}

/** SQLite takes such rows over as they are, so this says what it says of rows that it looks at. */
function nullFailure({ name, columns }: PhysicalTable, index: number): Error {
  return loadFailure(name, `NOT NULL constraint failed: ${name}.${columns[index]?.name}`);
}
