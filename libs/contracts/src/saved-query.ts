import type { SqlDialect } from './sql-dialect';

/** A query that is kept by name. Names are unique without regard to case. */
export interface SavedQueryDefinition {
  readonly name: string;
  readonly sql: string;
  readonly description?: string | null;
  /** Experiment whose tables it names; it need not exist yet. */
  readonly experiment?: string | null;
  readonly warehouse?: string | null;
  readonly dialect?: SqlDialect | null;
}

/** A saved query. Times are ISO 8601 in UTC. */
export interface SavedQuery {
  readonly name: string;
  readonly sql: string;
  readonly description: string | null;
  readonly experiment: string | null;
  readonly warehouse: string | null;
  readonly dialect: SqlDialect | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Answer of `GET /api/query/saved`, by name. */
export interface SavedQueryList {
  readonly items: readonly SavedQuery[];
  readonly total: number;
}

/** Body of `POST /api/query/saved/import`: all are taken, or none. */
export interface ImportSavedQueriesRequest {
  readonly queries: readonly SavedQueryDefinition[];
  /** Change queries that are there already; a conflict otherwise. */
  readonly replace?: boolean;
}

export interface ImportSavedQueriesResult {
  readonly created: readonly string[];
  readonly replaced: readonly string[];
  /** Those that were there with the same text and header. */
  readonly unchanged: readonly string[];
}

export interface DeleteSavedQueryResult {
  readonly name: string;
}
