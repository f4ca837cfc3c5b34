import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { bucketName, endpoint, keyPrefix } from './s3-setting';
import { absent, computed, setting, type Setting } from './setting';
import { byteCount, integer, list, oneOf, path, paths, secretText, text, url, yesOrNo } from './setting-type';

const DAY_MS = 86_400_000;
const GIGABYTE = 2 ** 30;

/**
 * Every setting of the server, in the order of the documentation. A line here is all that a new one needs: it is then read
 * and checked from every source, shown by `--help` and `dw-sim config show`, and documented by `npm run catalogue`.
 */
export const SETTINGS = {
  dataRoot: setting('data_root', path, './data', 'Folder of everything the server keeps.', { alias: 'DATA_ROOT' }),
  configFile: setting('config_file', path, 'config/default.yml', 'File of settings.'),
  port: setting('port', integer(0, 65_535), 8000, 'TCP port; 0 takes any free one.', { alias: 'PORT' }),
  host: setting('host', text, '127.0.0.1', 'Address to listen on.'),
  authentication: setting('authentication', oneOf('auto', 'required', 'off'), 'auto', 'Whether requests need an [API key](safety.md): `auto` needs one as soon as `host` is not this machine alone.'),
  adminKey: setting('admin_key', secretText, absent(), 'A key with all rights beside those that `dw-sim key create` makes, for containers.', { secret: true }),
  rateLimit: setting('rate_limit', integer(0, 1_000_000), absent('1,200 where a key is needed, else no limit'), 'Requests of one address in a minute; 0 for no limit.'),
  clientTimeoutMs: setting('client_timeout_ms', integer(1_000, DAY_MS), 300_000, 'Longest time that a client may take to send a request, or leave an answer lying.'),
  allowedHosts: setting('allowed_hosts', list, [], 'Further host names that requests may name.'),
  allowedOrigins: setting('allowed_origins', list, [], 'Further origins of pages that may call the API.'),
  logLevel: setting('log_level', oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace'), 'info', 'Least level that is logged.'),

  defaultWarehouse: setting('default_warehouse', text, 'duckdb', '[Target](targets.md) of experiments and queries that name none.'),
  warehouseSchema: setting('warehouse_schema', text, absent("the user's own"), 'Schema of the tables in targets of `DW_SIMULATOR_<KIND>_URL`, made where it is missing.'),
  targetsFolder: setting('targets_folder', path, absent('`targets`, if it is there'), 'Folder of [target](targets.md) definitions.'),
  allowedFolders: setting('allowed_folders', paths, ['.'], 'Folders that database files of targets may lie in, beside the data root.'),
  outputFolders: setting('output_folders', paths, computed('`exports` in the data root', (dataRoot) => [join(dataRoot, 'exports')]), 'Folders that [file targets](staging.md#tables-as-files) may write to.'),
  secretKey: setting('secret_key', secretText, absent('a file in the data root'), 'What passwords of targets are encrypted with.', { secret: true }),
  metadataUrl: setting('metadata_url', url('postgres', 'postgresql'), absent('an SQLite file in the data root'), 'A PostgreSQL that keeps the metadata.', { secret: true }),

  workers: setting('workers', integer(1, 256), computed('one per core', () => availableParallelism()), 'Threads that generate, and threads of each engine.'),
  memoryLimitBytes: setting('memory_limit', byteCount, computed('half of the memory, 512 MB to 4 GB', defaultMemoryLimit), 'Memory of each engine.'),
  queryTimeoutMs: setting('query_timeout_ms', integer(1, DAY_MS), 60_000, 'Longest query that answers JSON.'),
  exportTimeoutMs: setting('export_timeout_ms', integer(1, DAY_MS), 3_600_000, 'Longest query whose rows are streamed: CSV, NDJSON, Parquet, Arrow.'),
  allowQueryWrites: setting('allow_query_writes', yesOrNo, true, 'Whether [queries](query.md) may change tables of their experiments, where a request asks for it.'),
  queryHistory: setting('query_history', integer(0, 100_000), 1_000, 'Queries that the history keeps, the latest; 0 keeps none.'),
  concurrentRuns: setting('concurrent_runs', integer(1, 256), computed('one per core, at least 2', () => Math.max(2, availableParallelism())), '[Runs](runs.md#the-queue) that work at the same time.'),
  workerMemoryBytes: setting('worker_memory', byteCount, computed('512 MB', () => GIGABYTE / 2), "Memory of a thread's objects: a run whose thread needs more fails."),
  runMemoryBytes: setting('run_memory', byteCount, computed('half of the memory, at least 2 GB', () => Math.floor(Math.max(2 * GIGABYTE, totalmem() / 2))), 'Memory that all runs may use together: one that would need more waits.'),
  stopGraceMs: setting('stop_grace_ms', integer(0, DAY_MS), 5_000, 'How long a server that is told to end waits for its runs before it [parks](runs.md#stopping-the-server) them.'),
  keepRuns: setting('keep_runs', integer(1, 10_000), 3, 'Runs per experiment whose files are [kept](runs.md#retention).'),
  keepFileDays: setting('keep_file_days', integer(0, 36_500), 0, 'Days after which files of runs are removed, but for those of the last run; 0: none are for their age.'),
  keepRecords: setting('keep_records', integer(10, 1_000_000), 1_000, 'Runs per experiment whose records and events are kept.'),
  keepDeletedDays: setting('keep_deleted_days', integer(0, 36_500), 90, 'Days after which runs and versions of a deleted experiment are removed; 0: they never are.'),

  staging: setting('staging', oneOf('folder', 's3'), 'folder', 'Where the files of runs are kept: in the data root, or in a [bucket](staging.md) with the data root as its cache.'),
  s3Bucket: setting('s3_bucket', bucketName, absent(), 'Bucket of staged files.'),
  s3Prefix: setting('s3_prefix', keyPrefix, '', 'What comes before every key in the bucket.'),
  s3Endpoint: setting('s3_endpoint', endpoint, absent('AWS'), 'URL of another S3-compatible server.'),
  s3Region: setting('s3_region', text, absent('by the AWS configuration'), 'Region of the bucket.'),
  s3ForcePathStyle: setting('s3_force_path_style', yesOrNo, absent('`true` with an endpoint'), "The bucket's name in the path, not in the host's name."),
} as const;

/** Half of the machine's memory, from 512 MB to 4 GB. */
function defaultMemoryLimit(): number {
  return Math.floor(Math.min(4 * GIGABYTE, Math.max(GIGABYTE / 2, totalmem() / 2)));
}

/** Settings that say where settings are read: no file of settings can hold them. */
export const PLACES_OF_SETTINGS: readonly Setting<unknown>[] = [SETTINGS.configFile];

/** Other variables of the product: of the command line, and of its build. */
export const OTHER_VARIABLES: Readonly<Record<string, string>> = {
  DW_SIMULATOR_URL: 'Server that `dw-sim` uses.',
  DW_SIMULATOR_API_KEY: 'Key that `dw-sim` sends.',
  DW_SIMULATOR_WORKER_PATH: 'Built script of the generation workers.',
  DW_SIMULATOR_SQLITE_CHILD_PATH: 'Built script of the SQLite process.',
  DW_SIMULATOR_DASHBOARD_DIRECTORY: 'Folder of the built dashboard.',
};

/** The setting `<kind>_url`, which any kind of target has: the engines are not known here. */
export function targetUrl(kind: string): Setting<string | null> {
  return setting(`${kind}_url`, text, absent(), `DSN of a target of that kind and name.`, { secret: true });
}

/** The kind that a key or a variable names a DSN for, in lower case; undefined where it is no such name. */
export function kindOfTargetUrl(name: string): string | undefined {
  const key = /^DW_SIMULATOR_[A-Z0-9_]+$/.test(name) ? name.slice('DW_SIMULATOR_'.length).toLowerCase() : name;
  const isSetting = Object.values(SETTINGS).some((entry) => entry.key === key);
  return isSetting ? undefined : /^([a-z][a-z0-9_]*)_url$/.exec(key)?.[1];
}
