import type { ColumnType } from '@dw-sim/contracts';

/** A table as an engine creates it. All DDL comes from this model, never from a user's text. */
export interface PhysicalTable {
  /** Physical name, unquoted. */
  readonly name: string;
  readonly columns: readonly PhysicalColumn[];
  /** Column names; undefined where the table has no key. */
  readonly primaryKey?: readonly string[];
  /** Further unique keys, one list of column names each. */
  readonly uniqueKeys: readonly (readonly string[])[];
  readonly foreignKeys: readonly PhysicalForeignKey[];
}

export interface PhysicalColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
}

export interface PhysicalForeignKey {
  readonly columns: readonly string[];
  /** Physical name of the parent table. */
  readonly referencesTable: string;
  readonly referencesColumns: readonly string[];
}
