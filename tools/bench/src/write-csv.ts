import { DuckDBInstance } from '@duckdb/node-api';

/** Writes the staged nine-column table as CSV without a header. */
export async function writeCsv(staged: string, csv: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (FROM read_parquet('${staged}/nine/*.parquet')) TO '${csv}' (FORMAT csv, HEADER false)`);
  connection.closeSync();
  instance.closeSync();
}
