import type { ExperimentDefinition } from './definition';
import type { ExperimentDetail } from './experiment';

/**
 * How far a version is from the one before it: `major`, a query that worked may fail (tables, columns or types are gone or other);
 * `minor`, other rows or something more; `patch`, the same rows from the same seed.
 */
export const VERSION_CHANGES = ['created', 'major', 'minor', 'patch'] as const;
export type VersionChange = (typeof VERSION_CHANGES)[number];

/** One version of an experiment's definition. None is ever changed. */
export interface ExperimentVersionSummary {
  /** Semantic version, such as `1.2.0`. */
  readonly version: string;
  readonly change: VersionChange;
  /** Version whose definition was restored; null for others. */
  readonly restored_from: string | null;
  /** SHA-256 of the definition in canonical JSON (RFC 8785), in hexadecimal. */
  readonly definition_hash: string;
  /** ISO 8601 in UTC. */
  readonly created_at: string;
  readonly is_current: boolean;
  /** Runs that used it. */
  readonly run_count: number;
}

export interface ExperimentVersionDetail extends ExperimentVersionSummary {
  readonly definition: ExperimentDefinition;
}

/** Answer of `GET /api/experiments/{name}/versions`, the latest first. */
export interface ExperimentVersionList {
  readonly items: readonly ExperimentVersionSummary[];
  readonly total: number;
}

/** One difference between two definitions. */
export interface DefinitionChange {
  /** JSON path in the later definition, or in the earlier one for what was removed. */
  readonly path: string;
  /** The table or column that it is about, such as `orders.amount`; empty for the experiment as a whole. */
  readonly subject: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Answer of `GET /api/experiments/{name}/versions/{before}/diff/{after}`. */
export interface VersionDiff {
  readonly before: string;
  readonly after: string;
  readonly change: VersionChange | null;
  readonly changes: readonly DefinitionChange[];
}

/** What becomes of a table when its experiment changes: `rebuild` drops it and creates it with its new columns, empty. */
export type TableAction = 'keep' | 'create' | 'rebuild' | 'drop';

export interface TableChange {
  readonly table: string;
  readonly action: TableAction;
  /** Rows that it holds now; `rebuild` and `drop` lose them. */
  readonly loaded_rows: number;
  /** Why, in a sentence; empty for `keep`. */
  readonly reason: string;
}

/** What a change of an experiment does, or would do. */
export interface UpdatePlan {
  readonly name: string;
  readonly previous_version: string;
  /** The same as `previous_version` where nothing changed. */
  readonly version: string;
  readonly change: VersionChange | null;
  readonly changes: readonly DefinitionChange[];
  readonly tables: readonly TableChange[];
  /** Rows that are lost; more than 0 wants a confirmation. */
  readonly lost_rows: number;
}

/** Answer of `PUT /api/experiments/{name}` and of a restore. */
export interface UpdateExperimentResult extends UpdatePlan {
  readonly experiment: ExperimentDetail;
}
