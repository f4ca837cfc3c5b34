import { AppError } from '@dw-sim/contracts';

/** An engine may miss a stop that comes between two of its calls, so it is told again. */
const REPEAT_MS = 25;

/** What ends a piece of work early. */
export interface StopConditions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Ties a statement to its timeout and cancel signal: calls `stop` when either comes, and again until released.
 * What the engine throws on being stopped is then replaced by {@link StopGuard.reason}.
 */
export class StopGuard {
  private stopped?: AppError;
  private readonly timer?: NodeJS.Timeout;
  private repeat?: NodeJS.Timeout;
  private fail: (reason: AppError) => void = () => undefined;
  private readonly failing = new Promise<never>((_, reject) => (this.fail = reject));
  private readonly onAbort = () => this.end(new AppError('aborted', `The ${this.subject} was cancelled.`));

  /** @param subject what is stopped, for the message: `query`, `load of table "x"`. */
  constructor(
    private readonly subject: string,
    private readonly conditions: StopConditions,
    private readonly stop: () => void,
  ) {
    const { signal, timeoutMs } = conditions;
    // Nobody may be racing when it fails.
    this.failing.catch(() => undefined);
    signal?.addEventListener('abort', this.onAbort, { once: true });
    if (timeoutMs !== undefined) this.timer = setTimeout(() => this.end(this.timeout(timeoutMs)), timeoutMs);
    if (signal?.aborted) this.onAbort();
  }

  /** Why the work was stopped: `timeout` or `aborted`; undefined while it may go on. */
  get reason(): AppError | undefined {
    return this.stopped;
  }

  /** @throws AppError `timeout` or `aborted` once stopped. */
  check(): void {
    if (this.stopped) throw this.stopped;
  }

  /** Waits for something that can't be stopped itself, but no longer than until the stop. */
  race<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.failing]);
  }

  /** Lets go of timers and signal; always call it when the work has ended. */
  release(): void {
    clearTimeout(this.timer);
    clearInterval(this.repeat);
    this.conditions.signal?.removeEventListener('abort', this.onAbort);
  }

  private end(reason: AppError): void {
    if (this.stopped) return;
    this.stopped = reason;
    this.fail(reason);
    this.stop();
    this.repeat = setInterval(this.stop, REPEAT_MS);
  }

  private timeout(timeoutMs: number): AppError {
    return new AppError('timeout', `The ${this.subject} took longer than ${timeoutMs} ms and was stopped.`, {
      hint: 'Add a filter or a LIMIT, or allow more time.',
    });
  }
}
