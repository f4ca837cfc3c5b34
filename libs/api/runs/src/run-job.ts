import type { RunEntity } from '@dw-sim/api-metadata';
import type { RunContext } from './run-context';
import type { RunIdentity } from './run-log';

/** What a run does. It ends early, with any error, once `context.signal` fires. */
export type RunWork = (context: RunContext) => Promise<void>;

/** The work of a run, and what it needs. */
export interface RunJob {
  readonly work: RunWork;
  /** Worker threads that it can use; none by default. */
  readonly workers?: number;
  /** It can be made again from its record, by a {@link RunKeeper}. A stopping server parks such runs, and aborts others. */
  readonly lasts?: boolean;
}

/** Knows how runs of one kind outlive a server. */
export interface RunKeeper {
  /** The work of a run by its record. @throws AppError where it can't go on; the run fails with it then */
  restore(run: RunEntity): Promise<RunJob>;
  /** Removes what a run has left that is not to go on. */
  discard(run: RunIdentity): Promise<void>;
}
