import type { ColumnType, Fault, Warning } from '@dw-sim/contracts';
import type { FanOut, Popularity, Timeframe } from '@dw-sim/generation-generators';

/** A checked definition: every default resolved, every column with exactly one generator. */
export interface ExperimentModel {
  readonly name: string;
  readonly description: string | null;
  readonly targetWarehouse: string | null;
  /** faker-js locale of the generated text. */
  readonly locale: string;
  readonly seed: number | null;
  /** Time that the experiment is about, relative times as the user wrote them. */
  readonly timeframe: Timeframe | null;
  /** What `now` is in relative times, in milliseconds since 1970-01-01 UTC; a run chooses its own. */
  readonly clock: number;
  readonly tables: readonly TableModel[];
}

export interface TableModel {
  readonly name: string;
  readonly description: string | null;
  /** Rows of a run that chooses no others; where `isDerived`, those to be expected. */
  readonly targetRows: number;
  /** True where the rows follow from those of a parent. */
  readonly isDerived: boolean;
  readonly columns: readonly ColumnModel[];
  /** Groups of columns of which no two rows have the same values. */
  readonly compositeKeys: readonly (readonly string[])[];
  readonly correlations: readonly CorrelationModel[];
  readonly relations: readonly RelationModel[];
}

/** A foreign key whose columns take their values from one row of the parent. */
export interface RelationModel {
  readonly columns: readonly string[];
  /** Parent table. */
  readonly table: string;
  /** In the order of `columns`. */
  readonly parentColumns: readonly string[];
  readonly nullable: boolean;
  /** Each parent has one row at most. */
  readonly isUnique: boolean;
  readonly popularity: Popularity | null;
  /** How many rows each parent has, where the table's rows follow from it. */
  readonly fanOut: FanOut | null;
}

/** Columns with given correlations. */
export interface CorrelationModel {
  readonly columns: readonly string[];
  readonly kind: 'pearson' | 'spearman' | 'normal';
  readonly matrix: readonly (readonly number[])[];
  /** Lower triangular factor of the correlations of the normal variables behind the columns. */
  readonly factor: readonly (readonly number[])[];
}

export interface ColumnModel {
  readonly name: string;
  readonly description: string | null;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Share of NULLs, 0 to 1. */
  readonly nullRate: number;
  readonly unique: boolean;
  readonly generator: GeneratorSpec;
  /** Changes to the values, in their order. */
  readonly modifiers: readonly ModifierSpec[];
  /** Bounds that the column declares: `min` and `max`, `start` and `end`. Changed values keep to them. */
  readonly declared: Readonly<Record<string, unknown>>;
  /** The generator in words for people. */
  readonly summary: string;
  readonly distribution: string | null;
  readonly references: { readonly table: string; readonly column: string } | null;
}

/** A generator of the catalogue with its parameters, checked and complete. */
export interface GeneratorSpec {
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A modifier of the catalogue with its parameters, checked and complete. */
export interface ModifierSpec {
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Outcome of checking a definition: a model, or every fault at once. */
export interface DefinitionCheck {
  readonly errors: readonly Fault[];
  readonly warnings: readonly Warning[];
  /** Present where there are no errors. */
  readonly model?: ExperimentModel;
}

/** What a definition is checked against. */
export interface DefinitionContext {
  /** Ids of the warehouses that are configured. */
  readonly warehouses: readonly string[];
  /** What `now` is in relative times, in milliseconds since 1970-01-01 UTC; the machine's clock by default. */
  readonly clock?: number;
}
