import { existsSync } from 'node:fs';
import { AppError, writeFaultOf } from '@dw-sim/contracts';
import type { StagedTable } from './warehouse-strategy';

/** @throws AppError `warehouse_failed` where a staged file is gone, naming it. */
export function assertFilesExist({ table, files }: StagedTable): void {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length === 0) return;
  throw loadFailure(table.name, `staged files are missing: ${missing.join(', ')}`, 'Generate the experiment again.');
}

/**
 * Compares a staged file's columns with the table's, by name and order.
 * @throws AppError `warehouse_failed` with the names that are missing, unknown or out of order.
 */
export function assertSameColumns({ table }: StagedTable, file: string, staged: readonly string[]): void {
  const expected = table.columns.map(({ name }) => name);
  if (expected.join('\n') === staged.join('\n')) return;
  const missing = expected.filter((name) => !staged.includes(name));
  const unknown = staged.filter((name) => !expected.includes(name));
  const faults = [
    ...(missing.length > 0 ? [`lacks ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`has ${unknown.join(', ')}, which the table lacks`] : []),
  ];
  const fault = faults.join('; ') || `has the columns in another order: ${staged.join(', ')}, not ${expected.join(', ')}`;
  throw loadFailure(table.name, `the file ${file} ${fault}`, 'Generate the experiment again.');
}

/**
 * The error of rows that can't be appended because the table has one of their keys already.
 * @param values the repeated key, where the engine tells it
 */
export function repeatedKey(table: string, columns: readonly string[], values?: readonly unknown[]): AppError {
  const what = values ? `a row with ${columns.map((column, index) => `${column} ${String(values[index])}`).join(', ')}` : `rows with the same ${columns.join(', ')}`;
  return new AppError('conflict', `Table "${table}" has ${what} already, so the rows can't be appended. Its rows are as before.`, {
    hint: 'Generate other keys, such as a sequence that starts higher, or replace the rows.',
  });
}

/** @throws AppError `warehouse_failed` where the engine counts other rows than were staged. */
export function assertRowCount({ table, rowCount }: StagedTable, counted: number): void {
  if (counted === rowCount) return;
  throw loadFailure(table.name, `its staged files hold ${counted} rows, but ${rowCount} were expected`);
}

const TEMPORARY_SPACE = /max_temp_directory_size/i;
const FULL_HINT = "Free some space where the warehouse's files are, or ask for fewer rows; the files of the run stay, and can be loaded again.";

/** The error of a load that failed; the table then keeps its rows. A full disk has a code of its own. */
export function loadFailure(table: string, reason: string, hint?: string, cause?: unknown): AppError {
  const fault = writeFaultOf({ message: reason });
  const isFull = fault?.isFull || TEMPORARY_SPACE.test(reason);
  const text = fault?.isFull && !reason.includes(fault.reason) ? `${fault.reason} (${reason})` : reason;
  const advice = hint ?? (isFull ? FULL_HINT : undefined);
  return new AppError(isFull ? 'storage_full' : 'warehouse_failed', `Loading table "${table}" failed: ${text}. Its rows are as before.`, advice === undefined ? {} : { hint: advice }, { cause });
}
