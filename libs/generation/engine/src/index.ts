import type { GenerationPlan } from '@dw-sim/generation-plan';

export interface GenerateOptions {
  /** Folder that receives one folder per table with `part-00000.parquet` and so on. Created where missing. */
  readonly outputDirectory: string;
  /** Compiled worker script (`dist/libs/generation/engine/worker.cjs`). */
  readonly workerPath: string;
  /** Worker threads; one per core by default. The bytes do not depend on it. */
  readonly workerCount?: number;
  readonly signal?: AbortSignal;
  /** Called at most every 200 ms, and once when a table starts and once when it is done. */
  readonly onProgress?: (progress: readonly TableGenerationProgress[]) => void;
}

/** State of one table of a running generation, in plan order. */
export interface TableGenerationProgress {
  readonly table: string;
  readonly state: 'waiting' | 'running' | 'done';
  readonly rows: number;
  readonly totalRows: number;
  /** Milliseconds from the table's first part to now, or to its end. */
  readonly elapsedMs: number;
}

export interface GeneratedTable {
  readonly table: string;
  readonly rowCount: number;
  readonly byteLength: number;
  readonly elapsedMs: number;
  /** Absolute paths, in row order. */
  readonly files: readonly string[];
}

/**
 * Generates every table of a plan as Parquet files.
 * @throws AppError `aborted` where the signal fires, `storage_full`, `generation_failed`.
 */
export declare function generate(plan: GenerationPlan, options: GenerateOptions): Promise<readonly GeneratedTable[]>;
