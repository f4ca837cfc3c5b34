import type { AppError } from '@dw-sim/contracts';
import { type EditorDiagnostic, rangeOfPosition } from '@dw-sim/dashboard-ui';

/** What to underline for an error: the place that the server named in the text that was run. */
export function diagnosticsOfError(text: string, error: AppError | undefined): readonly EditorDiagnostic[] {
  const position = error?.details.position;
  return error && position ? [{ ...rangeOfPosition(text, position), severity: 'error', message: error.message }] : [];
}
