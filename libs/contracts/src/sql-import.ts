import type { DdlDialect, DdlNotice } from './ddl-import';
import type { ExperimentDefinition } from './definition';
import type { TextPosition } from './error';
import type { ExperimentDetail } from './experiment';
import type { KeySuggestion } from './inference';

/** Body of `POST /api/experiments/import-sql` and of its preview. */
export interface ImportSqlRequest {
  readonly name: string;
  /** DDL: CREATE TABLE and what goes with it. */
  readonly sql: string;
  /** `ansi` by default, which takes the forms of all where they don't contradict each other. */
  readonly dialect?: DdlDialect;
  readonly description?: string;
  readonly target_warehouse?: string;
  /** Rows of each table, 1,000 by default; fewer where a unique column has fewer values. */
  readonly target_rows?: number;
  /** Foreign keys that names suggest: all of them, or those of these columns. */
  readonly apply_suggestions?: boolean | readonly SuggestedColumn[];
}

/** A column for which a foreign key is suggested. */
export interface SuggestedColumn {
  readonly table: string;
  readonly column: string;
}

/** What an import makes of a text. */
export interface SqlImportReport {
  readonly definition: ExperimentDefinition;
  readonly tables: readonly SqlImportTable[];
  /** What the definition says otherwise than the text: in the order of the text, then what has no place in it. */
  readonly warnings: readonly SqlImportWarning[];
  /** Statements that were passed over. */
  readonly notices: readonly DdlNotice[];
  /** Foreign keys that are offered. */
  readonly suggestions: readonly KeySuggestion[];
  /** Foreign keys that were suggested and are applied. */
  readonly applied: readonly KeySuggestion[];
}

export interface SqlImportWarning {
  readonly code: string;
  readonly message: string;
  readonly position?: TextPosition;
  readonly table?: string;
  readonly column?: string;
}

export interface SqlImportTable {
  readonly name: string;
  /** As it stands in the text, with its schema. */
  readonly written_name: string;
  readonly target_rows: number;
  readonly columns: readonly SqlImportColumn[];
}

/** A column as it is understood. */
export interface SqlImportColumn {
  readonly name: string;
  readonly data_type: string;
  /** As it stands in the text; absent for a column that was added. */
  readonly written_type?: string;
  readonly position?: TextPosition;
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly null_rate: number;
  readonly generator: string;
  /** The generator in words for people. */
  readonly generator_summary: string;
  readonly references: { readonly table: string; readonly column: string } | null;
  /** Why the column is filled so, in a short sentence. */
  readonly reason: string;
}

/** Answer of `POST /api/experiments/import-sql`: the experiment that was created, and how it came about. */
export interface SqlImportResult extends ExperimentDetail {
  readonly import: SqlImportReport;
}
