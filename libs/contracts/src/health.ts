import type { TargetOrigin } from './target';

/** Answer of `GET /api/health`. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded';
  readonly version: string;
  readonly uptime_seconds: number;
  readonly data_root: string;
  readonly warehouses: readonly WarehouseHealth[];
  readonly staging: StagingHealth;
}

/** Answer of `GET /api/health/live`. */
export interface Liveness {
  readonly status: 'ok';
}

/** Where the files of runs are staged, and how it does. */
export interface StagingHealth {
  readonly kind: 'folder' | 's3';
  /** A folder, or `s3://bucket/prefix`. */
  readonly location: string;
  readonly status: 'ok' | 'unavailable';
  readonly latency_ms: number | null;
  /** Why it is unavailable, and what to do. */
  readonly message: string | null;
}

/** Health of one target. */
export interface WarehouseHealth {
  readonly id: string;
  /** Name for people. */
  readonly label: string;
  /** Engine, such as `duckdb`. */
  readonly kind: string;
  readonly origin: TargetOrigin;
  readonly is_default: boolean;
  readonly status: 'ok' | 'unavailable';
  readonly version: string | null;
  readonly latency_ms: number | null;
  readonly message: string | null;
}

/** Content of `<DATA_ROOT>/server.json`, by which the CLI finds a running server on the same data root. */
export interface ServerInfo {
  readonly pid: number;
  readonly url: string;
  readonly version: string;
  readonly started_at: string;
  /** Key for programs of the same user, for as long as this server runs; absent where none is needed. */
  readonly key?: string;
}
