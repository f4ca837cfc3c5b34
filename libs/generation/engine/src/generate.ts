import { AppError, writeFaultOf } from '@dw-sim/contracts';
import type { GenerationPlan } from '@dw-sim/generation-plan';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { partsOf } from './part';
import { GenerationProgress, type TableGenerationProgress } from './progress';
import { RunState } from './run-state';
import { WorkerPool } from './worker-pool';
import { runOnWorkers } from './worker-run';

/** Where a run's threads come from: a compiled worker script (`dist/libs/generation/engine/worker.cjs`), or workers that the caller keeps from run to run. */
type WorkerSource = { readonly workerPath: string; readonly pool?: undefined } | { readonly pool: WorkerPool; readonly workerPath?: undefined };

export type GenerateOptions = WorkerSource & {
  /** Folder that receives one folder per table with `part-00000.parquet` and so on. Created where missing. */
  readonly outputDirectory: string;
  /** Worker threads at most; one per core by default, and fewer for a small plan. The bytes do not depend on it. */
  readonly workerCount?: number;
  /** `safe` writes strings one by one, `auto` (the default) the fast way where a self-check finds that it works. */
  readonly stringWriter?: 'auto' | 'safe';
  /** Bytes of files that are there already, by their absolute path: they are not written again, nor told to `onFile`. */
  readonly finished?: ReadonlyMap<string, number>;
  /** Leaves what was written where it fails or is aborted. */
  readonly keepsFiles?: boolean;
  readonly signal?: AbortSignal;
  /** Called about every 200 ms, and at the end. */
  readonly onProgress?: (progress: readonly TableGenerationProgress[]) => void;
  /** Called for every file once it is written to its end. */
  readonly onFile?: (file: GeneratedFile) => void;
};

/** A file that is written to its end. */
export interface GeneratedFile {
  readonly table: string;
  /** Absolute. */
  readonly path: string;
  readonly rowCount: number;
  readonly byteLength: number;
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
 * Generates every table of a plan as Parquet files. What was written is removed where it fails or is aborted, unless the options say otherwise.
 * @throws AppError `aborted` where the signal fires, `storage_full`, `generation_failed`.
 */
export async function generate(plan: GenerationPlan, options: GenerateOptions): Promise<readonly GeneratedTable[]> {
  const { outputDirectory, signal, workerCount = availableParallelism(), stringWriter = 'auto', onProgress, finished } = options;
  const parts = partsOf(plan, outputDirectory);
  const state = RunState.of(plan.tables.length);
  const progress = new GenerationProgress(plan, parts, state, options.onFile);
  const finishedParts = new Set([...parts.keys()].filter((index) => finished?.has(parts[index].file)));
  for (const index of finishedParts) progress.partFound(index, finished?.get(parts[index].file) ?? 0);
  const timer = setInterval(() => onProgress?.(progress.snapshot()), PROGRESS_INTERVAL_MS);
  const abort = (): void => state.abort();
  signal?.addEventListener('abort', abort);
  try {
    if (signal?.aborted) state.abort();
    await mkdir(outputDirectory, { recursive: true });
    await withWorkers(options, Math.min(workerCount, usefulWorkers(plan, parts.length)), (workers) => runOnWorkers(workers, { plan, outputDirectory, shared: state.memory, stringWriter, finishedParts }, state, progress));
    onProgress?.(progress.snapshot());
    return progress.results();
  } catch (error) {
    if (!options.keepsFiles) await Promise.all(plan.tables.map(({ name }) => rm(join(outputDirectory, name), { recursive: true, force: true })));
    throw signal?.aborted ? new AppError('aborted', 'The generation was aborted.', {}, { cause: error }) : failure(error, outputDirectory);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Work that is worth a worker more, in values: it takes about as long as starting one. */
const VALUES_PER_WORKER = 1_000_000;
/** What a file costs whatever its rows, in values. */
const VALUES_PER_PART = 20_000;

/** Workers that have enough to do in a plan; at least one. */
export function usefulWorkers(plan: GenerationPlan, partCount = partsOf(plan, '').length): number {
  const values = plan.tables.reduce((sum, { rowCount, columns }) => sum + rowCount * columns.length, partCount * VALUES_PER_PART);
  return Math.max(1, Math.min(partCount, Math.floor(values / VALUES_PER_WORKER)));
}

/** Lends workers to a run. After one that failed they are ended, since what they were at is unknown. */
async function withWorkers(source: WorkerSource, count: number, run: (workers: readonly Worker[]) => Promise<void>): Promise<void> {
  const pool = source.pool ?? new WorkerPool(source.workerPath);
  const workers = Array.from({ length: count }, () => pool.take());
  try {
    await run(workers);
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  }
  pool.giveBack(workers);
  if (!source.pool) await pool.close();
}

/** What a worker's failure means to the user. */
function failure(error: unknown, directory: string): AppError {
  const message = error instanceof Error ? error.message : String(error);
  if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' || /out of memory/i.test(message)) {
    return new AppError('generation_failed', 'The rows could not be generated: a worker ran out of memory.', { hint: 'Allow more with worker_memory, use fewer workers, or make tables with fewer columns or shorter texts.' }, { cause: error });
  }
  const fault = writeFaultOf(error);
  if (fault) {
    const hint = fault.isFull ? 'Free some space there, ask for fewer rows, or move the data root.' : 'See to it that this user may write there, or move the data root.';
    return new AppError(fault.isFull ? 'storage_full' : 'generation_failed', `The generated files cannot be written to ${directory}: ${fault.reason}.`, { hint }, { cause: error });
  }
  return new AppError('generation_failed', `The rows could not be generated: ${message}`, {}, { cause: error });
}
