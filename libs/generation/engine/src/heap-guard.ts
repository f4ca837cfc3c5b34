import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { resourceLimits } from 'node:worker_threads';

/**
 * Room between what a worker may use and where V8 ends it. The end of a thread inside of a call of DuckDB would end the process, so
 * the thread looks at its heap by itself and fails in order.
 */
export const HEAP_RESERVE_BYTES = 64 * 2 ** 20;

let collect: (() => void) | undefined;

/** Whether this thread's objects need more than they may. What is garbage is collected before that is believed. */
export function isHeapFull(): boolean {
  if (!isBeyond()) return false;
  collect ??= garbageCollector();
  collect();
  return isBeyond();
}

function isBeyond(): boolean {
  const { maxOldGenerationSizeMb: limitMb } = resourceLimits;
  return limitMb !== undefined && getHeapStatistics().used_heap_size > limitMb * 2 ** 20 - HEAP_RESERVE_BYTES;
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
