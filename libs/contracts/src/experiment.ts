import type { ExperimentDefinition, Warning } from './definition';
import type { RunSummary } from './run';
import type { RunTarget } from './target';

/** A row of the list of experiments. Times are ISO 8601 in UTC. */
export interface ExperimentSummary {
  readonly name: string;
  readonly description: string | null;
  /** Semantic version of the definition, such as `1.2.0`. */
  readonly version: string;
  readonly target_warehouse: string;
  readonly table_count: number;
  /** Rows over all tables of a run that chooses no others. */
  readonly target_rows: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_run: RunSummary | null;
}

/** An experiment with everything that a page about it shows. */
export interface ExperimentDetail extends ExperimentSummary {
  readonly definition: ExperimentDefinition;
  /** SHA-256 of the canonical definition, in hex. */
  readonly definition_hash: string;
  readonly warnings: readonly Warning[];
  readonly tables: readonly TableSummary[];
}

/** A table as it was understood. */
export interface TableSummary {
  readonly name: string;
  /** Name in the warehouse: `<experiment>__<table>`. */
  readonly physical_name: string;
  readonly description: string | null;
  /** Rows of a run that chooses no others; about as many where they are derived. */
  readonly target_rows: number;
  /** Parent table from whose rows those of this one follow by `fan_out`: their number can't be chosen. */
  readonly derived_from: string | null;
  /** Rows in the warehouse after the last completed load; 0 before it. */
  readonly loaded_rows: number;
  readonly columns: readonly ColumnSummary[];
  /** Groups of columns of which no two rows have the same values. */
  readonly composite_keys: readonly (readonly string[])[];
  /** Foreign keys of several columns, whose values come from one row of the parent. */
  readonly composite_foreign_keys: readonly CompositeForeignKey[];
}

/** A foreign key of several columns; `references_columns` are in the order of `columns`. */
export interface CompositeForeignKey {
  readonly columns: readonly string[];
  readonly references_table: string;
  readonly references_columns: readonly string[];
}

/** A column as it was understood: its type and the generator that fills it. */
export interface ColumnSummary {
  readonly name: string;
  readonly data_type: string;
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly null_rate: number;
  /** Generator kind of the catalogue, such as `uniform_int` or `faker`. */
  readonly generator: string;
  /** The generator in words for people: `normal, mean 150, stddev 50, 1 to 1000`. */
  readonly generator_summary: string;
  /** The generator's name, such as `normal`, where the column follows a distribution. */
  readonly distribution: string | null;
  readonly references: { readonly table: string; readonly column: string } | null;
}

export interface ExperimentList {
  readonly items: readonly ExperimentSummary[];
  readonly total: number;
}

/** An experiment under the name that scenario files know it by. */
export interface ScenarioSummary extends ExperimentSummary {
  /** Name of the experiment. */
  readonly id: string;
}

export interface ScenarioDetail extends ExperimentDetail {
  readonly id: string;
}

export interface ScenarioList {
  readonly items: readonly ScenarioSummary[];
  readonly total: number;
}

export interface DeleteExperimentResult {
  readonly name: string;
  readonly dropped_tables: number;
  readonly removed_files: number;
  /** Other targets that runs went to. What they have made there stays. */
  readonly other_targets: readonly OtherTarget[];
}

/** A target beside the experiment's own that may hold tables of it. */
export interface OtherTarget {
  /** Without its secrets. */
  readonly target: RunTarget;
  /** Physical names. */
  readonly tables: readonly string[];
}

export interface ResetExperimentResult {
  readonly name: string;
  readonly truncated_tables: number;
}

/** A built-in example that can be created as it is. */
export interface ExampleSummary {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly table_count: number;
  readonly target_rows: number;
  readonly definition: ExperimentDefinition;
  /** A query to start with. */
  readonly sample_query: string;
}

/** Answer of `GET /api/examples`. */
export interface ExampleList {
  readonly items: readonly ExampleSummary[];
  readonly total: number;
}

/** A table or view that statements of users have made in an experiment. It goes with the experiment. */
export interface MadeTable {
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly physical_name: string;
}

/** Answer of `GET /api/experiments/{name}/made-tables`. */
export interface MadeTableList {
  readonly items: readonly MadeTable[];
}
