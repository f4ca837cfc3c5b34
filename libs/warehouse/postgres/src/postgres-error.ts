import { AppError, type ErrorCode } from '@dw-sim/contracts';
import { loadFailure, positionAt } from '@dw-sim/warehouse-core';
import { formatAddress, type Address } from './connection-settings';

/** What the driver throws: of the server with an SQLSTATE, of the network with a name such as ECONNREFUSED. */
export interface PostgresError {
  readonly code?: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Characters before the fault and one, in digits. */
  readonly position?: string;
  readonly column?: string;
  readonly where?: string;
}

/** Message and hint for errors of the network and of logging in (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const CONNECT_FAULTS: readonly (readonly [RegExp, (address: Address) => string, string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|ENOENT)$/, ({ host }) => `there is no host "${host}"`, 'Check the name of the host in the connection string.'],
  [/^ECONNREFUSED$/, ({ host, port }) => `nothing listens on port ${port} of "${host}"`, 'Start the server, or check host and port.'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timeout)$/, ({ host }) => `"${host}" does not answer`, 'Check host, port, network and firewall.'],
  [/^28P01$/, ({ user }) => `the password of user "${user}" is wrong`, 'Check user and password in the connection string.'],
  [/^no password$/, ({ user }) => `user "${user}" needs a password`, 'Add it to the connection string: postgres://user:password@host.'],
  [/^28000$/, ({ user }) => `user "${user}" may not log in from here`, 'Check the user, and whether the server wants TLS (sslmode=require) or allows this address.'],
  [/^3D000$/, ({ database }) => `there is no database "${database}"`, 'Create it, or name another in the connection string.'],
  [/^53300$/, () => 'it has too many connections', "Close some, or raise the server's max_connections."],
  [/^(57P0[123])$/, () => 'it is starting up or shutting down', 'Try again in a moment.'],
  [/^no tls$/, () => 'it does not offer TLS', 'Drop sslmode from the connection string, or switch TLS on at the server.'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|EPROTO/, () => 'its certificate is not trusted', "Give the certificate's authority, or sslmode=no-verify to take any."],
  [/^(ECONNRESET|EPIPE|closed)$/, () => 'it closed the connection', 'See its log.'],
];

/** Texts of errors that have no code. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/does not support SSL/i, 'no tls'],
  [/has no password|password must be a(?: non-empty)? string/i, 'no password'],
  [/timeout/i, 'timeout'],
  [/terminated|closed/i, 'closed'],
];

/** A lock was waited for in vain. */
const LOCKED = '55P03';
const LOCK_HINT = 'End the session that holds the lock (pg_locks, pg_stat_activity), then try again.';

/** The error of a server that can't be reached or does not let us in. It holds no credential. */
export function connectError(error: unknown, address: Address): AppError {
  const fault = firstOf(error);
  const code = fault.code ?? TEXTS.find(([pattern]) => pattern.test(fault.message))?.[1] ?? '';
  const known = CONNECT_FAULTS.find(([pattern]) => pattern.test(code));
  const reason = known ? known[1](address) : fault.message;
  return new AppError('warehouse_unavailable', `PostgreSQL at ${formatAddress(address)} can't be used: ${reason}.`, known ? { hint: known[2] } : {});
}

/** An error of a text with something before it, placed in the text alone; without a place where it is not in that. */
export function behind(error: PostgresError, before: string): PostgresError {
  const { code, message, detail, hint } = error;
  const position = Number(error.position) - [...before].length;
  return { message, ...(code !== undefined && { code }), ...(detail !== undefined && { detail }), ...(hint !== undefined && { hint }), ...(position >= 1 && { position: String(position) }) };
}

/** The error that a user sees for what the server says of their statement. */
export function statementError(error: unknown, sql: string): AppError {
  if (error instanceof AppError) return error;
  const { code, message, detail, hint, position } = error as PostgresError;
  const details = {
    ...(position !== undefined && { position: positionAt(sql, offsetOfCharacter(sql, Number(position) - 1)) }),
    ...(hint !== undefined ? { hint } : {}),
  };
  const text = `${message.charAt(0).toUpperCase()}${message.slice(1).replaceAll('\n', ' ')}`;
  return new AppError(statementCode(code), `${text}${detail === undefined || !/^2[123]/.test(code ?? '') ? '' : ` (${detail})`}`, details, { cause: error });
}

/** The error for a fault of the engine's own work, where no statement of a user is involved. */
export function engineError(error: unknown, address: Address): AppError {
  if (error instanceof AppError) return error;
  const { code, message, detail } = error as PostgresError;
  if (isLost(error)) return connectError(error, address);
  if (code === LOCKED) return new AppError('warehouse_failed', 'PostgreSQL failed: somebody else has locked a table for too long.', { hint: LOCK_HINT }, { cause: error });
  const text = `PostgreSQL failed: ${message}${detail === undefined ? '' : `. ${detail}`}`;
  return new AppError(/^53[12]/.test(code ?? '') ? 'storage_full' : 'warehouse_failed', text, {}, { cause: error });
}

/** The error of a load: what the rows break, a full disk, a server that has gone. */
export function loadError(table: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const fault = error as PostgresError;
  if (isLost(error)) return loadFailure(table, 'the connection to PostgreSQL was lost', 'See whether the server runs, then load again.', error);
  if (fault.code === '53100') return loadFailure(table, `disk is full at the server: ${fault.message}`, 'Free space on the server.', error);
  if (fault.code === LOCKED) return loadFailure(table, 'somebody else has locked it for too long', LOCK_HINT, error);
  if (fault.code === '23502') return loadFailure(table, `a row has no value in the NOT NULL column ${fault.column}`, undefined, error);
  if (fault.code === '2BP01') return loadFailure(table, `${fault.message}: ${fault.detail ?? ''}`.replaceAll('\n', ' '), 'Drop the views on the table first.', error);
  const place = fault.where === undefined ? '' : ` (${fault.where.replace(/^COPY [^,]+, /, '').slice(0, 200)})`;
  return loadFailure(table, `${fault.detail === undefined ? fault.message : `${fault.message}: ${fault.detail}`}${place}`, undefined, error);
}

/** Whether the connection is gone: the socket broke, or the server ended it. */
export function isLost(error: unknown): boolean {
  const { code, message } = error as PostgresError;
  return /^(57P0|08|ECONN|EPIPE)/.test(code ?? '') || (code === undefined && /terminated|closed|not queryable/i.test(message));
}

/** Codes of Node, such as ECONNRESET, are of a connection that broke. */
function statementCode(code = ''): ErrorCode {
  if (code === '42501' || code === '25006') return 'statement_not_allowed';
  if (code === '57014' || code === LOCKED) return 'timeout';
  return /^(53|57|58|XX|08|E)/.test(code) || code === '' ? 'warehouse_failed' : 'invalid_sql';
}

/** Node tries every address of a host and throws all failures at once. */
function firstOf(error: unknown): PostgresError {
  return error instanceof AggregateError ? (error.errors[0] as PostgresError) : (error as PostgresError);
}

/** UTF-16 code units before a character; PostgreSQL counts whole characters. */
function offsetOfCharacter(text: string, count: number): number {
  return Array.from(text).slice(0, count).join('').length;
}
