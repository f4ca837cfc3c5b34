import { SqliteStrategy } from '@dw-sim/warehouse-sqlite';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { measure } from './scenario';
import { sqliteTable } from './sqlite-table';

/** Arguments: rows, folder of the staged files, folder of the warehouse. */
const [rows, staged, directory] = process.argv.slice(2);
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });

void measure(async () => {
  const rowCount = Number(rows);
  const table = sqliteTable(rowCount);
  const folder = resolve(staged, 'nine');
  const strategy = new SqliteStrategy({ childPath: resolve('dist/libs/warehouse/sqlite/child.cjs') });
  const session = await strategy.open({ directory: resolve(directory), stagingDirectory: resolve(staged), memoryLimitBytes: 2e9, threadCount: 2 });
  await session.createTables([table]);
  const result = await session.loadTable({ table, files: readdirSync(folder).sort().map((name) => join(folder, name)), rowCount });
  await session.close();
  return { rows: result.rowCount };
});
