import type { ColumnType } from '@dw-sim/contracts';
import { createTableSql } from '@dw-sim/warehouse-core';
import { postgresType } from '@dw-sim/warehouse-postgres';
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { planOf } from './definitions';
import { measure } from './scenario';
import { writeCsv } from './write-csv';

/** Arguments: rows, folder of the staged files, CSV file (made where it is missing, before the clock). See `load-postgres`. */
const [rows, staged, csv] = process.argv.slice(2);
const dsn = process.env['BENCH_POSTGRES_URL'] ?? '';
const columns = planOf('nine-columns', Number(rows)).tables[1].columns.map(({ name, type, nullable }) => ({ name, type: type as ColumnType, nullable }));
const hasPsql = spawnSync('psql', ['--version']).status === 0;

async function main(): Promise<void> {
  if (!existsSync(csv)) await writeCsv(staged, csv);
  const client = new Client(dsn);
  await client.connect();
  await client.query('DROP TABLE IF EXISTS bench_plain');
  await client.query(createTableSql({ name: 'bench_plain', columns, uniqueKeys: [], foreignKeys: [] }, { physicalType: postgresType }));
  await measure(async () => {
    if (hasPsql) psql();
    else await pipeline(createReadStream(csv), client.query(copyFrom('COPY bench_plain FROM STDIN (FORMAT csv)')));
    return { baseline: hasPsql ? 'psql \\copy of CSV' : 'COPY FROM STDIN of CSV by the driver' };
  });
  await client.end();
}

function psql(): void {
  const { status, stderr } = spawnSync('psql', ['-q', dsn, '-c', `\\copy bench_plain from '${csv}' (format csv)`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

void main();
