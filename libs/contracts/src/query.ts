import type { TextPosition } from './error';
import type { SqlDialect } from './sql-dialect';

/** Body of `POST /api/query/execute`. */
export interface QueryRequest {
  readonly sql: string;
  /** Experiment whose table names are understood; physical names work without one. */
  readonly experiment?: string;
  /** Target to ask; that of the experiment otherwise, else the server's default. */
  readonly warehouse?: string;
  /** Whose SQL it is; that of the experiment otherwise, else `ansi`. */
  readonly dialect?: SqlDialect;
  readonly format?: 'json' | 'csv';
  /** Rows returned at most (JSON: 1,000 by default; CSV: all by default). */
  readonly row_limit?: number;
  readonly timeout_ms?: number;
}

export interface ResultColumn {
  readonly name: string;
  /** The engine's own type name. */
  readonly type: string;
  /** How to show it. */
  readonly category: 'number' | 'text' | 'boolean' | 'time' | 'other';
}

/**
 * A cell. Integers beyond 2^53 and decimals of more than 15 digits come as strings, so that no digit is lost;
 * dates are `YYYY-MM-DD`, times `HH:MM:SS[.ffffff]`, timestamps `YYYY-MM-DD HH:MM:SS[.ffffff]`, those with a time zone
 * the same in UTC with `+00` behind; UUIDs are lower-case text with hyphens, JSON is its text.
 */
export type CellValue = string | number | boolean | null;

export interface QueryResult {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly row_count: number;
  /** True where the engine had more rows than the limit. */
  readonly truncated: boolean;
  readonly elapsed_ms: number;
  readonly warehouse: string;
  /** The text that ran, with physical table names. */
  readonly executed_sql: string;
}

/** A statement's fault in the user's own text. */
export interface SqlFault {
  readonly message: string;
  readonly position?: TextPosition;
}
