import { AppError } from '@dw-sim/contracts';

/** How long an engine that was told to stop is waited for. */
const GRACE_MS = 1_000;

/** When a text is to be stopped. */
interface Stops {
  /** Since the patience began. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Waits for an engine as long as it may work, and a moment more. Engines stop between values: one function call that makes a huge
 * value goes on to its end. Whoever asked is answered without it.
 */
export class Patience {
  /** Why nobody waits any more. */
  over?: AppError;
  private readonly waiting = new Set<(reason: AppError) => void>();
  private readonly timer: NodeJS.Timeout;
  private grace?: NodeJS.Timeout;
  private readonly onAbort = () => void (this.grace = setTimeout(() => this.end(new AppError('aborted', 'The query was cancelled.', { hint: STILL_BUSY })), GRACE_MS));

  constructor(private readonly stops: Stops) {
    const { timeoutMs, signal } = stops;
    const late = () => this.end(new AppError('timeout', `The query took longer than ${timeoutMs} ms.`, { hint: STILL_BUSY }));
    this.timer = setTimeout(late, timeoutMs + GRACE_MS);
    signal.addEventListener('abort', this.onAbort, { once: true });
    if (signal.aborted) this.onAbort();
  }

  /** The outcome of some work. @throws AppError `timeout` or `aborted` where it comes too late */
  wait<T>(work: Promise<T>): Promise<T> {
    if (this.over) {
      // Expected: whatever it comes to, nobody asks.
      work.catch(() => undefined);
      return Promise.reject(this.over);
    }
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      void work.then(resolve, reject).finally(() => this.waiting.delete(reject));
    });
  }

  /** The same for each of some values that come one after the other. */
  async *each<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
    const iterator = values[Symbol.asyncIterator]();
    try {
      for (let next = await this.wait(iterator.next()); !next.done; next = await this.wait(iterator.next())) yield next.value;
    } finally {
      // What is still at work ends when its session is closed.
      if (!this.over) await iterator.return?.();
    }
  }

  /** Lets go of timers and signal; always call it at the end. */
  release(): void {
    clearTimeout(this.timer);
    clearTimeout(this.grace);
    this.stops.signal.removeEventListener('abort', this.onAbort);
  }

  private end(reason: AppError): void {
    this.over ??= reason;
    for (const reject of this.waiting) reject(this.over);
    this.waiting.clear();
  }
}

const STILL_BUSY = "The engine is inside one call of a function, which can't be interrupted, and stops when that has come to its end. Make smaller values.";
