import { availableParallelism, totalmem } from 'node:os';
import type { Fault } from '@dw-sim/contracts';
import { bucketName, endpoint, keyPrefix } from './s3-setting';
import { byteCount, integerBetween, list, oneOf, secret, text, urlOf, yesOrNo, type Setting } from './setting';

/** DI symbol of the `Configuration`. */
export const CONFIGURATION = Symbol('CONFIGURATION');

const GIGABYTE = 2 ** 30;
const HOUR_MS = 3_600_000;

/** Half of the machine's memory, from 512 MB to 4 GB. */
function defaultMemoryLimit(): number {
  return Math.floor(Math.min(4 * GIGABYTE, Math.max(GIGABYTE / 2, totalmem() / 2)));
}

function setting<T>(
  key: string,
  read: Setting<T>['read'],
  defaultValue: () => T,
  more: { alias?: string; flag?: string } = {},
): Setting<T> {
  const environment = [`DW_SIMULATOR_${key.toUpperCase()}`, ...(more.alias ? [more.alias] : [])];
  return { key, environment, flag: more.flag, defaultValue, read };
}

/** Every setting of the server. The documentation and the checks follow from this table. */
export const SETTINGS = {
  /** Folder of everything the server keeps; relative to the working directory. */
  dataRoot: setting<string>('data_root', text, () => './data', { alias: 'DATA_ROOT', flag: 'data-root' }),
  /** TCP port; 0 takes any free one. */
  port: setting<number>('port', integerBetween(0, 65_535), () => 8000, { alias: 'PORT', flag: 'port' }),
  host: setting<string>('host', text, () => '127.0.0.1', { flag: 'host' }),
  /** Target of experiments and queries that name none. */
  defaultWarehouse: setting<string>('default_warehouse', text, () => 'duckdb'),
  /** PostgreSQL for the metadata; an SQLite file in the data root where absent. */
  metadataUrl: setting<string | null>('metadata_url', urlOf('postgres', 'postgresql'), () => null),
  /** Schema of the tables in the targets of {@link targetUrl}; the user's own default where absent. */
  warehouseSchema: setting<string | null>('warehouse_schema', text, () => null),
  /** Folder of target definitions; `targets` beside `config`, if it is there, where absent. */
  targetsFolder: setting<string | null>('targets_folder', text, () => null),
  /** Folders that database files of targets may lie in, beside the data root; relative to the working directory. */
  allowedFolders: setting<readonly string[]>('allowed_folders', list, () => ['.']),
  /** What passwords of targets are encrypted with; a key file in the data root where absent. */
  secretKey: setting<string | null>('secret_key', secret, () => null),
  /** Longest time of a query that answers JSON. */
  queryTimeoutMs: setting<number>('query_timeout_ms', integerBetween(1, 24 * HOUR_MS), () => 60_000),
  /** Longest time of a CSV export. */
  exportTimeoutMs: setting<number>('export_timeout_ms', integerBetween(1, 24 * HOUR_MS), () => HOUR_MS),
  /** Executions of queries that the history keeps, the latest; 0 keeps none. */
  queryHistory: setting<number>('query_history', integerBetween(0, 100_000), () => 1_000),
  /** Threads that generate; also the threads of each engine. */
  workers: setting<number>('workers', integerBetween(1, 256), () => availableParallelism()),
  /** Runs per experiment whose files are kept. */
  keepRuns: setting<number>('keep_runs', integerBetween(1, 10_000), () => 3),
  /** Where the files of runs are kept: in a folder of the data root, or in a bucket with the folder as its cache. */
  staging: setting<'folder' | 's3'>('staging', oneOf('folder', 's3'), () => 'folder'),
  s3Bucket: setting<string | null>('s3_bucket', bucketName, () => null),
  /** Comes before every key in the bucket; without slashes at its ends. */
  s3Prefix: setting<string>('s3_prefix', keyPrefix, () => ''),
  /** An S3-compatible server; AWS where absent. */
  s3Endpoint: setting<string | null>('s3_endpoint', endpoint, () => null),
  /** By the AWS configuration where absent. */
  s3Region: setting<string | null>('s3_region', text, () => null),
  /** The bucket's name in the path, not in the host's name; so by default with an endpoint. */
  s3ForcePathStyle: setting<boolean | null>('s3_force_path_style', yesOrNo, () => null),
  /** Folders that targets of files may write to; `exports` in the data root where none is named. */
  outputFolders: setting<readonly string[]>('output_folders', list, () => []),
  /** Memory of each engine, in bytes. */
  memoryLimitBytes: setting<number>('memory_limit', byteCount, defaultMemoryLimit),
  /** Host names that requests may be addressed to, beside this machine's own. */
  allowedHosts: setting<readonly string[]>('allowed_hosts', list, () => []),
  /** Origins of pages that may call the API, beside the server's own. */
  allowedOrigins: setting<readonly string[]>('allowed_origins', list, () => []),
  logLevel: setting<LogLevel>('log_level', oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace'), () => 'info'),
} as const;

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** The settings in force, checked and complete. Folders are absolute. */
export type Configuration = {
  readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name] extends Setting<infer T> ? T : never;
} & {
  /** Folder that relative paths start from. */
  readonly directory: string;
  /** DSNs by kind of target: each makes a target of that name. See {@link targetUrl}. */
  readonly targetUrls: Readonly<Record<string, string>>;
};

/** The setting `<kind>_url`, which any kind of target has: the engines are not known here. */
export function targetUrl(kind: string): Setting<string | null> {
  return setting<string | null>(`${kind}_url`, text, () => null);
}

/** The kind that a key or a variable names a DSN for, in lower case; undefined where it is no such name. */
export function kindOfTargetUrl(name: string): string | undefined {
  const key = /^DW_SIMULATOR_[A-Z0-9_]+$/.test(name) ? name.slice('DW_SIMULATOR_'.length).toLowerCase() : name;
  const isSetting = Object.values(SETTINGS).some((entry) => entry.key === key);
  return isSetting ? undefined : /^([a-z][a-z0-9_]*)_url$/.exec(key)?.[1];
}

/** Faults that no setting has by itself. */
export function contradictions({ staging, s3Bucket }: Partial<Configuration>): readonly Fault[] {
  if (staging !== 's3' || s3Bucket !== null) return [];
  return [{ path: '$.s3_bucket', code: 'missing', message: 'staging is s3, but s3_bucket is not set.', allowed: 'the name of a bucket' }];
}
