import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LARGE, largeRows, NUMBERS, numbersUpTo, tableOf, useWorkbench } from '@dw-sim/warehouse-testing';
import Database from 'libsql';
import { SqliteStrategy } from './sqlite-strategy';

const childPath = join(__dirname, '../../../../dist/libs/warehouse/sqlite/child.cjs');

describe('SQLite loads', () => {
  const bench = useWorkbench(() => new SqliteStrategy({ childPath }));
  const leftovers = async () => (await readdir(bench().config.directory)).filter((name) => !/^warehouse\.sqlite(-wal|-shm)?$/.test(name));

  it('leave no file beside the database', async () => {
    await bench().fill(NUMBERS, numbersUpTo(3), 3);
    const failing = bench().session.loadTable({ table: NUMBERS, files: [await bench().stage('few.parquet', numbersUpTo(1))], rowCount: 2 });
    await expect(failing).rejects.toMatchObject({ code: 'warehouse_failed' });
    expect(await leftovers()).toEqual([]);
  });

  it('leave no file beside the database where they are stopped', async () => {
    await bench().session.createTables([LARGE]);
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const staged = { table: LARGE, files: [await bench().stage('many.parquet', largeRows(150_000))], rowCount: 150_000 };
    await expect(bench().session.loadTable(staged, { signal: controller.signal, onProgress })).rejects.toMatchObject({ code: 'aborted' });
    expect(await leftovers()).toEqual([]);
  });

  it('delete what a killed process has left', async () => {
    await bench().session.close();
    await writeFile(join(bench().config.directory, 'warehouse.sqlite-loading'), 'half a file');
    await bench().reopen();
    await bench().session.createTables([NUMBERS]);
    expect(await leftovers()).toEqual([]);
  });

  it('refuse what is no number where none may be missing', async () => {
    const table = { ...tableOf('shop__rates', {}), columns: [{ name: 'rate', type: { kind: 'FLOAT' } as const, nullable: false }] };
    await expect(bench().fill(table, `SELECT 'nan'::DOUBLE AS rate`, 1)).rejects.toMatchObject({ message: expect.stringMatching(/NOT NULL.*shop__rates\.rate/) });
  });

  it.each(['UTF-16le', 'UTF-16be'])('fill a file in %s that somebody else has made, whatever its folder is called', async (encoding) => {
    const directory = join(bench().root, "a #1%20?'b");
    await mkdir(directory);
    const file = new Database(join(directory, 'warehouse.sqlite'));
    file.exec(`PRAGMA encoding = '${encoding}'; CREATE TABLE theirs (a)`);
    file.close();
    const session = await bench().strategy.open({ ...bench().config, directory });
    const table = tableOf('shop__words', { word: { kind: 'VARCHAR' } });
    await session.createTables([table]);
    await session.loadTable({ table, files: [await bench().stage('words.parquet', `SELECT 'grün 😀' AS word`)], rowCount: 1 });
    await session.close();
    const loaded = new Database(join(directory, 'warehouse.sqlite'));
    expect(loaded.prepare('SELECT word FROM shop__words').raw().all()).toEqual([['grün 😀']]);
    loaded.close();
  });

  it('keep infinities, and what is no number as NULL', async () => {
    const table = tableOf('shop__rates', { rate: { kind: 'FLOAT' } });
    await bench().fill(table, `SELECT unnest(['inf', 'nan', '-inf', '-0'])::DOUBLE AS rate`, 4);
    expect((await bench().query('SELECT rate > 1e308, rate < -1e308, rate IS NULL FROM shop__rates')).rows).toEqual([
      [1, 0, 0],
      [null, null, 1],
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });
});
