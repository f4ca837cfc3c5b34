import type { Fault, ErrorCode } from './error';
import type { RunTarget, TargetDefinition } from './target';

/** A run that a stopping server has parked goes on at the next start, as if it were queued. */
export const RUN_STATUSES = ['QUEUED', 'RUNNING', 'PARKED', 'COMPLETED', 'FAILED', 'ABORTED'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** States that a run never leaves. */
export const TERMINAL_RUN_STATUSES: readonly RunStatus[] = ['COMPLETED', 'FAILED', 'ABORTED'];

/** `generate` makes rows and loads them; `load` loads the files of an earlier run; `reproduce` makes those of an earlier run again and compares them. */
export const RUN_KINDS = ['generate', 'load', 'reproduce'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** Who chose the seed: the request, the experiment's definition, or nobody, so that a fresh one was made. */
export const SEED_ORIGINS = ['request', 'experiment', 'generated'] as const;
export type SeedOrigin = (typeof SEED_ORIGINS)[number];

/**
 * What a load does with the tables that it finds. Tables whose columns don't fit are refused in every mode.
 *
 * - `create_if_missing`: creates those that are missing, and replaces rows that the experiment has loaded itself; other
 *   rows are refused.
 * - `truncate_then_insert`: replaces whatever rows there are; missing tables are refused.
 * - `append_only`: adds to whatever rows there are; missing tables are refused.
 */
export const TABLE_MODES = ['create_if_missing', 'truncate_then_insert', 'append_only'] as const;
export type TableMode = (typeof TABLE_MODES)[number];

/** Body of `POST /api/experiments/{name}/generate`. */
export interface GenerateRequest {
  /** Rows by table, over the definition's `target_rows`. */
  readonly rows?: Readonly<Record<string, number>>;
  /** Seed of every value; the experiment's own, else a fresh one that is stored with the run. */
  readonly seed?: number;
  /** What `now` is in relative times: ISO 8601, or milliseconds since 1970-01-01 UTC; the server's clock by default. */
  readonly clock?: string | number;
  /** Where the rows land; the experiment's own target otherwise. Tables that are missing there are created. */
  readonly target?: RequestedTarget;
  /** `create_if_missing` by default. */
  readonly mode?: TableMode;
  /** Waits for the experiment's active run, where it is refused otherwise. */
  readonly queue?: boolean;
}

/** Id of a target, or a definition that lives as long as the run. */
export type RequestedTarget = string | TargetDefinition;

/** Body of `POST /api/experiments/{name}/load`. */
export interface LoadRequest {
  /** Run whose files are loaded; the last completed one otherwise. */
  readonly run_id?: number;
  /** Where the rows land; the experiment's own target otherwise. Tables that are missing there are created. */
  readonly target?: RequestedTarget;
  /** `create_if_missing` by default. */
  readonly mode?: TableMode;
  /** Waits for the experiment's active run, where it is refused otherwise. */
  readonly queue?: boolean;
}

/** What a request changed about its experiment, as it was asked for. */
export interface RunOverrides {
  /** Rows by table. */
  readonly rows?: Readonly<Record<string, number>>;
}

/** What a run is to do, fixed when it is asked for. With the definition of its version, it makes the same bytes again. */
export interface RunSettings {
  readonly kind: RunKind;
  readonly seed: number;
  /** Null for runs of earlier versions. */
  readonly seed_origin: SeedOrigin | null;
  /** What `now` was in relative times, ISO 8601 in UTC; null for runs of earlier versions. */
  readonly clock: string | null;
  /** Id of the target; `inline` for a definition that was given with the run. */
  readonly warehouse: string;
  /** The target as it was then, without its secrets; null for runs of earlier versions. */
  readonly target: RunTarget | null;
  readonly mode: TableMode;
  /** Version of the experiment, such as `1.2.0`. */
  readonly experiment_version: string;
  /** SHA-256 of the definition in canonical JSON (RFC 8785), in hexadecimal. */
  readonly definition_hash: string;
  /** Version of every generator that was used; null for runs of earlier versions. */
  readonly generators: Readonly<Record<string, number>> | null;
  /** Version of the product; null for runs of earlier versions. */
  readonly product_version: string | null;
  readonly overrides: RunOverrides;
  /** Run whose files are loaded, or made again; null for others. */
  readonly source_run_id: number | null;
  /** First of the runs whose work this one does the rest of; null where it resumes none. */
  readonly resumed_run_id: number | null;
}

export interface RunSummary extends Omit<RunSettings, 'definition_hash' | 'generators' | 'product_version' | 'overrides'> {
  readonly id: number;
  readonly experiment: string;
  /** The experiment was deleted since; the run and its version are kept. */
  readonly experiment_deleted: boolean;
  readonly status: RunStatus;
  /** Place in the queue, from 1; null for runs that don't wait. */
  readonly queue_position: number | null;
  /** Rows asked for, over all tables. */
  readonly requested_rows: number;
  /** Rows made so far, over all tables. */
  readonly generated_rows: number;
  /** Rows in the warehouse from this run, over all tables. */
  readonly loaded_rows: number;
  /** ISO 8601 in UTC. */
  readonly created_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly elapsed_ms: number | null;
  readonly error: RunError | null;
}

export interface RunDetail extends RunSummary, RunSettings {
  /** Where the run's files are: `folder` for that of the data root, or `s3://bucket/prefix`; null where it has none. */
  readonly staged_to: string | null;
  readonly tables: readonly RunTable[];
  /** What a run of kind `reproduce` found; null before its end and for others. */
  readonly reproduction: Reproduction | null;
}

/** What happened to one table in a run. */
export interface RunTable {
  readonly table: string;
  readonly requested_rows: number;
  readonly generated_rows: number;
  readonly loaded_rows: number;
  readonly byte_length: number;
  readonly generate_ms: number | null;
  readonly load_ms: number | null;
  /** SHA-256 over the SHA-256 of each of its files, in row order and in hexadecimal; null where it has made none. */
  readonly checksum: string | null;
}

/** A file that a run has made. */
export interface RunFile {
  readonly table: string;
  /** `part-00000.parquet` */
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
}

/** Answer of `GET /api/runs/{id}/files`. They are known after the files themselves were removed, too. */
export interface RunFileList {
  readonly items: readonly RunFile[];
  readonly total: number;
}

/** Whether a run could be made again to the byte. */
export interface Reproduction {
  readonly source_run_id: number;
  readonly matches: boolean;
  readonly tables: readonly TableReproduction[];
}

export interface TableReproduction {
  readonly table: string;
  readonly matches: boolean;
  readonly files: number;
  /** Names of the files that differ, are missing or are new; at most 20. */
  readonly differing_files: readonly string[];
  /** Why they differ, as far as the records tell; empty where they match. */
  readonly reasons: readonly string[];
}

export interface RunError {
  readonly code: ErrorCode;
  readonly message: string;
  /** What to do, where that is known. */
  readonly hint?: string;
  /** Table in which it happened, where there is one. */
  readonly table?: string;
  readonly errors?: readonly Fault[];
}

export interface RunList {
  readonly items: readonly RunSummary[];
  readonly total: number;
}
