import { HttpErrorResponse } from '@angular/common/http';
import { AppError, ERROR_CODES } from '@dw-sim/contracts';
import type { ErrorCode, ProblemDetails, RunError } from '@dw-sim/contracts';

/**
 * Turns whatever a request failed with into the product's one error: problem details keep their code, faults,
 * position and hint; a server that does not answer and an answer that is no problem document are said so in words.
 * A body that came as a Blob (a CSV export) is read first.
 */
export async function toAppError(error: unknown): Promise<AppError> {
  if (error instanceof AppError) return error;
  if (!(error instanceof HttpErrorResponse)) return new AppError('internal', messageOf(error));
  if (error.status === 0) return unreachable();
  const body = await bodyOf(error.error);
  return isProblem(body) ? fromProblem(body) : unexpectedAnswer(error);
}

/** Why a run failed, in which table, and what to do. */
export function runProblem({ code, message, hint, table, errors }: RunError): AppError {
  const hints = [...(table ? [`It happened in the table “${table}”.`] : []), ...(hint ? [hint] : [])];
  return new AppError(code, message, { errors, hint: hints.join(' ') || undefined });
}

function fromProblem(problem: ProblemDetails): AppError {
  const { errors, position, hint } = problem;
  return new AppError(problem.code, problem.detail, { errors, position, hint });
}

function unreachable(): AppError {
  return new AppError('internal', 'The server does not answer.', {
    hint: 'Check that DW Simulator is still running in the terminal where it was started.',
  });
}

function unexpectedAnswer(error: HttpErrorResponse): AppError {
  return new AppError('internal', `The server answered with status ${error.status} and no explanation.`);
}

async function bodyOf(body: unknown): Promise<unknown> {
  const text = body instanceof Blob ? await body.text() : body;
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    // A SyntaxError: the body is no JSON, such as a proxy's HTML page.
    return text;
  }
}

function isProblem(body: unknown): body is ProblemDetails {
  if (typeof body !== 'object' || body === null) return false;
  const { code, detail } = body as Partial<ProblemDetails>;
  return typeof detail === 'string' && ERROR_CODES.includes(code as ErrorCode);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
