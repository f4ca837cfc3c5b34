import type { ColumnType } from '@dw-sim/contracts';
import type { FanOutBlocks, Popularity, PreparedModifiers } from '@dw-sim/generation-generators';

/** Self-contained description of every value of a run: plain data that is cloned to the workers. */
export interface GenerationPlan {
  /** Master seed, 0 to 2^53 - 1. */
  readonly seed: number;
  /** What `now` was where relative times were resolved, in milliseconds since 1970-01-01 UTC. */
  readonly clock: number;
  /** Parents before children. */
  readonly tables: readonly PlannedTable[];
}

export interface PlannedTable {
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly PlannedColumn[];
  readonly compositeKeys: readonly PlannedCompositeKey[];
  readonly correlations: readonly PlannedCorrelation[];
  readonly relations: readonly PlannedRelation[];
  /** Rows of a Parquet row group. It and `partRows` depend on the columns alone, so that the files' bytes do. */
  readonly rowGroupRows: number;
  /** Rows of a file, a multiple of `rowGroupRows`; the last file may hold fewer. */
  readonly partRows: number;
}

/** A group of columns of which no two rows have the same values. */
export interface PlannedCompositeKey {
  readonly columns: readonly string[];
  readonly members: readonly PlannedMember[];
}

/** A column of a composite key, or the columns of a foreign key in it. */
export interface PlannedMember {
  readonly columns: readonly string[];
  /** Number of values, 1 to 2^32. */
  readonly radix: number;
}

/** A foreign key: all its columns come from one row of the parent, by one map from rows to rows. */
export interface PlannedRelation {
  /** The columns joined by blanks; names the streams. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Parent table. */
  readonly table: string;
  readonly nullable: boolean;
  /** Each parent has one row at most. */
  readonly isUnique: boolean;
  readonly popularity: Popularity | null;
  /** Rows of each parent, where the table's rows follow from it. */
  readonly fanOut: FanOutBlocks | null;
}

/** Columns that are drawn through correlated normal variables. */
export interface PlannedCorrelation {
  readonly columns: readonly string[];
  /** Lower triangular factor of the correlations of the normal variables. */
  readonly factor: readonly (readonly number[])[];
}

export interface PlannedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly nullRate: number;
  readonly unique: boolean;
  /** Values that one value is made of at most: 1, and more for JSON. */
  readonly valueCount: number;
  /** Generator kind of the catalogue. */
  readonly kind: string;
  /** What that generator has prepared. */
  readonly prepared: unknown;
  /** Changes to what the generator makes; absent where there are none. */
  readonly modifiers?: PreparedModifiers;
}
