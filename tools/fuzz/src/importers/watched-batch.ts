import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { fuzzImporter, type ImporterBatch, type ImporterReport } from './fuzz-importer';
import { shownInput } from './importer';
import { importersIn, type Places } from './importers';

/** No input takes so long, however busy the machine is. */
const HANG_MS = 60_000;
/** An input that needs more memory than this ends its thread. */
const MEMORY_MB = 1_024;
const LONGEST_INPUT = 16 * 2 ** 20;

export interface WatchedBatch extends ImporterBatch {
  readonly importer: string;
  readonly places: Places;
}

/** What a thread shows of its work while it can't answer. */
interface Shared {
  /** Inputs that were begun, and the length of the last. */
  readonly progress: Int32Array;
  readonly input: Uint8Array;
}

/** Fuzzes in a thread of its own, so that an input that never ends, or takes all memory, is found and told. */
export async function watchedBatch(script: string, batch: WatchedBatch): Promise<ImporterReport> {
  const shared: Shared = { progress: new Int32Array(new SharedArrayBuffer(8)), input: new Uint8Array(new SharedArrayBuffer(LONGEST_INPUT)) };
  const worker = new Worker(script, { workerData: { batch, shared }, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  const leave = new AbortController();
  try {
    const answer = once(worker, 'message', { signal: leave.signal }).then(([report]) => report as ImporterReport);
    return await Promise.race([answer, hang(shared, leave.signal)]);
  } catch (error) {
    const [begun = 0, length = 0] = shared.progress;
    const input = shownInput(Uint8Array.from(shared.input.subarray(0, length)));
    const complaint = error instanceof Error ? error.message : String(error);
    return { read: begun, refused: 0, slowestMs: HANG_MS, slowest: input, failures: [{ importer: batch.importer, complaint, input }] };
  } finally {
    leave.abort();
    await worker.terminate();
  }
}

/** The thread's side. */
export async function workOnBatch(): Promise<void> {
  const { batch, shared } = workerData as { readonly batch: WatchedBatch; readonly shared: Shared };
  const importer = importersIn(batch.places).find(({ name }) => name === batch.importer)!;
  const report = await fuzzImporter(importer, batch, (bytes) => {
    const shown = bytes.subarray(0, LONGEST_INPUT);
    shared.input.set(shown);
    shared.progress[1] = shown.length;
    Atomics.add(shared.progress, 0, 1);
  });
  parentPort?.postMessage(report);
}

/** Rejects when no other input was begun for as long as nothing may take. */
function hang({ progress }: Shared, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    let seen = -1;
    let since = Date.now();
    const timer = setInterval(() => {
      const begun = Atomics.load(progress, 0);
      // Before the first, the thread loads its script.
      if (begun !== seen || begun === 0) [seen, since] = [begun, Date.now()];
      else if (Date.now() - since > HANG_MS) reject(new Error(`not read within ${HANG_MS / 1000} s`));
    }, 250);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}
