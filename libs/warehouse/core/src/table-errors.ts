import { AppError } from '@dw-sim/contracts';

/** @throws AppError `conflict` where any of the names is taken. */
export function assertNoneExist(existing: readonly string[]): void {
  if (existing.length === 0) return;
  const names = existing.map((name) => `"${name}"`).join(', ');
  throw new AppError('conflict', `The warehouse already has ${existing.length === 1 ? 'a table' : 'tables'} ${names}.`);
}

/** The error of a table that the warehouse does not have. */
export function tableNotFound(name: string): AppError {
  return new AppError('not_found', `The warehouse has no table "${name}".`);
}

/** The error of a statement that may not run: it writes, reads files or configuration, or is not one statement. */
export function statementNotAllowed(what: string, details: { position?: AppError['details']['position'] } = {}): AppError {
  return new AppError('statement_not_allowed', `${what} Queries read the warehouse's tables, one statement at a time.`, details);
}
