/** A scalar macro that translated text may call on DuckDB, where no inline text says it well. */
export interface DuckdbMacro {
  /** Lower case, with the prefix `dw_`. */
  readonly name: string;
  readonly args: readonly string[];
  /** An expression over the arguments. */
  readonly body: string;
}

/** The macros that an engine creates before it runs translated text. */
export const DUCKDB_MACROS: readonly DuckdbMacro[] = [];
