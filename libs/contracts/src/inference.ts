import type { ExperimentDefinition } from './definition';

/** How a column is filled, and why. */
export interface InferredColumn {
  readonly table: string;
  readonly column: string;
  /** Why, in a short sentence. */
  readonly reason: string;
}

/** A foreign key that the names suggest and nobody declared. */
export interface KeySuggestion {
  readonly table: string;
  /** Of a key of several columns their names, parted by commas; so with the columns that it refers to. */
  readonly column: string;
  readonly references_table: string;
  readonly references_column: string;
  /** The columns of a key of several. */
  readonly columns?: readonly string[];
  readonly references_columns?: readonly string[];
  /** 0 to 1: how sure it is. */
  readonly confidence: number;
  /** Why, in a short sentence. */
  readonly reason: string;
}

/** Rows of a table that were lowered, since a unique column has no more values. */
export interface LoweredRows {
  readonly table: string;
  readonly rows: number;
  readonly reason: string;
}

/** A definition whose columns all say how they are filled. */
export interface InferredDefinition {
  readonly definition: ExperimentDefinition;
  /** Columns that were inferred, in the order of the definition. */
  readonly columns: readonly InferredColumn[];
  /** Foreign keys that are offered, the surest first in each table; none of them is applied. */
  readonly suggestions: readonly KeySuggestion[];
  /** Foreign keys that were suggested and are applied. */
  readonly applied: readonly KeySuggestion[];
  readonly lowered: readonly LoweredRows[];
}
