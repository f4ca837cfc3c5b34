import { rm } from 'node:fs/promises';
import { quoteLiteral } from '@dw-sim/warehouse-core';

/** Rows of a row group: what a reader holds at once. */
const GROUP_ROWS = 122_880;

/** How rows got into a file. */
export interface WrittenRows {
  readonly rowCount: number;
  readonly truncated: boolean;
}

/**
 * Writes the rows of a query of DuckDB as Parquet, at most `rowLimit` of them. One more is written first to see whether there are more.
 * @param run runs a statement and answers how many rows it wrote
 */
export async function writeParquet(select: string, path: string, rowLimit: number, run: (sql: string) => Promise<number>): Promise<WrittenRows> {
  const options = `(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${GROUP_ROWS})`;
  if (rowLimit === Infinity) return { rowCount: await run(`COPY (${select}) TO ${quoteLiteral(path)} ${options}`), truncated: false };
  const longer = `${path}.more`;
  try {
    const rowCount = await run(`COPY (SELECT * FROM (${select}) LIMIT ${rowLimit + 1}) TO ${quoteLiteral(longer)} ${options}`);
    await run(`COPY (SELECT * FROM read_parquet(${quoteLiteral(longer)}) LIMIT ${rowLimit}) TO ${quoteLiteral(path)} ${options}`);
    return { rowCount: Math.min(rowCount, rowLimit), truncated: rowCount > rowLimit };
  } finally {
    await rm(longer, { force: true });
  }
}
