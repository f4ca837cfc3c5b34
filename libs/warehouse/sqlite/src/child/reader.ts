import type { CellValue, ResultColumn } from '@dw-sim/contracts';
import { floatCell, integerCell, MOST_BATCH_SIZE, MOST_VALUE_SIZE, statementNotAllowed, valueTooLarge } from '@dw-sim/warehouse-core';
import type Database from 'libsql';
import type { QueryStart, ResultBatch } from '../protocol';
import { statementError } from '../sqlite-error';
import { resultColumn } from '../sqlite-types';
import { assertHarmlessProgram } from './harmless-program';

const BATCH_ROWS = 1000;

type RawRow = readonly unknown[];

/** The driver's class, with the method that its types leave out. */
export type InterruptibleDatabase = Database.Database & { interrupt(): void };

/** Runs one query at a time on a database that is open for reading. */
export class Reader {
  private rows: Iterator<RawRow> = [][Symbol.iterator]();
  private declared: readonly string[] = [];
  private names: readonly string[] = [];
  private sql = '';
  private left = Infinity;

  constructor(private readonly database: InterruptibleDatabase) {}

  /** @param rowLimit null for all rows */
  startQuery(sql: string, rowLimit: number | null, prefix: string): QueryStart {
    this.sql = sql;
    this.left = rowLimit ?? Infinity;
    this.database.pragma('query_only = ON');
    return this.naming(() => {
      const statement = this.database.prepare(prefix + sql);
      if (!statement.reader) throw statementNotAllowed('This statement is not allowed: it writes.');
      assertHarmlessProgram(this.database, sql);
      const columns = statement.columns();
      this.declared = columns.map(({ type }) => type?.toUpperCase() ?? '');
      this.names = columns.map(({ name }) => name);
      this.rows = statement.raw().safeIntegers().iterate() as unknown as Iterator<RawRow>;
      const batch = this.batch();
      return { ...batch, columns: columns.map(({ name, type }, index) => columnOf(name, type, index, batch.rows)) };
    });
  }

  nextBatch(): ResultBatch {
    return this.naming(() => this.batch());
  }

  /** Gives up the rows that are left, so that the file's old pages are no longer held. */
  endQuery(): void {
    this.database.interrupt();
    try {
      while (!this.rows.next().done);
    } catch {
      // Expected: the interrupt, which ends the statement.
    }
    this.rows = [][Symbol.iterator]();
  }

  private batch(): ResultBatch {
    const rows: CellValue[][] = [];
    let size = 0;
    while (rows.length < Math.min(BATCH_ROWS, this.left) && size < MOST_BATCH_SIZE) {
      const { done, value } = this.rows.next();
      if (done) return { rows, done: true, truncated: false };
      const row = value.map((cell, index) => cellOf(cell, this.declared[index] ?? ''));
      rows.push(row);
      size += this.sizeOf(row);
    }
    this.left -= rows.length;
    if (this.left > 0) return { rows, done: false, truncated: false };
    const truncated = !this.rows.next().done;
    if (truncated) this.endQuery();
    return { rows, done: true, truncated };
  }

  /** Characters of a row. @throws AppError `invalid_sql` where a value is too large */
  private sizeOf(row: readonly CellValue[]): number {
    let size = 0;
    row.forEach((cell, index) => {
      const length = typeof cell === 'string' ? cell.length : 0;
      if (length > MOST_VALUE_SIZE) throw valueTooLarge(this.names[index] ?? '');
      size += length;
    });
    return size;
  }

  private naming<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      // Expected: what SQLite finds wrong with the statement, at its start or on a later row.
      throw error instanceof Error && error.name === 'AppError' ? error : statementError(error, this.sql);
    }
  }
}

function columnOf(name: string, declared: string | null, index: number, rows: readonly (readonly CellValue[])[]): ResultColumn {
  return resultColumn(name, declared, rows.find((row) => row[index] !== null)?.[index]);
}

function cellOf(value: unknown, declared: string): CellValue {
  // A zone is stored with its minutes, which SQLite's functions need, and shown as every engine does.
  if (typeof value === 'string') return declared === 'TIMESTAMPTZ' ? value.replace(/\+00:00$/, '+00') : value;
  if (value === null) return value;
  if (typeof value === 'bigint') return declared === 'BOOLEAN' && (value === 0n || value === 1n) ? value === 1n : integerCell(value);
  if (typeof value === 'number') return floatCell(value);
  return Buffer.from(value as Uint8Array).toString('hex');
}
