import { stopSignal } from '@dw-sim/contracts';
import { EXIT_STATUS } from '../exit-status';

/** A watch over Ctrl+C. */
export interface Interrupt {
  readonly happened: boolean;
  /** Gives Ctrl+C its usual meaning back. */
  dispose(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `stop` at the first SIGINT, SIGTERM or SIGHUP; a second one, later, ends the process at once, as does a `stop` that fails. */
export function onInterrupt(stop: () => Promise<void>): Interrupt {
  const leave = () => process.exit(EXIT_STATUS.interrupted);
  const state = { happened: false };
  const listener = stopSignal(() => {
    state.happened = true;
    // AppError `conflict`: the run ended in the meantime, and its last event is on its way.
    stop().catch((error: unknown) => {
      if ((error as { code?: string }).code !== 'conflict') leave();
    });
  }, leave);
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    get happened() {
      return state.happened;
    },
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    },
  };
}
