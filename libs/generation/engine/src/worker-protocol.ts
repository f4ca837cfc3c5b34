import type { GenerationPlan } from '@dw-sim/generation-plan';

/** A run that a worker takes part in: it writes parts until none is left. */
export interface WorkerRequest {
  readonly plan: GenerationPlan;
  readonly outputDirectory: string;
  /** Memory of the run's `RunState`. */
  readonly shared: SharedArrayBuffer;
  /** `safe` writes strings one by one; `auto` the fast way where it works. */
  readonly stringWriter: 'auto' | 'safe';
  /** Parts that are written already, by their index. */
  readonly finishedParts: ReadonlySet<number>;
}

/** Asks a worker to say when its DuckDB is open: a request that it has no memory for would else end it while it opens, and with it the process. */
export const OPEN = 'open';

export type WorkerReply =
  | { readonly type: 'ready' }
  | { readonly type: 'started'; readonly part: number }
  | { readonly type: 'done'; readonly part: number; readonly byteLength: number }
  /** No part is left. */
  | { readonly type: 'finished' }
  | { readonly type: 'failed'; readonly message: string };
