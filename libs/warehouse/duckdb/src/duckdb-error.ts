import { AppError, writeFaultOf, type ErrorCode } from '@dw-sim/contracts';
import { lengthFault, positionAtByte } from '@dw-sim/warehouse-core';

/** A fault as DuckDB reports it with `errors_as_json`. */
export interface DuckDbFault {
  /** `Parser`, `Binder`, `Catalog`, `IO`, … */
  readonly type: string;
  readonly message: string;
  /** Bytes of UTF-8 before the fault in the statement's text. */
  readonly byteOffset?: number;
}

/** Faults that are not the statement's own; every other one is. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  Permission: 'statement_not_allowed',
  TransactionContext: 'statement_not_allowed',
  'Out of Memory': 'warehouse_failed',
  IO: 'warehouse_failed',
  Internal: 'warehouse_failed',
  FATAL: 'warehouse_failed',
};

const MEMORY_HINT = 'Aggregate or filter earlier, or raise the memory limit.';

/** Reads what the driver threw: JSON behind an optional prefix, else plain text with a `LINE n:` drawing. */
export function duckDbFault(error: unknown): DuckDbFault {
  const text = error instanceof Error ? error.message : String(error);
  const json = parseJson(text.slice(Math.max(0, text.indexOf('{'))));
  if (json === undefined) return { type: 'Unknown', message: text.split('\n\nLINE ')[0] ?? text };
  return faultOf(String(json['exception_type']), String(json['exception_message']), json['position']);
}

/** @param position a byte offset as the engine writes it, in digits. */
export function faultOf(type: string, message: string, position: unknown): DuckDbFault {
  const byteOffset = position === undefined ? undefined : Number(position);
  return byteOffset === undefined ? { type, message } : { type, message, byteOffset };
}

/** A fault of a text with something before it, placed in the text alone; without a place where it is not in that. */
export function behind({ type, message, byteOffset }: DuckDbFault, before: string): DuckDbFault {
  const offset = (byteOffset ?? -1) - Buffer.byteLength(before);
  return offset < 0 ? { type, message } : { type, message, byteOffset: offset };
}

/** The error that a user sees for a fault of their statement: the first line, the rest (`Did you mean …`) as a hint. */
export function statementError(fault: DuckDbFault, sql: string): AppError {
  const [message = '', ...rest] = fault.message.split('\n').map((line) => line.trim()).filter(Boolean);
  if (fault.type === 'IO' && writeFaultOf(fault)?.isFull) return fullDisk(fault);
  const code = CODES[fault.type] ?? 'invalid_sql';
  const hint = fault.type === 'Out of Memory' ? MEMORY_HINT : rest.join(' ').replace(/^Candidate bindings: *:? */, 'Similar names: ');
  return new AppError(code, lengthFault(message) ?? message, {
    ...(fault.byteOffset === undefined ? {} : { position: positionAtByte(sql, fault.byteOffset) }),
    ...(hint === '' ? {} : { hint }),
  });
}

/** The error for a fault of the engine's own work, where no statement of a user is involved. */
export function engineError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const fault = duckDbFault(error);
  if (writeFaultOf(fault)?.isFull) return fullDisk(fault);
  return new AppError('warehouse_failed', `DuckDB failed: ${fault.message.split('\n')[0]}`, {}, { cause: error });
}

function fullDisk(fault: DuckDbFault): AppError {
  return new AppError('storage_full', `DuckDB failed: ${writeFaultOf(fault)?.reason} (${fault.message.split('\n')[0]}).`, { hint: "Free some space where the warehouse's files are." });
}

/**
 * Whether the engine has given its database up: after some faults, such as a checkpoint that finds the disk full, it answers nothing
 * more until the file is opened again.
 */
export function isGivenUp(error: unknown): boolean {
  const { type, message } = duckDbFault(error);
  return type === 'FATAL' || /database has been invalidated|failed to create checkpoint/i.test(message);
}

/** Undefined where the text is not a JSON object. */
function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Not JSON: an error of the driver itself, in plain text.
    return undefined;
  }
}
