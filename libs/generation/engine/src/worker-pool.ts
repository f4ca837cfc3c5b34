import { Worker } from 'node:worker_threads';
import { HEAP_RESERVE_BYTES } from './heap-guard';

/** Milliseconds until workers that have nothing to do are ended: their memory is worth more than their start. */
const IDLE_MS = 30_000;

/**
 * Worker threads that are kept from run to run: starting one and opening its DuckDB takes longer than writing a small
 * table. Idle ones don't keep the process alive, and end after half a minute.
 */
export class WorkerPool {
  private readonly idle: Worker[] = [];
  private idleTimer: NodeJS.Timeout | undefined;
  private isClosed = false;

  /**
   * @param workerPath compiled worker script (`dist/libs/generation/engine/worker.cjs`)
   * @param heapBytes of a worker's objects; one that needs more ends, and the process lives. V8's own limit where absent
   */
  constructor(
    private readonly workerPath: string,
    private readonly heapBytes?: number,
  ) {}

  /** A worker that belongs to the caller until it is given back or terminated. */
  take(): Worker {
    const worker = this.idle.pop() ?? this.start();
    worker.ref();
    return worker;
  }

  /** Takes back workers that have finished their run. */
  giveBack(workers: readonly Worker[]): void {
    this.idle.push(...workers);
    workers.forEach((worker) => worker.unref());
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => void this.endIdle(), this.isClosed ? 0 : IDLE_MS).unref();
  }

  /** Ends the idle workers, and those that are given back later. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.idleTimer);
    await this.endIdle();
  }

  private start(): Worker {
    const worker = new Worker(this.workerPath, { ...(this.heapBytes !== undefined && { resourceLimits: { maxOldGenerationSizeMb: Math.ceil((this.heapBytes + HEAP_RESERVE_BYTES) / 2 ** 20) } }) });
    const forget = (): void => {
      const at = this.idle.indexOf(worker);
      if (at >= 0) this.idle.splice(at, 1);
    };
    // Without a listener, the error of an idle worker would end the process.
    worker.on('error', forget);
    worker.on('exit', forget);
    return worker;
  }

  private async endIdle(): Promise<void> {
    await Promise.all(this.idle.splice(0).map((worker) => worker.terminate()));
  }
}
