import type { TextPosition } from '@dw-sim/contracts';

/** A table or view as a statement names it. */
export interface WrittenTarget {
  /** Without quotes; those that were written without are in lower case. */
  readonly name: string;
  /** Schema and database before it, as `name`. */
  readonly qualifiers: readonly string[];
  readonly position: TextPosition;
}

/** What becomes of a table of the same name: a fault, left as it is, or replaced. */
export type ExistingObject = 'refuse' | 'keep' | 'replace';

/**
 * A change of tables that a statement asks for. `queries` is how many queries stand in its place in the text: those of the values to
 * write, of the rows to change (`dw_row`) with their new values (`dw_1`, `dw_2`, …), or of a new table's rows.
 */
export type WrittenChange = { readonly word: string; readonly position: TextPosition; readonly queries: number } & (
  | { readonly kind: 'insert'; readonly target: WrittenTarget; readonly columns?: readonly string[] }
  | { readonly kind: 'update'; readonly target: WrittenTarget; readonly columns: readonly string[] }
  | { readonly kind: 'delete'; readonly target: WrittenTarget }
  | { readonly kind: 'merge'; readonly target: WrittenTarget; readonly actions: readonly MergeAction[] }
  | { readonly kind: 'create'; readonly target: WrittenTarget; readonly temporary: boolean; readonly existing: ExistingObject; readonly ddl: WrittenDdl }
  | { readonly kind: 'create-as'; readonly target: WrittenTarget; readonly temporary: boolean; readonly existing: ExistingObject }
  | { readonly kind: 'create-view'; readonly target: WrittenTarget; readonly temporary: boolean; readonly existing: ExistingObject }
  | { readonly kind: 'drop'; readonly targets: readonly WrittenTarget[]; readonly object: 'table' | 'view'; readonly ifExists: boolean }
  | { readonly kind: 'truncate'; readonly targets: readonly WrittenTarget[] }
  | { readonly kind: 'rename'; readonly target: WrittenTarget; readonly to: string }
  | { readonly kind: 'add-column'; readonly target: WrittenTarget; readonly ddl: WrittenDdl }
  | { readonly kind: 'drop-column'; readonly target: WrittenTarget; readonly column: string }
  | { readonly kind: 'rename-column'; readonly target: WrittenTarget; readonly column: string; readonly to: string }
);

/** What a MERGE does with rows, in the order in which it is done; one query each. */
export type MergeAction =
  | { readonly kind: 'insert'; readonly columns?: readonly string[] }
  | { readonly kind: 'update'; readonly columns: readonly string[] }
  | { readonly kind: 'delete' };

/** Columns of a table as they are written. */
export interface WrittenDdl {
  /** A CREATE TABLE that an import of DDL reads. */
  readonly text: string;
  /** Where the columns start in the user's text. */
  readonly position: TextPosition;
}
