import { DuckDBInstance } from '@duckdb/node-api';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nineColumnsSql } from './duckdb-sql';
import { measure } from './scenario';

/** Arguments: rows, folder to write to. Two COPYs at once in one DuckDB with two threads. */
const [rows, outputDirectory] = process.argv.slice(2);
rmSync(outputDirectory, { recursive: true, force: true });
mkdirSync(outputDirectory, { recursive: true });

void measure(async () => {
  const rowCount = Number(rows);
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const halves = [[0, Math.floor(rowCount / 2)], [Math.floor(rowCount / 2), rowCount]];
  const files = halves.map((_, part) => join(outputDirectory, `part-${part}.parquet`));
  await Promise.all(
    halves.map(async ([rowStart, rowEnd], part) => {
      const connection = await instance.connect();
      await connection.run(`COPY (${nineColumnsSql(rowCount, rowStart, rowEnd)}) TO '${files[part]}' (FORMAT parquet, COMPRESSION snappy)`);
    }),
  );
  return { rows: rowCount, megabytes: Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6) };
});
