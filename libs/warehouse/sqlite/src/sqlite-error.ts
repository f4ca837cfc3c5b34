import { AppError, type TextPosition } from '@dw-sim/contracts';
import { lengthFault, positionAt, statementNotAllowed } from '@dw-sim/warehouse-core';
import { sqlTokens } from './sql-tokens';

/** What the driver throws. */
interface DriverError {
  readonly code: string;
  readonly message: string;
}

/** `no such column: o.idd`, `no such function: foo`, `near "selct": syntax error`, … name the faulty token. */
const NAMED = [
  /^near "(.+)": syntax error/s,
  /^unrecognized token: "(.+)"$/s,
  /^no such (?:column|table|function): (\S+)/,
  /^ambiguous column name: (\S+)/,
  /^wrong number of arguments to function (\S+)\(\)/,
  /^misuse of (?:aggregate|window function):? (?:function )?(\S+?)\(\)/,
];

const MEMORY_HINT = 'Aggregate or filter earlier, or raise the memory limit.';

/** The error that a user sees for what SQLite says of their statement. */
export function statementError(error: unknown, sql: string): AppError {
  const { code, message } = error as DriverError;
  if (code === 'SQLITE_READONLY' || code === 'SQLITE_AUTH') return statementNotAllowed(`This statement is not allowed: it writes.`);
  if (code === 'SQLITE_NOMEM') return new AppError('warehouse_failed', 'The query needs more memory than it may use.', { hint: MEMORY_HINT });
  if (code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_MISMATCH') return new AppError('invalid_sql', lengthFault(message) ?? message);
  if (code === 'SQLITE_ERROR' || code === 'SQLITE_TOOBIG') {
    const position = faultPosition(message, sql);
    return new AppError('invalid_sql', `${message.charAt(0).toUpperCase()}${message.slice(1)}`, position ? { position } : {});
  }
  return new AppError('warehouse_failed', `SQLite failed: ${message}`, {}, { cause: error });
}

/** SQLite names the token, not its place: the first token that reads so, or the text's end. */
function faultPosition(message: string, sql: string): TextPosition | undefined {
  if (message === 'incomplete input') return positionAt(sql, sql.trimEnd().length);
  const name = NAMED.map((pattern) => pattern.exec(message)?.[1]).find((found) => found !== undefined);
  if (name === undefined) return undefined;
  const offset = offsetOf(name, sql);
  return offset === undefined ? undefined : positionAt(sql, offset);
}

function offsetOf(name: string, sql: string): number | undefined {
  const parts = name.split('.').map((part) => part.toLowerCase());
  const tokens = sqlTokens(sql).filter(({ kind }) => kind !== 'string');
  const qualified = tokens.find((_, index) => parts.every((part, step) => tokens[index + 2 * step]?.text.toLowerCase() === part));
  const last = tokens.find((token) => token.text.toLowerCase() === parts.at(-1));
  const token = qualified ?? last;
  if (token) return token.offset;
  const at = sql.indexOf(name);
  return at < 0 ? undefined : at;
}
