import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { HANG_MS } from '../exchange';
import { fuzzImporter, type ImporterBatch, type ImporterReport } from './fuzz-importer';
import { shownInput } from './importer';
import { importersIn, type Places } from './importers';

/** An input that needs more memory than this ends its thread. */
const MEMORY_MB = 1_024;

interface WatchedBatch extends ImporterBatch {
  readonly importer: string;
  readonly places: Places;
}

interface Message {
  readonly batch: WatchedBatch;
  /** Place of the input that is being read. */
  readonly at: Int32Array;
}

/** Fuzzes in a thread of its own, so that an input that never ends, or takes all memory, is found and told. */
export async function watchedBatch(script: string, batch: WatchedBatch): Promise<ImporterReport> {
  const at = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
  const worker = new Worker(script, { workerData: { batch, at } satisfies Message, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  const leave = new AbortController();
  try {
    const answer = once(worker, 'message', { signal: leave.signal }).then(([report]) => report as ImporterReport);
    return await Promise.race([answer, hang(at, leave.signal)]);
  } catch (error) {
    const complaint = error instanceof Error ? error.message : String(error);
    return { read: at[0]!, refused: 0, slowestMs: 0, failures: [{ importer: batch.importer, complaint, input: inputAt(batch, at[0]!) }] };
  } finally {
    leave.abort();
    await worker.terminate();
  }
}

/** The thread's side. */
export async function workOnBatch(): Promise<void> {
  const { batch, at } = workerData as Message;
  parentPort?.postMessage(await fuzzImporter(importerOf(batch), batch, (place) => void Atomics.store(at, 0, place)));
}

function importerOf({ importer, places }: WatchedBatch) {
  return importersIn(places).find(({ name }) => name === importer)!;
}

function inputAt(batch: WatchedBatch, at: number): string {
  return at < 0 ? '' : shownInput(fc.sample(importerOf(batch).inputs, { seed: batch.seed, numRuns: at + 1 })[at]!);
}

/** Rejects when the place has not changed for as long as nothing may take. */
function hang(at: Int32Array, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    let seen = -2;
    let since = Date.now();
    const timer = setInterval(() => {
      if (Atomics.load(at, 0) !== seen) [seen, since] = [Atomics.load(at, 0), Date.now()];
      else if (Date.now() - since > HANG_MS) reject(new Error(`not read within ${HANG_MS / 1000} s`));
    }, 250);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}
