import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { stagedRowsPath, type ChildConfig } from '../protocol';
import type { InterruptibleDatabase } from './reader';

/** Pages kept in memory, as a share of what the process may use. */
const CACHE_SHARE = 4;
const SORTED_RUN_BYTES = 4 * 2 ** 20;
const BUSY_MS = 5000;
const WAL_BYTES = 64 * 2 ** 20;

/**
 * Opens the file for the one process that writes, and deletes what a killed one has left. Keys are declared but not
 * checked: a load swaps parents freely.
 */
export function openForWriting(config: ChildConfig): InterruptibleDatabase {
  rmSync(stagedRowsPath(config), { force: true });
  const database = new Database(config.path) as InterruptibleDatabase;
  for (const setting of [
    'journal_mode = WAL',
    // A load that is said to be done is on the disk.
    'synchronous = FULL',
    'foreign_keys = OFF',
    // A table that takes the place of another has its name, by which views know it.
    'legacy_alter_table = ON',
    // What an index sorts is kept in memory otherwise.
    'temp_store = FILE',
    `busy_timeout = ${BUSY_MS}`,
    smallCache(),
    `journal_size_limit = ${WAL_BYTES}`,
    ...boundsOfQueries(config),
  ]) {
    database.pragma(setting);
  }
  return database;
}

/** The setting of a cache for pages that are read and written at random. */
export function largeCache({ memoryLimitBytes }: ChildConfig): string {
  return cacheSize(memoryLimitBytes / CACHE_SHARE);
}

/**
 * The setting of a cache for work that writes in order and sorts. SQLite's sorted runs are as large as its cache, and
 * are made twice as fast where a processor's own cache holds one.
 */
export function smallCache(): string {
  return cacheSize(SORTED_RUN_BYTES);
}

function cacheSize(bytes: number): string {
  return `cache_size = -${Math.floor(bytes / 1024)}`;
}

/**
 * Opens the file for reading only: not even a statement that slips through can write to it. What the library could
 * reach beyond the file is refused before, by the gate. (SQLite's own defensive flag guards against writes as well;
 * the driver has no switch for it.)
 */
export function openForReading(config: ChildConfig): InterruptibleDatabase {
  const database = new Database(`${pathToFileURL(config.path).href}?mode=ro`) as InterruptibleDatabase;
  for (const setting of [
    'query_only = ON',
    'temp_store = FILE',
    `busy_timeout = ${BUSY_MS}`,
    largeCache(config),
    ...boundsOfQueries(config),
  ]) {
    database.pragma(setting);
  }
  return database;
}

/** What statements of users are held to, those that write, too. */
function boundsOfQueries({ memoryLimitBytes }: ChildConfig): readonly string[] {
  return ['trusted_schema = OFF', `hard_heap_limit = ${memoryLimitBytes}`];
}
