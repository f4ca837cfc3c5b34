import type { AppErrorDetails, CellValue, ErrorCode, ResultColumn } from '@dw-sim/contracts';
import type { ChangeStatement, DatabaseColumn, DatabaseObject, LoadMode, LoadResult, PhysicalTable, StagedTable, TransactionOutcome } from '@dw-sim/warehouse-core';

/** What a child process is started for. It has the one database file open until it ends. */
export interface ChildConfig {
  readonly mode: 'write' | 'read';
  readonly path: string;
  readonly stagingDirectory: string;
  readonly memoryLimitBytes: number;
}

/** Where the rows of a load are until it is done: a file beside the database. A process that is killed leaves it. */
export function stagedRowsPath({ path }: Pick<ChildConfig, 'path'>): string {
  return `${path}-loading`;
}

/** A piece of a result. The last one says whether the row limit cut it short. */
export interface ResultBatch {
  readonly rows: readonly (readonly CellValue[])[];
  readonly done: boolean;
  readonly truncated: boolean;
}

export interface QueryStart extends ResultBatch {
  readonly columns: readonly ResultColumn[];
}

/** What a child can be asked to do. One question at a time; all values are plain JSON. */
export interface ChildCalls {
  version(): string;
  /** Takes what is in the log over into the file itself, and closes it. */
  close(): void;
  existingTables(names: readonly string[]): readonly string[];
  differences(table: PhysicalTable): readonly string[] | undefined;
  countRows(name: string): number;
  createTables(tables: readonly PhysicalTable[]): void;
  dropTables(names: readonly string[]): number;
  truncateTables(names: readonly string[]): number;
  loadTable(staged: StagedTable, mode: LoadMode): Promise<LoadResult>;
  /** @param prefix stands before the text when it runs */
  startQuery(sql: string, rowLimit: number | null, prefix: string): QueryStart;
  nextBatch(): ResultBatch;
  endQuery(): void;
  /** Runs the statements of a change in one transaction: its own, or the one that is open. Answers how many rows they affected; null where they are none of rows. */
  change(statements: readonly ChangeStatement[]): Promise<number | null>;
  /** Tables and views whose names start so. */
  objects(prefix: string): readonly DatabaseObject[];
  columnsOf(names: readonly string[]): readonly (readonly DatabaseColumn[])[];
  beginTransaction(): void;
  endTransaction(outcome: TransactionOutcome): void;
  /** Ends a session of statements: what is open is rolled back, and its temporary tables go. */
  endStatements(): void;
}

/** A question, or leave to commit what is ready. */
export type ChildRequest =
  | { readonly type: 'call'; readonly call: keyof ChildCalls; readonly args: readonly unknown[] }
  | { readonly type: 'commit' };

/** An error as it crosses from one process to the other. */
export interface ChildFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: AppErrorDetails;
}

export type ChildMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly rows: number }
  /** A load is complete; it is committed on leave, after which it is no longer stopped. */
  | { readonly type: 'commit-ready' }
  | { readonly type: 'answer'; readonly value?: unknown }
  | { readonly type: 'failure'; readonly failure: ChildFailure };
