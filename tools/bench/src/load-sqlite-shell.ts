import { createTableSql, quoteIdentifiers } from '@dw-sim/warehouse-core';
import { SqliteStrategy } from '@dw-sim/warehouse-sqlite';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './scenario';
import { sqliteTable } from './sqlite-table';
import { writeCsv } from './write-csv';

/** Arguments: rows, folder of the staged files, folder of the database, CSV file (made where it is missing, before the clock). */
const [rows, staged, directory, csv] = process.argv.slice(2);
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });

async function main(): Promise<void> {
  if (!existsSync(csv)) await writeCsv(staged, csv);
  const table = sqliteTable(Number(rows));
  const strategy = new SqliteStrategy({ childPath: '' });
  const create = createTableSql(table, { physicalType: (type) => strategy.physicalType(type) });
  const index = `CREATE UNIQUE INDEX bench_key ON ${quoteIdentifiers([table.name])} (${quoteIdentifiers(table.primaryKey ?? [])})`;
  await measure(async () => shell([`${create};`, '.mode csv', `.import ${csv} ${table.name}`, `${index};`]));
}

function shell(lines: readonly string[]): void {
  const { error, status, stderr } = spawnSync('sqlite3', ['-bail', join(directory, 'plain.sqlite')], { input: `${lines.join('\n')}\n`, encoding: 'utf8' });
  if (error) throw new Error('This needs the program sqlite3: apt-get install sqlite3.', { cause: error });
  if (status !== 0) throw new Error(stderr);
}

void main();
