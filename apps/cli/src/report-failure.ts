import { AppError } from '@dw-sim/contracts';
import { unansweredProblem } from './client/api-client';
import { UnansweredError } from './client/http-exchange';
import { EXIT_STATUS, exitStatusOf } from './exit-status';
import { describeProblem, problemOf } from './output/problem-report';
import type { CliContext } from './cli-context';

/** Ends a command that the user interrupted. */
export class InterruptedError extends Error {}

/** Says what went wrong (with `--json` as a problem object) and answers the exit status. Stack traces only with DEBUG. */
export function reportFailure(error: unknown, context: CliContext): number {
  if (error instanceof InterruptedError) return EXIT_STATUS.interrupted;
  const problem = expected(error);
  const { terminal, source, json } = context;
  if (json) terminal.note(JSON.stringify(problemOf(problem, source), null, 2));
  else terminal.note(describeProblem(problem, source, terminal.errColors.red));
  if (process.env['DEBUG'] && error instanceof Error) terminal.note(error.stack ?? '');
  return exitStatusOf(problem.code);
}

function expected(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof UnansweredError) return unansweredProblem(error);
  return new AppError('internal', `dw-sim failed: ${error instanceof Error ? error.message : String(error)}`, {
    hint: 'This is a defect of dw-sim; DEBUG=1 shows where it happened.',
  });
}
