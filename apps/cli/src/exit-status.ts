import type { ErrorCode } from '@dw-sim/contracts';

/** What the exit statuses of `dw-sim` mean; also shown by `dw-sim --help`. */
export const EXIT_STATUS = {
  ok: 0,
  failed: 1,
  invalid: 2,
  notFound: 3,
  conflict: 4,
  unavailable: 5,
  interrupted: 130,
} as const;

const STATUS_OF_CODE: Readonly<Record<ErrorCode, number>> = {
  invalid_request: EXIT_STATUS.invalid,
  invalid_json: EXIT_STATUS.invalid,
  invalid_definition: EXIT_STATUS.invalid,
  invalid_sql: EXIT_STATUS.invalid,
  statement_not_allowed: EXIT_STATUS.invalid,
  payload_too_large: EXIT_STATUS.invalid,
  not_found: EXIT_STATUS.notFound,
  conflict: EXIT_STATUS.conflict,
  run_active: EXIT_STATUS.conflict,
  data_root_locked: EXIT_STATUS.unavailable,
  data_root_unusable: EXIT_STATUS.unavailable,
  port_in_use: EXIT_STATUS.unavailable,
  forbidden_origin: EXIT_STATUS.unavailable,
  unauthorized: EXIT_STATUS.unavailable,
  forbidden: EXIT_STATUS.unavailable,
  rate_limited: EXIT_STATUS.unavailable,
  server_unavailable: EXIT_STATUS.unavailable,
  warehouse_unavailable: EXIT_STATUS.unavailable,
  staging_unavailable: EXIT_STATUS.unavailable,
  aborted: EXIT_STATUS.failed,
  interrupted: EXIT_STATUS.failed,
  timeout: EXIT_STATUS.failed,
  warehouse_failed: EXIT_STATUS.failed,
  generation_failed: EXIT_STATUS.failed,
  staging_damaged: EXIT_STATUS.failed,
  storage_full: EXIT_STATUS.failed,
  internal: EXIT_STATUS.failed,
};

/** Exit status of an error code; 1 for one that a newer server has made up. */
export function exitStatusOf(code: ErrorCode): number {
  return STATUS_OF_CODE[code] ?? EXIT_STATUS.failed;
}
