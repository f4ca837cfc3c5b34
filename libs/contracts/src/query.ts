import type { ProblemDetails, TextPosition } from './error';
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
  /** `json` by default. All others are streams of the last statement's rows. */
  readonly format?: QueryFormat;
  /** Rows of each statement at most (`json`: 1,000 by default and 100,000 at most; all others: all by default). */
  readonly row_limit?: number;
  /** Longest time for the whole text. */
  readonly timeout_ms?: number;
  /** Answers plans in place of rows: `plan` is what the engine intends, `analyze` runs the statement and measures. */
  readonly explain?: ExplainMode;
  /** Lets statements change and make tables of the experiment, where the server permits it. Queries only read otherwise. */
  readonly allow_writes?: boolean;
  /** Name by which the query can be cancelled while it runs; the server makes one otherwise. */
  readonly query_id?: string;
}

/**
 * How an answer is written. `json`: a {@link QueryResult}. `json_rows`: an array of objects. `ndjson`: an object on each line,
 * and a last line {@link NdjsonError} where the query fails after its first rows. `arrow`: an IPC stream.
 */
export const QUERY_FORMATS = ['json', 'json_rows', 'ndjson', 'csv', 'parquet', 'arrow'] as const;
export type QueryFormat = (typeof QUERY_FORMATS)[number];

export const EXPLAIN_MODES = ['plan', 'analyze'] as const;
export type ExplainMode = (typeof EXPLAIN_MODES)[number];

/** Header of every answer with the query's id. */
export const QUERY_ID_HEADER = 'X-Query-Id';
/** Trailers of streams that came to their end. */
export const ROW_COUNT_TRAILER = 'X-Row-Count';
export const TRUNCATED_TRAILER = 'X-Truncated';

/** Last line of an NDJSON stream that broke off. */
export interface NdjsonError {
  readonly $error: ProblemDetails;
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

/** What came of one statement of a text. */
export interface StatementResult {
  /** Its number in the text, from 1. */
  readonly statement: number;
  /** Where it stands in the user's text. */
  readonly position: TextPosition;
  readonly kind: StatementKind;
  /** None for `write` and `notice`. */
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly row_count: number;
  /** True where the engine had more rows than the limit. */
  readonly truncated: boolean;
  /** Rows that were inserted, changed or deleted; null where the statement is of another kind, or makes or drops a table. */
  readonly affected_rows: number | null;
  /** What a statement without rows did, such as `Table summary was created.` */
  readonly message: string | null;
  readonly elapsed_ms: number;
  /** The statement that ran, with physical table names. */
  readonly executed_sql: string;
}

/**
 * `rows`: a query; `plan`: how one would run or has run; `write`: a change of tables; `notice`: nothing was done, and the
 * message says why.
 */
export type StatementKind = 'rows' | 'plan' | 'write' | 'notice';

/** Answer of `POST /api/query/execute` as JSON: a result for each statement, and the last one's rows at the top. */
export interface QueryResult {
  readonly query_id: string;
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly row_count: number;
  /** True where the engine had more rows than the limit. */
  readonly truncated: boolean;
  /** Of the whole text. */
  readonly elapsed_ms: number;
  readonly warehouse: string;
  /** The text that ran, with physical table names. */
  readonly executed_sql: string;
  /** In the order of the text; at least one. */
  readonly results: readonly StatementResult[];
}

/** Which of several statements failed. Those before it have run. */
export interface FailedStatement {
  /** From 1. */
  readonly number: number;
  /** Statements of the text. */
  readonly count: number;
  readonly completed: readonly CompletedStatement[];
}

/** A statement that ran before another one failed. */
export type CompletedStatement = Pick<StatementResult, 'statement' | 'kind' | 'row_count' | 'affected_rows' | 'message'>;

/** A query that runs, or one of the last that ran: `GET /api/query/running`, `GET /api/query/{id}/status`. */
export interface QueryStatus {
  readonly query_id: string;
  readonly status: 'running' | 'completed' | 'failed' | 'cancelled';
  /** The user's text, shortened where it is long. */
  readonly sql: string;
  readonly experiment: string | null;
  readonly started_at: string;
  readonly elapsed_ms: number;
  /** Why it failed. */
  readonly error: ProblemDetails | null;
}

/** Answer of `POST /api/query/{id}/cancel`. */
export interface CancelQueryResult {
  readonly query_id: string;
  /** False where it had already ended. */
  readonly cancelled: boolean;
}

/** A statement's fault in the user's own text. */
export interface SqlFault {
  readonly message: string;
  readonly position?: TextPosition;
}
