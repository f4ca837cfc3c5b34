import type { FailedStatement } from './query';

/** Stable codes of every error that the product reports. The HTTP status and the CLI's exit status follow from them. */
export const ERROR_CODES = [
  'invalid_request',
  'invalid_json',
  'invalid_definition',
  'invalid_sql',
  'statement_not_allowed',
  'not_found',
  'conflict',
  'run_active',
  'aborted',
  'interrupted',
  'timeout',
  'payload_too_large',
  'data_root_locked',
  'data_root_unusable',
  'port_in_use',
  'forbidden_origin',
  'unauthorized',
  'forbidden',
  'rate_limited',
  'server_unavailable',
  'warehouse_unavailable',
  'warehouse_failed',
  'generation_failed',
  'staging_unavailable',
  'staging_damaged',
  'storage_full',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One thing that is wrong with what the user sent. */
export interface Fault {
  /** JSON path into the user's document: `$.tables[0].columns[1].min_value`. */
  readonly path: string;
  /** Short machine-readable reason, such as `unknown_key` or `duplicate_name`. */
  readonly code: string;
  /** What is wrong, in one sentence that names the value and what is allowed. */
  readonly message: string;
  /** The offending value, shortened where it is long. */
  readonly value?: unknown;
  /** What is allowed there: names, a range, a pattern. */
  readonly allowed?: string | readonly string[];
  /** Where in the user's text, where the fault is in one. */
  readonly position?: TextPosition;
}

/** A place in the user's own text. Lines and columns count from 1, in UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
  /** Length of the marked text, where it is known. */
  readonly length?: number;
}

/** Error body of the REST API: problem details (RFC 9457) with the product's own members. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  /** Every fault of a document, where one was validated. */
  readonly errors?: readonly Fault[];
  /** Where in the user's text, where it is known. */
  readonly position?: TextPosition;
  /** What the user can do about it. */
  readonly hint?: string;
  /** Which of several SQL statements failed, and what ran before it. */
  readonly statement?: FailedStatement;
}

/** What an `AppError` carries beside its message. */
export interface AppErrorDetails {
  readonly errors?: readonly Fault[];
  readonly position?: TextPosition;
  readonly hint?: string;
  readonly statement?: FailedStatement;
}

/** The one error class of the product; everything else that is thrown is a defect. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: AppErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_request: 422,
  invalid_json: 400,
  invalid_definition: 422,
  invalid_sql: 422,
  statement_not_allowed: 403,
  not_found: 404,
  conflict: 409,
  run_active: 409,
  aborted: 409,
  interrupted: 409,
  timeout: 408,
  payload_too_large: 413,
  data_root_locked: 409,
  data_root_unusable: 500,
  port_in_use: 500,
  forbidden_origin: 403,
  unauthorized: 401,
  forbidden: 403,
  rate_limited: 429,
  server_unavailable: 503,
  warehouse_unavailable: 503,
  warehouse_failed: 502,
  generation_failed: 500,
  staging_unavailable: 503,
  staging_damaged: 409,
  storage_full: 507,
  internal: 500,
};

/** HTTP status of an error code. */
export function httpStatusOf(code: ErrorCode): number {
  return HTTP_STATUS[code];
}
