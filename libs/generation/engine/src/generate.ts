import { AppError } from '@dw-sim/contracts';
import type { GenerationPlan } from '@dw-sim/generation-plan';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { partsOf } from './part';
import { GenerationProgress, type TableGenerationProgress } from './progress';
import { WorkerPool } from './worker-pool';

export interface GenerateOptions {
  /** Folder that receives one folder per table with `part-00000.parquet` and so on. Created where missing. */
  readonly outputDirectory: string;
  /** Compiled worker script (`dist/libs/generation/engine/worker.cjs`). */
  readonly workerPath: string;
  /** Worker threads; one per core by default. The bytes do not depend on it. */
  readonly workerCount?: number;
  /** `safe` writes strings one by one, `auto` (the default) the fast way where a self-check finds that it works. */
  readonly stringWriter?: 'auto' | 'safe';
  readonly signal?: AbortSignal;
  /** Called about every 200 ms, and whenever a table starts or is done. */
  readonly onProgress?: (progress: readonly TableGenerationProgress[]) => void;
}

export interface GeneratedTable {
  readonly table: string;
  readonly rowCount: number;
  readonly byteLength: number;
  readonly elapsedMs: number;
  /** Absolute paths, in row order. */
  readonly files: readonly string[];
}

const PROGRESS_INTERVAL_MS = 200;

/**
 * Generates every table of a plan as Parquet files. What was written is removed where it fails or is aborted.
 * @throws AppError `aborted` where the signal fires, `storage_full`, `generation_failed`.
 */
export async function generate(plan: GenerationPlan, options: GenerateOptions): Promise<readonly GeneratedTable[]> {
  const { outputDirectory, signal, onProgress } = options;
  const parts = partsOf(plan, outputDirectory);
  const workerCount = Math.max(1, Math.min(options.workerCount ?? availableParallelism(), parts.length));
  const progress = new GenerationProgress(plan, parts, onProgress);
  await mkdir(outputDirectory, { recursive: true });
  const pool = new WorkerPool(plan, workerCount, options);
  const timer = setInterval(() => progress.tell(pool.rowsOfCurrentParts()), PROGRESS_INTERVAL_MS);
  const abort = (): void => pool.abort();
  signal?.addEventListener('abort', abort);
  try {
    if (signal?.aborted) pool.abort();
    await pool.run(parts, progress);
    return progress.results();
  } catch (error) {
    await Promise.all(plan.tables.map(({ name }) => rm(join(outputDirectory, name), { recursive: true, force: true })));
    throw signal?.aborted ? new AppError('aborted', 'The generation was aborted.', {}, { cause: error }) : failure(error);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', abort);
    await pool.close();
  }
}

/** What a worker's failure means to the user. */
function failure(error: unknown): AppError {
  const message = error instanceof Error ? error.message : String(error);
  if (/no space left|disk full|ENOSPC/i.test(message)) {
    return new AppError('storage_full', 'The disk is full: there is no room for the generated files.', { hint: 'Free some space, ask for fewer rows, or move the data root.' }, { cause: error });
  }
  return new AppError('generation_failed', `The rows could not be generated: ${message}`, {}, { cause: error });
}
