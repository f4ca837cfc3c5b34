import { AppError, writeFaultOf, type ErrorCode } from '@dw-sim/contracts';

const HINTS = { full: 'Free some space there.', other: 'See to it that this user may write there.' } as const;

/**
 * Does something that writes below a folder, and says in a sentence what the system has against it.
 * @param code of what is not for want of room
 * @throws AppError `storage_full`, or of the given code; whatever else the work throws
 */
export async function writingTo<T>(folder: string, work: () => Promise<T>, code: ErrorCode = 'staging_unavailable'): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeFailure(folder, error, code);
  }
}

function writeFailure(folder: string, error: unknown, code: ErrorCode): unknown {
  // Errors of the operating system alone have a call that failed.
  const fault = error instanceof AppError || (error as NodeJS.ErrnoException).syscall === undefined ? undefined : writeFaultOf(error);
  if (!fault) return error;
  return new AppError(fault.isFull ? 'storage_full' : code, `Files cannot be written to ${folder}: ${fault.reason}.`, { hint: fault.isFull ? HINTS.full : HINTS.other }, { cause: error });
}
