import { DuckDBInstance } from '@duckdb/node-api';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './scenario';

/** Arguments: rows (unused), folder of the staged files, folder of the database. DuckDB's own CREATE TABLE AS. */
const [, staged, directory] = process.argv.slice(2);
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });

void measure(async () => {
  const instance = await DuckDBInstance.create(join(directory, 'plain.duckdb'), { threads: '2', memory_limit: '2GB' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE nine AS SELECT * FROM read_parquet('${staged}/nine/*.parquet')`);
  connection.closeSync();
  instance.closeSync();
});
