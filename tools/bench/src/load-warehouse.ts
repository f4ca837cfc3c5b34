import type { ColumnType } from '@dw-sim/contracts';
import type { PhysicalTable } from '@dw-sim/warehouse-core';
import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { planOf } from './definitions';
import { measure } from './scenario';

/** Arguments: rows, folder of the staged files, folder of the warehouse. */
const [rows, staged, directory] = process.argv.slice(2);
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });

void measure(async () => {
  const rowCount = Number(rows);
  const columns = planOf('nine-columns', rowCount).tables[1].columns.map(({ name, type, nullable }) => ({ name, type: type as ColumnType, nullable }));
  const table: PhysicalTable = { name: 'bench__nine', columns, uniqueKeys: [], foreignKeys: [] };
  const folder = resolve(staged, 'nine');
  const session = await new DuckDbStrategy().open({ directory: resolve(directory), stagingDirectory: resolve(staged), memoryLimitBytes: 2e9, threadCount: 2 });
  await session.createTables([table]);
  const result = await session.loadTable({ table, files: readdirSync(folder).sort().map((name) => join(folder, name)), rowCount });
  await session.close();
  return { rows: result.rowCount };
});
