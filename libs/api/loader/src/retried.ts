import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@dw-sim/contracts';

/** Milliseconds before each further attempt. */
const PAUSES_MS = [500, 2_000, 5_000];

/**
 * Does something again where what failed may pass: the warehouse could not be reached, or the connection was cut.
 * @param onRetry called before each further attempt with its number, from 2
 * @throws what the last attempt threw; the signal's reason, but for `interrupted`: what nobody knows is not tried again
 */
export async function retried<T>(work: () => Promise<T>, signal: AbortSignal, onRetry: (error: AppError, attempt: number) => Promise<void>, pausesMs: readonly number[] = PAUSES_MS): Promise<T> {
  for (const [at, pauseMs] of pausesMs.entries()) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError && error.code === 'interrupted') throw error;
      signal.throwIfAborted();
      if (!(error instanceof AppError) || error.code !== 'warehouse_unavailable') throw error;
      await onRetry(error, at + 2);
      // Expected: the abort ends the pause; the reason is thrown below.
      await wait(pauseMs, undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
    }
  }
  return work();
}
