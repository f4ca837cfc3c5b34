import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { AppError, httpStatusOf, type AppErrorDetails, type ErrorCode, type Fault, type ProblemDetails } from '@dw-sim/contracts';

/** Media type of every error body (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Codes of the statuses that Nest and Express themselves answer with. */
const CODES_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  403: 'forbidden_origin',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  413: 'payload_too_large',
};

/** Problem details of an error code; the HTTP status follows from the code unless one is given. */
export function problemOf(code: ErrorCode, detail: string, details: AppErrorDetails = {}, status = httpStatusOf(code)): ProblemDetails {
  const faults = details.errors && { errors: details.errors.map(withShortValue) };
  return { type: `urn:dw-sim:problem:${code}`, title: STATUS_CODES[status] ?? 'Error', status, detail, code, ...details, ...faults };
}

/** Of a value that is a long text, or a document, an answer shows how it begins. */
const MOST_CHARACTERS = 1_000;

function withShortValue(fault: Fault): Fault {
  const text = fault.value === undefined ? '' : JSON.stringify(fault.value);
  return text.length > MOST_CHARACTERS ? { ...fault, value: `${text.slice(0, MOST_CHARACTERS)}…` } : fault;
}

/** Problem details of anything thrown on purpose; undefined for a defect, whose text is nothing for a user. */
export function expectedProblem(error: unknown): ProblemDetails | undefined {
  if (error instanceof AppError) return problemOf(error.code, error.message, error.details);
  if (!(error instanceof HttpException)) return undefined;
  const status = error.getStatus();
  return status >= 500 ? undefined : problemOf(CODES_BY_STATUS[status] ?? 'invalid_request', error.message, {}, status);
}
