import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import type { ChildConfig } from '../protocol';
import type { InterruptibleDatabase } from './reader';

/** Pages kept in memory, as a share of what the process may use. */
const CACHE_SHARE = 4;
const BUSY_MS = 5000;
const WAL_BYTES = 64 * 2 ** 20;

/** Opens the file for the one process that writes. Keys are declared but not checked: a load swaps parents freely. */
export function openForWriting({ path, memoryLimitBytes }: ChildConfig): InterruptibleDatabase {
  const database = new Database(path) as InterruptibleDatabase;
  for (const setting of [
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'foreign_keys = OFF',
    `busy_timeout = ${BUSY_MS}`,
    `cache_size = -${Math.floor(memoryLimitBytes / CACHE_SHARE / 1024)}`,
    `journal_size_limit = ${WAL_BYTES}`,
  ]) {
    database.pragma(setting);
  }
  return database;
}

/**
 * Opens the file for reading only: not even a statement that slips through can write to it. What the library could
 * reach beyond the file is refused before, by the gate. (SQLite's own defensive flag guards against writes as well;
 * the driver has no switch for it.)
 */
export function openForReading({ path, memoryLimitBytes }: ChildConfig): InterruptibleDatabase {
  const database = new Database(`${pathToFileURL(path).href}?mode=ro`) as InterruptibleDatabase;
  for (const setting of [
    'query_only = ON',
    'trusted_schema = OFF',
    'temp_store = FILE',
    `busy_timeout = ${BUSY_MS}`,
    `cache_size = -${Math.floor(memoryLimitBytes / CACHE_SHARE / 1024)}`,
    `hard_heap_limit = ${memoryLimitBytes}`,
  ]) {
    database.pragma(setting);
  }
  return database;
}
