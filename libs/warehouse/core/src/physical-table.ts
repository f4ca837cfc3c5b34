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
  /** What the table holds, for engines that keep comments. */
  readonly comment?: string;
  /** How a real Redshift spreads and sorts the rows; other engines pass it over. */
  readonly layout?: PhysicalLayout;
}

/** Whether no two rows of a table may be the same in some columns. */
export function hasKey({ primaryKey, uniqueKeys }: PhysicalTable): boolean {
  return primaryKey !== undefined || uniqueKeys.length > 0;
}

export interface PhysicalColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly comment?: string;
  /** Constant that a row has where an INSERT gives none, as SQL that every engine reads. */
  readonly defaultSql?: string;
}

/** Column names; ENCODE per column, such as `az64`. */
export interface PhysicalLayout {
  readonly distKey?: string;
  readonly sortKeys?: readonly string[];
  readonly encodings?: Readonly<Record<string, string>>;
}

export interface PhysicalForeignKey {
  readonly columns: readonly string[];
  /** Physical name of the parent table. */
  readonly referencesTable: string;
  readonly referencesColumns: readonly string[];
}
