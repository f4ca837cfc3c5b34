import { AppError } from '@dw-sim/contracts';

/**
 * Reads a number that a path names something by.
 * @param what it names: `run`
 * @throws AppError `not_found` for anything that can't be one
 */
export function idOfPath(value: string, what: string): number {
  const id = Number(value);
  if (/^\d+$/.test(value) && id > 0 && id <= 2 ** 31 - 1) return id;
  throw new AppError('not_found', `"${value}" is not the number of a ${what}.`);
}
