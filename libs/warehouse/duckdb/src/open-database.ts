import { mkdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError, writeFaultOf } from '@dw-sim/contracts';
import { quoteLiteral, type WarehouseConfig } from '@dw-sim/warehouse-core';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { duckDbFault } from './duckdb-error';

const FILE_NAME = 'warehouse.duckdb';
/** A file's own header and the two of the database, 4 KB each (https://duckdb.org/docs/stable/internals/storage). */
const HEADER_BYTES = 12_288;
/** Sorts and joins that outgrow memory may use this many times as much disk. */
const TEMP_SPACE_PER_MEMORY = 8;

/** An open database file, and the one connection that writes to it. */
export interface OpenDatabase {
  readonly instance: DuckDBInstance;
  /** The only connection that reports progress: the setting is per connection and locked afterwards. */
  readonly writer: DuckDBConnection;
  /** The one folder that files of results are written to; empty at the start. */
  readonly exportDirectory: string;
  readonly memoryLimitBytes: number;
}

/**
 * Opens the database file, `<directory>/warehouse.duckdb` by default, and locks it in: nothing outside the folders of staged files and of results can be read, no extension
 * loaded, and no setting changed any more. The order matters, since each of the last steps forbids the ones before.
 * @throws AppError `data_root_locked` where another process has the file open, `storage_full`, `warehouse_unavailable` otherwise
 */
export async function openDatabase(config: WarehouseConfig): Promise<OpenDatabase> {
  const path = config.file ?? join(config.directory, FILE_NAME);
  const exportDirectory = resolve(config.directory, 'duckdb-exports');
  try {
    await rm(exportDirectory, { recursive: true, force: true });
    await mkdir(exportDirectory, { recursive: true });
    await removeUnfinished(path, config.file === undefined);
    const instance = await DuckDBInstance.create(path, await startOptions(config));
    const writer = await instance.connect();
    for (const setting of lockdownSettings([config.stagingDirectory, exportDirectory])) await writer.run(setting);
    return { instance, writer, exportDirectory, memoryLimitBytes: config.memoryLimitBytes };
  } catch (error) {
    // Expected: the file's lock, a file of another format, a folder that can't be written.
    throw openError(path, error);
  }
}

/**
 * Removes a file that is shorter than its header: its making was ended by a full disk or a kill, it never held a table, and the engine
 * would refuse it for good.
 * @param isOurs whether nobody else keeps files there; else an empty one alone is removed
 */
async function removeUnfinished(path: string, isOurs: boolean): Promise<void> {
  // Expected: no such file yet.
  const size = await stat(path).then((found) => found.size, () => undefined);
  if (size !== undefined && size < (isOurs ? HEADER_BYTES : 1)) await rm(path, { force: true });
}

async function startOptions(config: WarehouseConfig): Promise<Record<string, string>> {
  const tempDirectory = join(config.directory, 'duckdb-temp');
  await mkdir(tempDirectory, { recursive: true });
  return {
    threads: String(config.threadCount),
    memory_limit: `${config.memoryLimitBytes}B`,
    temp_directory: tempDirectory,
    max_temp_directory_size: `${config.memoryLimitBytes * TEMP_SPACE_PER_MEMORY}B`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    // Faults with a byte offset, in place of a drawing that cuts long lines short.
    errors_as_json: 'true',
  };
}

/** @param folders that may be read and written, besides the database itself */
function lockdownSettings(folders: readonly string[]): readonly string[] {
  return [
    // Moments are told in UTC, whatever the machine's zone.
    `SET GLOBAL TimeZone = 'UTC'`,
    'SET enable_progress_bar = true',
    'SET enable_progress_bar_print = false',
    'SET progress_bar_time = 0',
    `SET allowed_directories = [${folders.map((folder) => quoteLiteral(resolve(folder))).join(', ')}]`,
    'SET enable_external_access = false',
    // What the cache of blocks is trimmed with.
    `SET allowed_configs = ['memory_limit']`,
    'SET lock_configuration = true',
  ];
}

function openError(path: string, error: unknown): AppError {
  const { message } = duckDbFault(error);
  if (message.includes('Could not set lock')) {
    return new AppError('data_root_locked', `The warehouse file ${path} is in use by another process.`, {
      hint: 'Stop the other server, or give this one a data root of its own.',
    });
  }
  const fault = writeFaultOf(error);
  const reason = fault && !message.includes(fault.reason) ? `${fault.reason} (${message})` : message;
  return new AppError(fault?.isFull ? 'storage_full' : 'warehouse_unavailable', `The warehouse file ${path} can't be opened: ${reason}`, fault?.isFull ? { hint: 'Free some space there.' } : {}, { cause: error });
}
