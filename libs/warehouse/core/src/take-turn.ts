import type { SemaphoreInterface } from 'async-mutex';
import { StopGuard, type StopConditions } from './stop-guard';

/**
 * Waits for a free place, but no longer than until the guard stops. Answers what gives the place back.
 * @throws AppError `timeout`, `aborted`
 */
export async function takeTurn(places: SemaphoreInterface, guard: StopGuard): Promise<() => void> {
  const turn = places.acquire();
  try {
    const [, release] = await guard.race(turn);
    return release;
  } catch (error) {
    // Expected: the guard's reason. The place comes later and is given back unused.
    void turn.then(([, release]) => release());
    throw error;
  }
}

/** Does work that must not overlap with other such work, once it is its turn; a signal ends the waiting. */
export async function inTurn<T>(places: SemaphoreInterface, subject: string, conditions: StopConditions, work: () => Promise<T>): Promise<T> {
  const waiting = new StopGuard(subject, conditions, () => undefined);
  try {
    const release = await takeTurn(places, waiting);
    waiting.release();
    return await work().finally(release);
  } finally {
    waiting.release();
  }
}
