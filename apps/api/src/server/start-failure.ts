import { expectedProblem, problemOf } from '@dw-sim/api-platform';
import type { ProblemDetails } from '@dw-sim/contracts';

/** What kept the server from starting, as a problem. A defect keeps its message: there is no log to look into yet. */
export function startProblem(error: unknown): ProblemDetails {
  return expectedProblem(error) ?? problemOf('internal', `The server could not start: ${error instanceof Error ? error.message : String(error)}`);
}

/** The same in one line for a terminal. */
export function startFailureLine(error: unknown): string {
  const { detail, hint } = startProblem(error);
  return [`DW Simulator did not start. ${detail}`, ...(hint ? [hint] : [])].join(' ');
}
