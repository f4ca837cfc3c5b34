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

/** Waits for the turn to do what must not overlap with other such work; a signal ends the waiting. Answers what ends the turn. */
export async function waitForTurn(places: SemaphoreInterface, subject: string, conditions: StopConditions): Promise<() => void> {
  const waiting = new StopGuard(subject, conditions, () => undefined);
  return takeTurn(places, waiting).finally(() => waiting.release());
}

/** Does work that must not overlap with other such work, once it is its turn; a signal ends the waiting. */
export async function inTurn<T>(places: SemaphoreInterface, subject: string, conditions: StopConditions, work: () => Promise<T>): Promise<T> {
  const release = await waitForTurn(places, subject, conditions);
  return work().finally(release);
}
