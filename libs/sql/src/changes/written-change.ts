import type { TextPosition } from '@dw-sim/contracts';

/** A table or view as a statement names it. */
export interface WrittenTarget {
  /** Without quotes; those that were written without are in lower case. */
  readonly name: string;
  /** Schema and database before it, as `name`. */
  readonly qualifiers: readonly string[];
  readonly position: TextPosition;
}

/** A column that a statement writes. */
export interface WrittenColumn {
  readonly name: string;
  readonly position: TextPosition;
}

/** What becomes of a table of the same name: a fault, left as it is, or replaced. */
export type ExistingObject = 'refuse' | 'keep' | 'replace';

/**
 * A change of tables that a statement asks for, or where a transaction begins and ends. `queries` is how many queries stand in its place in the text: those of the values to
 * write, of the rows to change (`dw_row`) with their new values (`dw_1`, `dw_2`, …), or of a new table's rows. The last of a
 * change that returns rows asks for these. `usesDefault`: a value is the word DEFAULT, for which NULL stands in the queries.
 */
export type WrittenChange = { readonly word: string; readonly position: TextPosition; readonly queries: number } & (
  | { readonly kind: 'insert'; readonly target: WrittenTarget; readonly columns?: readonly WrittenColumn[]; readonly usesDefault?: boolean; readonly overwrite?: boolean; readonly returning?: boolean }
  | { readonly kind: 'insert-all'; readonly inserts: readonly { readonly target: WrittenTarget; readonly columns?: readonly WrittenColumn[] }[]; readonly overwrite: boolean }
  | { readonly kind: 'update'; readonly target: WrittenTarget; readonly columns: readonly WrittenColumn[]; readonly usesDefault?: boolean; readonly returning?: boolean }
  | { readonly kind: 'delete'; readonly target: WrittenTarget; readonly returning?: boolean }
  /** `source`: the first query gives these columns of the table, as rows of `dw_source` that the others look at. */
  | { readonly kind: 'merge'; readonly target: WrittenTarget; readonly source?: readonly WrittenColumn[]; readonly actions: readonly MergeAction[] }
  | { readonly kind: 'create'; readonly target: WrittenTarget; readonly temporary: boolean; readonly existing: ExistingObject; readonly ddl: WrittenDdl }
  | { readonly kind: 'create-as'; readonly target: WrittenTarget; readonly temporary: boolean; readonly existing: ExistingObject }
  | { readonly kind: 'create-view'; readonly target: WrittenTarget; readonly temporary: boolean; readonly existing: ExistingObject }
  | { readonly kind: 'drop'; readonly targets: readonly WrittenTarget[]; readonly object: 'table' | 'view'; readonly ifExists: boolean }
  | { readonly kind: 'truncate'; readonly targets: readonly WrittenTarget[]; readonly ifExists: boolean }
  | { readonly kind: 'rename'; readonly target: WrittenTarget; readonly to: string }
  | { readonly kind: 'add-column'; readonly target: WrittenTarget; readonly ddl: WrittenDdl }
  | { readonly kind: 'drop-column'; readonly target: WrittenTarget; readonly column: string }
  | { readonly kind: 'transaction'; readonly action: 'begin' | 'commit' | 'rollback' }
  | { readonly kind: 'rename-column'; readonly target: WrittenTarget; readonly column: string; readonly to: string }
);

/** What a MERGE does with rows, in the order in which it is done; one query each. */
export type MergeAction =
  /** `unique`: columns of which no two rows may have the same values. */
  | { readonly kind: 'insert'; readonly columns?: readonly WrittenColumn[]; readonly unique?: readonly string[] }
  | { readonly kind: 'update'; readonly columns: readonly WrittenColumn[] }
  | { readonly kind: 'delete' };

/** What a column holds where an INSERT leaves it out. */
export interface WrittenDefault {
  readonly column: string;
  /** A constant, as every engine reads it. */
  readonly sql: string;
}

/** Columns of a table as they are written. */
export interface WrittenDdl {
  /** A CREATE TABLE that an import of DDL reads. */
  readonly text: string;
  /** Where the columns start in the user's text. */
  readonly position: TextPosition;
  readonly defaults: readonly WrittenDefault[];
}
