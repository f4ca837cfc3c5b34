import type { CellValue, ResultColumn } from './query';

/** Body of `POST /api/experiments/preview`: exactly one of `experiment` and `definition`. */
export interface PreviewRequest {
  /** Name of an experiment that exists. */
  readonly experiment?: string;
  /** A definition that need not be saved. */
  readonly definition?: unknown;
  /** Rows of each table, 1 to 1,000; 10 by default. */
  readonly rows?: number;
  /** Rows of a run by table, over the definition's, as `rows` of a run. */
  readonly table_rows?: Readonly<Record<string, number>> | null;
  /** The definition's own otherwise, else 0. */
  readonly seed?: number;
  /** What `now` is in relative times: ISO 8601, or milliseconds since 1970-01-01 UTC; the server's clock by default. */
  readonly clock?: string | number;
}

/** The first rows that a run with this seed would make, without a run. */
export interface PreviewResult {
  readonly seed: number;
  /** What `now` was, ISO 8601 in UTC. */
  readonly clock: string;
  readonly elapsed_ms: number;
  /** Parents before children. */
  readonly tables: readonly TablePreview[];
}

export interface TablePreview {
  readonly table: string;
  /** Rows that a run would make. */
  readonly total_rows: number;
  /** Types are those of the definition. */
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly CellValue[])[];
}
