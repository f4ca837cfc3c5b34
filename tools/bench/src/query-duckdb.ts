import { DuckDBInstance } from '@duckdb/node-api';
import { measure } from './scenario';

/** Arguments: database file, table, runs. The same GROUP BY as through the API, by DuckDB alone; the first run is not counted. */
const [file, table, runs] = process.argv.slice(2);

void measure(async () => {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const times: number[] = [];
  for (let run = 0; run <= Number(runs); run++) {
    const start = performance.now();
    const reader = await connection.runAndReadAll(`SELECT status, count(*) AS n, avg(price) AS mean FROM ${table} GROUP BY status ORDER BY n DESC`);
    reader.getRows();
    times.push(performance.now() - start);
  }
  connection.closeSync();
  instance.closeSync();
  const sorted = times.slice(1).sort((a, b) => a - b);
  return { medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0 };
});
