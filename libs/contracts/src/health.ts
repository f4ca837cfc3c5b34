import type { TargetOrigin } from './target';

/** Answer of `GET /api/health`. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded';
  readonly version: string;
  readonly uptime_seconds: number;
  readonly data_root: string;
  readonly warehouses: readonly WarehouseHealth[];
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
}
