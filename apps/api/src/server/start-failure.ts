import { expectedProblem, problemOf } from '@dw-sim/api-platform';
import type { ProblemDetails } from '@dw-sim/contracts';

/** What kept the server from starting, as a problem. A defect keeps its message: there is no log to look into yet. */
export function startProblem(error: unknown): ProblemDetails {
  return expectedProblem(error) ?? problemOf('internal', `The server could not start: ${error instanceof Error ? error.message : String(error)}`);
}

/** The same for a terminal: one line, or one for each of several faults. */
export function startFailureText(error: unknown): string {
  const { detail, hint, errors = [] } = startProblem(error);
  if (errors.length > 1) return [`DW Simulator did not start. The configuration has ${errors.length} faults:`, ...errors.map(({ message }) => `  ${message}`)].join('\n');
  return [`DW Simulator did not start. ${detail}`, ...(hint ? [hint] : [])].join(' ');
}
