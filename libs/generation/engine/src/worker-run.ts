import type { Worker } from 'node:worker_threads';
import type { GenerationProgress } from './progress';
import type { RunState } from './run-state';
import { OPEN, type WorkerReply, type WorkerRequest } from './worker-protocol';

/**
 * Lets workers write all parts of a run. Rejects with the first failure once every worker has stopped; the workers
 * should be terminated then.
 */
export async function runOnWorkers(workers: readonly Worker[], request: WorkerRequest, state: RunState, progress: GenerationProgress): Promise<void> {
  const outcomes = await Promise.allSettled(
    workers.map((worker) =>
      runOnWorker(worker, request, progress).catch((error: unknown) => {
        // The others need not go on with what will be thrown away.
        state.abort();
        throw error;
      }),
    ),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

function runOnWorker(worker: Worker, request: WorkerRequest, progress: GenerationProgress): Promise<void> {
  let stopListening = (): void => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    const onMessage = (reply: WorkerReply): void => {
      if (reply.type === 'ready') worker.postMessage(request);
      else if (reply.type === 'started') progress.partStarted(reply.part);
      else if (reply.type === 'done') progress.partDone(reply.part, reply.byteLength);
      else if (reply.type === 'finished') resolve();
      else reject(new Error(reply.message));
    };
    const onExit = (code: number): void => reject(new Error(`a generation worker stopped with exit status ${code}`));
    worker.on('message', onMessage).on('error', reject).on('exit', onExit);
    stopListening = () => worker.off('message', onMessage).off('error', reject).off('exit', onExit);
  });
  worker.postMessage(OPEN);
  return ended.finally(stopListening);
}
