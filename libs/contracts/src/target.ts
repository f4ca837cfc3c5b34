import type { ErrorCode, Fault } from './error';

/** Ids of targets: as `target_warehouse` and routes name them, unique without regard to case. */
export const TARGET_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;

/** What stands for a secret wherever a DSN is shown. */
export const HIDDEN_SECRET = '***';

/** A value of one of a target's options. */
export type TargetOptionValue = string | number | boolean;

/** A place where data lands, as users write it. Of `id` and `name` one may be left out: the other stands for both. */
export interface TargetDefinition {
  /** What experiments and commands call it. */
  readonly id?: string;
  /** Name for people. */
  readonly name?: string;
  /** Engine, such as `sqlite`, `duckdb` or `postgres`. */
  readonly kind: string;
  /**
   * Where it is, such as `postgres://me:${DB_PASSWORD}@host/db` or `sqlite:///file.db`; `env:NAME` and `${NAME}` refer to
   * the server's environment. An embedded engine keeps its file in the data root where there is none.
   */
  readonly dsn?: string | null;
  readonly schema?: string | null;
  /** Settings of the engine, which the kind declares. */
  readonly options?: Readonly<Record<string, TargetOptionValue>> | null;
}

/** Where a target's definition comes from. All but `stored` are read-only; `inline` lives for one run. */
export type TargetOrigin = 'builtin' | 'environment' | 'stored' | 'file' | 'inline';

/** A target without its secrets. */
export interface TargetSummary {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** The DSN with `***` in place of passwords; references to the environment stay. */
  readonly dsn: string | null;
  readonly schema: string | null;
  readonly options: Readonly<Record<string, TargetOptionValue>>;
  readonly origin: TargetOrigin;
  /** File or environment variable that the definition stands in. */
  readonly source: string | null;
  readonly read_only: boolean;
  /** Used where neither an experiment nor a query names a target. */
  readonly is_default: boolean;
}

/** A target with what hangs on it. */
export interface TargetDetail extends TargetSummary {
  /** Name of the engine for people; null where this version has none of the kind. */
  readonly engine: string | null;
  /** Absolute path of an embedded engine's file, or of the folder that is its own. */
  readonly location: string | null;
  readonly capabilities: TargetCapabilities | null;
  /** Names of the experiments that have their tables there. */
  readonly experiments: readonly string[];
}

/** What a target's engine can and cannot do. */
export interface TargetCapabilities {
  readonly max_identifier_bytes: number;
  readonly enforces_unique_keys: boolean;
  readonly enforces_foreign_keys: boolean;
  readonly exact_decimals: boolean;
  readonly temporal_types: boolean;
  readonly cancels_queries: boolean;
}

/** A definition that could not be taken, and why: the others work. */
export interface TargetProblem {
  /** File or environment variable. */
  readonly source: string;
  readonly errors: readonly Fault[];
}

/** What a kind of target takes, for forms. */
export interface TargetKind {
  readonly kind: string;
  readonly label: string;
  /** `file`: a database file of an embedded engine; `server`: over the network; `folder`: a folder or bucket of files. */
  readonly place: 'file' | 'server' | 'folder';
  readonly dsn_required: boolean;
  readonly dsn_example: string;
  /** Null: the user's own. */
  readonly default_schema: string | null;
  /** Whether another schema can be chosen. */
  readonly schema_choosable: boolean;
  readonly options: readonly TargetKindOption[];
}

export interface TargetKindOption {
  readonly name: string;
  readonly description: string;
  /** What is allowed, in words. */
  readonly allowed: string;
}

/** Answer of `GET /api/targets`. */
export interface TargetList {
  readonly items: readonly TargetSummary[];
  readonly total: number;
  readonly problems: readonly TargetProblem[];
  readonly kinds: readonly TargetKind[];
}

/** Answer of `POST /api/targets/{id}/test`. */
export interface TargetTestResult {
  readonly status: 'ok' | 'unavailable';
  readonly version: string | null;
  readonly latency_ms: number | null;
  readonly capabilities: TargetCapabilities | null;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly hint?: string } | null;
}

export interface DeleteTargetResult {
  readonly id: string;
  /** File or folder of an embedded engine, which stays where it is. */
  readonly kept: string | null;
}

/** The target of a run, without its secrets. */
export interface RunTarget {
  /** Null for a definition that was given with the run. */
  readonly id: string | null;
  readonly name: string;
  readonly kind: string;
  readonly dsn: string | null;
  /** True where the tables were in a schema of the experiment's own. */
  readonly schema_per_experiment?: boolean;
}
