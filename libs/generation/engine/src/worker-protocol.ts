import type { GenerationPlan } from '@dw-sim/generation-plan';
import type { Part } from './part';

/** What a worker thread starts with. */
export interface WorkerInput {
  readonly plan: GenerationPlan;
  /** Shared words: `ABORT_WORD`, then one of rows made in the current part for each worker. */
  readonly shared: SharedArrayBuffer;
  readonly workerIndex: number;
  /** `safe` writes strings one by one; `auto` the fast way where it works. */
  readonly stringWriter: 'auto' | 'safe';
}

export const ABORT_WORD = 0;

/** Word of the rows that a worker has made in its current part. */
export function progressWord(workerIndex: number): number {
  return 1 + workerIndex;
}

export type WorkerRequest = { readonly part: Part };

export type WorkerReply =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly byteLength: number }
  | { readonly type: 'failed'; readonly message: string };
