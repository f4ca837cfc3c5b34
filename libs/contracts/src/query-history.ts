import type { ErrorCode } from './error';
import type { SqlDialect } from './sql-dialect';

export const QUERY_OUTCOMES = ['completed', 'failed', 'cancelled'] as const;

/** How an execution ended. */
export type QueryOutcome = (typeof QUERY_OUTCOMES)[number];

/** One execution of a text. Times are ISO 8601 in UTC. */
export interface QueryHistoryItem {
  readonly id: number;
  /** As the user wrote it; secrets are `***`, and a very long text is cut. */
  readonly sql: string;
  readonly sql_truncated: boolean;
  readonly experiment: string | null;
  /** Target that was asked; null where none was reached. */
  readonly warehouse: string | null;
  readonly dialect: SqlDialect | null;
  readonly started_at: string;
  readonly elapsed_ms: number;
  /** Rows that were answered, of all statements; null where there was no answer. */
  readonly row_count: number | null;
  readonly status: QueryOutcome;
  readonly error_code: ErrorCode | null;
  readonly error_message: string | null;
}

/** Answer of `GET /api/query/history`, the newest first. */
export interface QueryHistoryList {
  readonly items: readonly QueryHistoryItem[];
  /** Entries that the filters leave, on all pages. */
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
}

/** Filters and page of `GET /api/query/history`. */
export interface QueryHistoryFilter {
  readonly experiment?: string;
  readonly warehouse?: string;
  readonly status?: QueryOutcome;
  /** Text that the SQL holds, without regard to case. */
  readonly search?: string;
  readonly limit?: number;
  readonly offset?: number;
}

export interface ClearHistoryResult {
  readonly removed: number;
}
