import type { ColumnType } from '@dw-sim/contracts';
import type { PhysicalTable } from '@dw-sim/warehouse-core';
import { PostgresStrategy } from '@dw-sim/warehouse-postgres';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { planOf } from './definitions';
import { measure } from './scenario';

/** Arguments: rows, folder of the staged files. The connection string is in BENCH_POSTGRES_URL. */
const [rows, staged] = process.argv.slice(2);
const dsn = process.env['BENCH_POSTGRES_URL'] ?? '';
const rowCount = Number(rows);
const columns = planOf('nine-columns', rowCount).tables[1].columns.map(({ name, type, nullable }) => ({ name, type: type as ColumnType, nullable }));
const table: PhysicalTable = { name: 'bench__nine', columns, uniqueKeys: [], foreignKeys: [] };

async function main(): Promise<void> {
  const config = { directory: '', stagingDirectory: resolve(staged), memoryLimitBytes: 2e9, threadCount: 2, connection: { dsn } };
  const session = await new PostgresStrategy().open(config);
  await session.dropTables([table.name]);
  await session.createTables([table]);
  const folder = resolve(staged, 'nine');
  const files = readdirSync(folder).sort().map((name) => join(folder, name));
  await measure(async () => {
    const result = await session.loadTable({ table, files, rowCount });
    return { rows: result.rowCount };
  });
  await session.close();
}

void main();
