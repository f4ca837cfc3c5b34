import type { AppError } from '@dw-sim/contracts';
import { type EditorDiagnostic, rangeOfPosition } from '@dw-sim/dashboard-ui';

/** The text that ran last, and what it failed of. */
export interface Execution {
  readonly text: string;
  readonly error: AppError | undefined;
}

/** What to underline for an error: the place that the server named in the text that was run. */
export function diagnosticsOfError(text: string, error: AppError | undefined): readonly EditorDiagnostic[] {
  const position = error?.details.position;
  return error && position ? [{ ...rangeOfPosition(text, position), severity: 'error', message: error.message }] : [];
}

/** What was found while the text was written, and what its execution failed of where that is not the same. */
export function allDiagnostics(text: string, found: readonly EditorDiagnostic[], { text: executed, error }: Execution): readonly EditorDiagnostic[] {
  if (executed !== text) return found;
  const failed = diagnosticsOfError(text, error).filter(({ from, to }) => !found.some((each) => each.from < to && from < each.to));
  return [...found, ...failed];
}
