import { quoteLiteral } from '@dw-sim/warehouse-core';
import { DuckDBInstance } from '@duckdb/node-api';

/** Writes the rows of a SELECT in DuckDB's SQL to a Parquet file, as the generator does. */
export async function writeParquet(path: string, select: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO ${quoteLiteral(path)} (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}
