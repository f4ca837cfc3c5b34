import type { Fault } from './error';

/** The document that a user writes (DW form). Everything in it is checked before it becomes a plan. */
export interface ExperimentDefinition {
  readonly name: string;
  /** Semantic version; counted up by what changed where it is absent. */
  readonly version?: string;
  readonly description?: string;
  /** Target to run on, by id; the server's default otherwise. */
  readonly target_warehouse?: string;
  /** Whose SQL queries are written in: `redshift`, `snowflake`, or `ansi` (the default), the warehouse's own. */
  readonly dialect?: string;
  /** faker-js locale of the generated text, such as `en` or `de`. */
  readonly locale?: string;
  readonly seed?: number;
  /** Time that the experiment is about, for generators that say `within: timeframe`. */
  readonly timeframe?: TimeframeDefinition;
  readonly tables: readonly TableDefinition[];
}

/** A span of time, both ends included: ISO 8601, or relative to the clock of a run (`-90d`, `today`, `now`). */
export interface TimeframeDefinition {
  readonly start: string;
  readonly end: string;
  /** Grid of its moments, such as `H`, `15min` or `D`. */
  readonly freq?: string;
}

/** One table of an experiment. */
export interface TableDefinition {
  readonly name: string;
  readonly description?: string;
  /** Absent where a foreign key has `fan_out`: the rows follow from the parent's. */
  readonly target_rows?: number;
  readonly columns: readonly ColumnDefinition[];
  /** Groups of columns of which no two rows have the same values. */
  readonly composite_keys?: readonly (readonly string[])[];
  /** Groups of columns whose values move together. */
  readonly correlations?: readonly CorrelationDefinition[];
  /** Foreign keys of one or several columns. */
  readonly foreign_keys?: readonly TableForeignKeyDefinition[];
  /** `false`: no column `_row_id` beside a composite key. */
  readonly surrogate_key?: boolean;
  /** Texts that are shown with the definition. */
  readonly warnings?: readonly string[];
}

/** A foreign key of a table: all its columns come from one row of the parent. */
export interface TableForeignKeyDefinition {
  readonly columns: readonly string[];
  readonly references_table: string;
  readonly references_columns: readonly string[];
  readonly nullable?: boolean;
  /** Share of rows without a parent, 0 to 1. */
  readonly null_rate?: number;
  readonly popularity?: PopularityDefinition;
  readonly fan_out?: FanOutDefinition;
}

/** Columns of a table with their correlations. */
export interface CorrelationDefinition {
  readonly columns: readonly string[];
  /** Rows in the order of the columns: symmetric, with ones on the diagonal. */
  readonly matrix: readonly (readonly number[])[];
  /** `pearson` (default): of the values; `spearman`: of their ranks; `normal`: of the normal variables behind them. */
  readonly kind?: string;
}

/** One column. The shorthands below normalise to exactly one generator. */
export interface ColumnDefinition {
  readonly name: string;
  readonly description?: string;
  readonly data_type: string;
  readonly is_unique?: boolean;
  /** `false` or absent: the column may be NULL. */
  readonly required?: boolean;
  /** Share of NULLs in a nullable column, 0 to 1. */
  readonly null_rate?: number;
  readonly varchar_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
  /** Inclusive, `YYYY-MM-DD` or ISO 8601. */
  readonly date_start?: string;
  readonly date_end?: string;
  readonly faker_rule?: string;
  readonly locale?: string;
  /** Column of the same row whose countries or locales decide the locale of this one. */
  readonly locale_from?: string;
  readonly distribution?: DistributionDefinition;
  readonly foreign_key?: ForeignKeyDefinition;
  /** Any generator of the catalogue by name, instead of the shorthands. */
  readonly generator?: GeneratorDefinition;
  /** Changes to the values, in this order. */
  readonly modifiers?: readonly ModifierDefinition[];
}

export interface DistributionDefinition {
  readonly type: string;
  readonly [parameter: string]: unknown;
}

export interface ForeignKeyDefinition {
  readonly references_table: string;
  readonly references_column: string;
  readonly nullable?: boolean;
  /** How often the parents are referred to; all alike by default. */
  readonly popularity?: PopularityDefinition;
  /** How many rows each parent has: the rows of the table follow from it. */
  readonly fan_out?: FanOutDefinition;
}

/** Distribution of the number of rows of a parent. */
export interface FanOutDefinition {
  /** `fixed`, `uniform` (the default), `poisson`, `negative_binomial`, `geometric` or `zipf`. */
  readonly type?: string;
  readonly mean?: number;
  readonly dispersion?: number;
  readonly alpha?: number;
  readonly count?: number;
  readonly min?: number;
  readonly max?: number;
}

export interface PopularityDefinition {
  /** `uniform` or `zipf`. */
  readonly type: string;
  /** Exponent of `zipf`. */
  readonly alpha?: number;
}

export interface GeneratorDefinition {
  readonly type: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A modifier by name, its parameters beside `type` or inside `params` (or `args`). */
export interface ModifierDefinition {
  readonly type: string;
  readonly [parameter: string]: unknown;
}

/** Something the user should know that does not stop them. */
export interface Warning {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Answer of `POST /api/experiments/validate`. */
export interface ValidationReport {
  readonly valid: boolean;
  readonly errors: readonly Fault[];
  readonly warnings: readonly Warning[];
}
