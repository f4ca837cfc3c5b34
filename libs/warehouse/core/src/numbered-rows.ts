import { quoteLiteral } from './quote';

/** What DuckDB calls the number of a row in its file. */
const BUILT_IN = 'file_row_number';

/** Rows of Parquet files for DuckDB: `source` stands after FROM, `rowNumber` is an expression, from 0 in each file. */
export interface NumberedRows {
  readonly source: string;
  readonly rowNumber: string;
}

/**
 * Rows of Parquet files with their number in the file, whatever the columns are called.
 * @param files one file where a column has the name of DuckDB's own number, which it then can't give
 */
export function numberedRows(files: readonly string[], columns: readonly { readonly name: string }[]): NumberedRows {
  const list = `[${files.map(quoteLiteral).join(', ')}]`;
  if (!columns.some(({ name }) => name.toLowerCase() === BUILT_IN)) return { source: `read_parquet(${list}, ${BUILT_IN} = true)`, rowNumber: BUILT_IN };
  // No column of a definition has a space in its name.
  return { source: `(SELECT *, row_number() OVER () - 1 AS "row number" FROM read_parquet(${list}))`, rowNumber: '"row number"' };
}
