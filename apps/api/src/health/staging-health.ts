import { AppError, type StagingHealth } from '@dw-sim/contracts';
import type { StagingStore } from '@dw-sim/staging';

/** Longest wait for a store: a page that shows health should not wait for a network that drops packets. */
const WAIT_MS = 3_000;

/** How the staging store does. Never throws. */
export async function stagingHealth(store: StagingStore): Promise<StagingHealth> {
  const head = { kind: store.kind, location: store.location };
  try {
    const latency = await store.probe(AbortSignal.timeout(WAIT_MS));
    return { ...head, status: 'ok', latency_ms: Math.round(latency), message: null };
  } catch (error) {
    // Whatever a store throws here means the same: it does not serve now.
    const { message, hint } = error instanceof AppError && error.code !== 'aborted' ? { message: error.message, hint: error.details.hint } : { message: `${store.location} did not answer within ${WAIT_MS / 1000} s.`, hint: undefined };
    return { ...head, status: 'unavailable', latency_ms: null, message: [message, hint].filter(Boolean).join(' ') };
  }
}
