import type { PhysicalColumn, PhysicalTable } from './physical-table';

/** A table or view that a change is about. */
export interface ChangeTarget {
  /** Physical name, unquoted. */
  readonly name: string;
  /** A table of the session alone. */
  readonly temporary: boolean;
}

/**
 * A change of tables. Engines write the SQL themselves, so that nothing of a user's text runs but the queries inside, in the
 * engine's own SQL. Rows are named by the engine's `rowId`.
 */
export type TableChange =
  /** `overwrite` empties the table first, once the query is answered. */
  | { readonly kind: 'insert'; readonly target: ChangeTarget; readonly columns?: readonly string[]; readonly query: string; readonly overwrite?: boolean; readonly returning?: boolean }
  /** All queries are answered before the first row is written. */
  | { readonly kind: 'insert-all'; readonly inserts: readonly TargetedInsert[]; readonly overwrite: boolean }
  /** The query gives `dw_row`, and the new values of the columns as `dw_1`, `dw_2`, … */
  | { readonly kind: 'update'; readonly target: ChangeTarget; readonly columns: readonly string[]; readonly query: string; readonly returning?: boolean }
  /** The query gives `dw_row`. */
  | { readonly kind: 'delete'; readonly target: ChangeTarget; readonly query: string; readonly returning?: boolean }
  /** All queries are answered before the first of the actions. No row may be updated twice. */
  | { readonly kind: 'merge'; readonly target: ChangeTarget; readonly source?: MergeSource; readonly actions: readonly MergeAction[] }
  | { readonly kind: 'create'; readonly table: PhysicalTable; readonly temporary: boolean; readonly existing: ExistingObject }
  | { readonly kind: 'create-as'; readonly target: ChangeTarget; readonly query: string; readonly existing: ExistingObject }
  | { readonly kind: 'create-view'; readonly target: ChangeTarget; readonly query: string; readonly existing: ExistingObject }
  | { readonly kind: 'drop'; readonly target: ChangeTarget; readonly object: 'table' | 'view'; readonly ifExists: boolean }
  | { readonly kind: 'truncate'; readonly target: ChangeTarget }
  | { readonly kind: 'rename'; readonly target: ChangeTarget; readonly to: string }
  | { readonly kind: 'add-column'; readonly target: ChangeTarget; readonly column: PhysicalColumn }
  | { readonly kind: 'drop-column'; readonly target: ChangeTarget; readonly column: string }
  | { readonly kind: 'rename-column'; readonly target: ChangeTarget; readonly column: string; readonly to: string };

/** Rows that the queries of a merge look at as `dw_source`, in columns of the table and with their types. */
export interface MergeSource {
  readonly columns: readonly string[];
  readonly query: string;
}

/** One of several tables that rows are inserted into. */
export interface TargetedInsert {
  readonly target: ChangeTarget;
  readonly columns?: readonly string[];
  readonly query: string;
}

/**
 * Temporary table that holds the rows of a change that is `returning`, until the next one: the new ones of an INSERT and of an UPDATE,
 * the old ones of a DELETE.
 */
export const RETURNED_TABLE = 'dw_returned';

/** What is done with the rows of a query, as in changes of these kinds. */
export type MergeAction =
  /** `unique`: columns of the query of which no two rows may have the same values. */
  | { readonly kind: 'insert'; readonly columns?: readonly string[]; readonly query: string; readonly unique?: readonly string[] }
  | { readonly kind: 'update'; readonly columns: readonly string[]; readonly query: string }
  | { readonly kind: 'delete'; readonly query: string };

/** What becomes of a table of the same name: a fault, left as it is (`IF NOT EXISTS`), or replaced (`OR REPLACE`). */
export type ExistingObject = 'refuse' | 'keep' | 'replace';

/** Whether a change is one of the session's own tables alone. */
export function isTemporaryChange(change: TableChange): boolean {
  if (change.kind === 'insert-all') return change.inserts.every(({ target }) => target.temporary);
  return change.kind === 'create' ? change.temporary : change.target.temporary;
}
