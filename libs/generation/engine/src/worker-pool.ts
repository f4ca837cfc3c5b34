import type { GenerationPlan } from '@dw-sim/generation-plan';
import { Worker } from 'node:worker_threads';
import type { GenerateOptions } from './generate';
import type { Part } from './part';
import type { GenerationProgress } from './progress';
import { ABORT_WORD, progressWord, type WorkerInput, type WorkerReply, type WorkerRequest } from './worker-protocol';

/** Worker threads that take parts off a common queue. */
export class WorkerPool {
  private readonly words: Int32Array;
  private readonly workers: readonly Worker[];
  /** Part that each worker is at. */
  private readonly current: (Part | undefined)[];

  constructor(plan: GenerationPlan, workerCount: number, options: Pick<GenerateOptions, 'workerPath' | 'stringWriter'>) {
    const shared = new SharedArrayBuffer(4 * progressWord(workerCount));
    this.words = new Int32Array(shared);
    this.current = Array.from({ length: workerCount }, () => undefined);
    this.workers = this.current.map((_, workerIndex) => {
      const workerData: WorkerInput = { plan, shared, workerIndex, stringWriter: options.stringWriter ?? 'auto' };
      return new Worker(options.workerPath, { workerData });
    });
  }

  /** Writes all parts. Rejects with the first failure, once every worker has stopped. */
  async run(parts: readonly Part[], progress: GenerationProgress): Promise<void> {
    const queue = [...parts];
    const outcomes = await Promise.allSettled(this.workers.map((worker, index) => this.drain(worker, index, queue, progress)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Makes every scan fail at its next batch. */
  abort(): void {
    Atomics.store(this.words, ABORT_WORD, 1);
  }

  /** Rows made in the parts that are being written, by table index. */
  rowsOfCurrentParts(): ReadonlyMap<number, number> {
    const rows = new Map<number, number>();
    this.current.forEach((part, index) => {
      if (part) rows.set(part.tableIndex, (rows.get(part.tableIndex) ?? 0) + Atomics.load(this.words, progressWord(index)));
    });
    return rows;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private drain(worker: Worker, index: number, queue: Part[], progress: GenerationProgress): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => {
        // The others need not go on with what will be thrown away.
        this.abort();
        reject(error);
      };
      const next = (): void => {
        const part = queue.shift();
        this.current[index] = part;
        if (!part) return resolve();
        // Only now: the rows of the part before are in the table's count, and no longer in the worker's.
        Atomics.store(this.words, progressWord(index), 0);
        progress.partStarted(part);
        worker.postMessage({ part } satisfies WorkerRequest);
      };
      worker.on('message', (reply: WorkerReply) => {
        const part = this.current[index];
        if (reply.type === 'failed') return fail(new Error(reply.message));
        if (reply.type === 'done' && part) {
          this.current[index] = undefined;
          progress.partDone(part, reply.byteLength);
        }
        next();
      });
      worker.on('error', fail);
      worker.on('exit', (code) => {
        if (code !== 0) fail(new Error(`a generation worker stopped with exit status ${code}`));
      });
    });
  }
}
