import type { ColumnType } from './column-type';
import type { ExperimentDefinition } from './definition';
import type { TextPosition } from './error';

/** Dialects that DDL is read in. `ansi` takes the forms of all where they don't contradict each other. */
export const DDL_DIALECTS = ['redshift', 'snowflake', 'ansi', 'postgres', 'mysql', 'sqlite'] as const;

export type DdlDialect = (typeof DDL_DIALECTS)[number];

/** What an import of DDL makes of a text. It has faults, or a definition that is complete. */
export interface DdlImport {
  /** The tables that could be read, whether or not others have faults. */
  readonly definition: ExperimentDefinition;
  /** What the text says of those tables, in the order of `definition.tables`; their columns in the order of the text. */
  readonly tables: readonly ImportedTable[];
  /** What is refused: in the order of the text. */
  readonly faults: readonly DdlFault[];
  /** What is adapted: in the order of the text. */
  readonly warnings: readonly DdlWarning[];
  /** Statements that were passed over since they describe no table, grouped by what they are. */
  readonly notices: readonly DdlNotice[];
}

/** Something that can't be imported. */
export interface DdlFault {
  /** Short machine-readable reason, such as `unknown_type`. */
  readonly code: string;
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
  readonly position: TextPosition;
}

/** Something that the definition says otherwise than the text. */
export interface DdlWarning {
  readonly code: string;
  readonly message: string;
  readonly position: TextPosition;
  /** Names in the definition, where the warning is about one. */
  readonly table?: string;
  readonly column?: string;
}

/** Statements of one sort that were passed over. */
export interface DdlNotice {
  /** First words of the statements, such as `CREATE VIEW`. */
  readonly what: string;
  readonly count: number;
  readonly message: string;
  /** Of the first of them. */
  readonly position: TextPosition;
}

/** A table as its DDL describes it, with the names of the definition. */
export interface ImportedTable {
  readonly name: string;
  /** As written, with its schema: `"Sales"."Order Details"`. */
  readonly writtenName: string;
  /** Of its name in the text. */
  readonly position: TextPosition;
  readonly comment?: string;
  readonly columns: readonly ImportedColumn[];
  /** Columns of the primary key; empty without one. */
  readonly primaryKey: readonly string[];
  /** Other unique keys, each of one or several columns. */
  readonly uniqueKeys: readonly (readonly string[])[];
  readonly foreignKeys: readonly ImportedForeignKey[];
}

/** A foreign key to a table of the same text, with the names of the definition. */
export interface ImportedForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
  readonly parentColumns: readonly string[];
}

/** A column as its DDL describes it: what a generator for it can be inferred from. */
export interface ImportedColumn {
  readonly name: string;
  /** As written, without quotes. */
  readonly writtenName: string;
  /** Of its definition in the text. */
  readonly position: TextPosition;
  readonly type: ColumnType;
  /** As written, on one line: `character varying(40)`. */
  readonly writtenType: string;
  /** True where the column can't be NULL. */
  readonly isRequired: boolean;
  /** True where no value stands twice in the column alone: a key of one column. */
  readonly isUnique: boolean;
  /** True for every member of the primary key. */
  readonly isPrimaryKey: boolean;
  /** The foreign key that the column belongs to. */
  readonly foreignKey?: ImportedForeignKey;
  /** Counts up: identity, serial, auto-increment, or the default of a sequence. */
  readonly identity?: { readonly start: number; readonly step: number };
  /** The only values, of an enum or of CHECK (… IN …). */
  readonly values?: readonly (string | number | boolean)[];
  /** Bounds by CHECK, both included: numbers, or ISO dates and moments of a time column. */
  readonly min?: number | string;
  readonly max?: number | string;
  readonly comment?: string;
  /** Expression of DEFAULT as written. */
  readonly defaultValue?: string;
  /** True where the definition says already how the column is filled: nothing is to be inferred. */
  readonly isFilled: boolean;
}
