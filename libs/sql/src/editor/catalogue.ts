import { enginesOf } from '../translate/dialect';
import type { QueryLanguage, SqlDialect } from '@dw-sim/contracts';

/** A column as an editor shows it. */
export interface EditorColumn {
  readonly name: string;
  /** As the definition writes it, such as `DECIMAL(10,2)`; absent where it is not known. */
  readonly type?: string;
  /** What else is worth telling: `key`, `→ customers.id`. */
  readonly note?: string;
}

/** A foreign key; the columns are in the order of those that they refer to. */
export interface EditorForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
  readonly references: readonly string[];
}

/** A table of the experiment, by its logical name. */
export interface EditorTable {
  readonly name: string;
  readonly columns: readonly EditorColumn[];
  readonly foreignKeys: readonly EditorForeignKey[];
  /** What queries may also call it: its name in the warehouse. */
  readonly physicalName?: string;
}

/** What a text is written for: whose SQL it is, who answers it, and the tables that it may name. */
export interface EditorContext {
  readonly dialect: SqlDialect;
  readonly language: QueryLanguage;
  readonly tables: readonly EditorTable[];
}

/** Whose SQL a text becomes where no warehouse can be asked: that of the first engine that a dialect is translated to. */
export function usualLanguage(dialect: SqlDialect): QueryLanguage {
  return dialect === 'ansi' ? 'duckdb' : enginesOf(dialect)[0]!;
}
