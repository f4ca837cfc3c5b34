import { AppError } from '@dw-sim/contracts';

/** @throws AppError `aborted` */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedBy(signal);
}

/** The signal's own reason where it is one of ours. */
export function abortedBy(signal: AbortSignal): AppError {
  return signal.reason instanceof AppError ? signal.reason : new AppError('aborted', 'The staging was aborted.');
}
