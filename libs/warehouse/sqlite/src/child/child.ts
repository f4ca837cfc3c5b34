import { once } from 'node:events';
import { AppError, writeFaultOf } from '@dw-sim/contracts';
import type { LoadMode, StagedTable } from '@dw-sim/warehouse-core';
import type { ChildCalls, ChildConfig, ChildFailure, ChildMessage, ChildRequest } from '../protocol';
import { beginTransaction, change, endStatements, endTransaction } from './change';
import { openForReading, openForWriting } from './open-database';
import { Reader } from './reader';
import { columnsOf, countRows, createTables, differences, dropTables, existingTables, objects, truncateTables } from './tables';
import { dieWithParent } from './die-with-parent';

/**
 * A process with the database file open, since the driver blocks the thread that it runs on. Its parent asks one
 * thing at a time and ends it by killing it: what is not committed then has never been.
 */
function serve(config: ChildConfig): void {
  const calls = callsOn(config);
  dieWithParent();
  process.on('message', (request: ChildRequest) => {
    if (request.type === 'call') void answer(calls, request).then(send);
  });
  send({ type: 'ready' });
}

function callsOn(config: ChildConfig): ChildCalls {
  const database = config.mode === 'write' ? openForWriting(config) : openForReading(config);
  const reader = new Reader(database);
  return {
    version: () => (database.prepare('SELECT sqlite_version()').raw().get() as [string])[0],
    close: () => {
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
    existingTables: (names) => existingTables(database, names),
    differences: (table) => differences(database, table),
    objects: (prefix) => objects(database, prefix),
    columnsOf: (names) => columnsOf(database, names),
    countRows: (name) => countRows(database, name),
    createTables: (tables) => createTables(database, tables),
    dropTables: (names) => dropTables(database, names),
    truncateTables: (names) => truncateTables(database, names),
    loadTable: async (staged: StagedTable, mode: LoadMode) => {
      // Reading Parquet brings a second engine, which most children never need.
      const { loadTable } = await import('./load');
      return loadTable(database, staged, mode, config, { onProgress: (rows) => send({ type: 'progress', rows }), beforeCommit });
    },
    startQuery: (sql, rowLimit, prefix) => reader.startQuery(sql, rowLimit, prefix),
    nextBatch: () => reader.nextBatch(),
    endQuery: () => reader.endQuery(),
    change: (statements) => change(database, statements),
    beginTransaction: () => beginTransaction(database),
    endTransaction: (outcome) => endTransaction(database, outcome),
    endStatements: () => endStatements(database),
  };
}

/** Asks the parent, which may have been told to stop the load in this moment. */
async function beforeCommit(): Promise<void> {
  send({ type: 'commit-ready' });
  await once(process, 'message');
}

async function answer(calls: ChildCalls, { call, args }: ChildRequest & { type: 'call' }): Promise<ChildMessage> {
  try {
    const work = calls[call] as (...values: readonly unknown[]) => unknown;
    return { type: 'answer', value: await work(...args) };
  } catch (error) {
    // Expected: every error of a call; the parent throws it again.
    return { type: 'failure', failure: failureOf(error) };
  }
}

function failureOf(error: unknown): ChildFailure {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details };
  const fault = writeFaultOf(error);
  const details = fault?.isFull ? { hint: "Free some space where the warehouse's files are." } : {};
  return { code: fault?.isFull ? 'storage_full' : 'warehouse_failed', message: `SQLite failed: ${(error as Error).message}`, details };
}

function send(message: ChildMessage): void {
  // Where the parent has gone there is nobody to tell; `disconnect` ends this process.
  process.send?.(message, () => undefined);
}

try {
  serve(JSON.parse(process.argv[2] ?? '{}') as ChildConfig);
} catch (error) {
  // Expected: the file can't be opened.
  process.send?.({ type: 'failure', failure: failureOf(error) } satisfies ChildMessage, () => process.exit(1));
}
