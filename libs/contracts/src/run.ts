import type { Fault, ErrorCode } from './error';
import type { RunTarget, TargetDefinition } from './target';

export const RUN_STATUSES = ['QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'ABORTED'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** States that a run never leaves. */
export const TERMINAL_RUN_STATUSES: readonly RunStatus[] = ['COMPLETED', 'FAILED', 'ABORTED'];

/** `generate` makes rows and loads them; `load` loads the files of an earlier run. */
export type RunKind = 'generate' | 'load';

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
}

export interface RunSummary {
  readonly id: number;
  readonly experiment: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly seed: number;
  /** What `now` was in relative times, ISO 8601 in UTC; null for runs of earlier versions. */
  readonly clock: string | null;
  /** Id of the target; `inline` for a definition that was given with the run. */
  readonly warehouse: string;
  /** The target as it was then; null for runs of earlier versions. */
  readonly target: RunTarget | null;
  readonly mode: TableMode;
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

export interface RunDetail extends RunSummary {
  readonly definition_hash: string;
  /** Where the run's files are: `folder` for that of the data root, or `s3://bucket/prefix`; null where it has none. */
  readonly staged_to: string | null;
  readonly tables: readonly RunTable[];
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
}

export interface RunError {
  readonly code: ErrorCode;
  readonly message: string;
  /** Table in which it happened, where there is one. */
  readonly table?: string;
  readonly errors?: readonly Fault[];
}

export interface RunList {
  readonly items: readonly RunSummary[];
  readonly total: number;
}
