import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhysicalTable } from '@dw-sim/warehouse-core';
import type { ContractSubject } from './contract-subject';
import { LARGE, largeRows, NUMBERS, numbersUpTo } from './sample-tables';
import { useWorkbench } from './workbench';

/** Loading: all or nothing, with the old rows in view until the new ones are in place. */
export function describeLoads({ makeStrategy, makeConnection, manyRows: rowCount }: ContractSubject): void {
  describe('load', () => {
    const bench = useWorkbench(makeStrategy, makeConnection);

    it('replaces the rows by those of several files, in order', async () => {
      await bench().fill(NUMBERS, numbersUpTo(3), 3);
      const files = [await bench().stage('a.parquet', 'SELECT 10 AS id'), await bench().stage('b.parquet', 'SELECT 20 AS id')];
      expect(await bench().session.loadTable({ table: NUMBERS, files, rowCount: 2 })).toEqual({ rowCount: 2 });
      expect((await bench().query('SELECT id FROM shop__numbers')).rows).toEqual([[10], [20]]);
    });

    it('takes no file as no rows', async () => {
      await bench().fill(NUMBERS, numbersUpTo(3), 3);
      expect(await bench().session.loadTable({ table: NUMBERS, files: [], rowCount: 0 })).toEqual({ rowCount: 0 });
    });

    it('loads a table again and again, with its keys', async () => {
      const keyed: PhysicalTable = { ...NUMBERS, primaryKey: ['id'], uniqueKeys: [['id']] };
      await bench().fill(keyed, numbersUpTo(5), 5);
      const file = await bench().stage('again.parquet', numbersUpTo(7));
      for (let round = 0; round < 3; round++) await bench().session.loadTable({ table: keyed, files: [file], rowCount: 7 });
      expect(await bench().session.countRows(NUMBERS.name)).toBe(7);
    });

    describe('that fails', () => {
      const strict: PhysicalTable = { ...NUMBERS, columns: [{ name: 'id', type: { kind: 'INT' }, nullable: false }] };

      async function expectRefusal(files: readonly string[], rowCount: number, message: string | RegExp): Promise<void> {
        const load = bench().session.loadTable({ table: strict, files, rowCount });
        await expect(load).rejects.toMatchObject({ code: 'warehouse_failed', message: expect.stringMatching(message) });
        expect((await bench().query('SELECT id FROM shop__numbers')).rows).toEqual([[0], [1], [2]]);
        expect(await bench().session.existingTables([`${strict.name}__loading`])).toEqual([]);
      }

      beforeEach(() => bench().fill(strict, numbersUpTo(3), 3));

      it('on a missing file keeps the old rows', async () => {
        await expectRefusal([join(bench().config.stagingDirectory, 'gone.parquet')], 1, 'gone.parquet');
      });

      it('on a corrupt file keeps the old rows', async () => {
        const file = join(bench().config.stagingDirectory, 'corrupt.parquet');
        await writeFile(file, 'PAR1 this is no Parquet file PAR1');
        await expectRefusal([await bench().stage('good.parquet', numbersUpTo(5)), file], 6, 'shop__numbers');
      });

      it('on a file outside the staging folder keeps the old rows', async () => {
        await expectRefusal([join(bench().root, 'secret.csv')], 1, 'secret.csv');
      });

      it('on other columns names them and keeps the old rows', async () => {
        await expectRefusal([await bench().stage('c.parquet', 'SELECT 1 AS idd, 2 AS extra')], 1, /lacks id; has idd, extra/);
      });

      it('on other columns in a later file names them and keeps the old rows', async () => {
        const files = [await bench().stage('d.parquet', 'SELECT 1 AS id'), await bench().stage('e.parquet', 'SELECT 1 AS key')];
        await expectRefusal(files, 2, /e\.parquet lacks id; has key/);
      });

      it('on too few rows says both counts and keeps the old rows', async () => {
        await expectRefusal([await bench().stage('f.parquet', numbersUpTo(4))], 5, /4 rows, but 5/);
      });

      it('on NULL where none is allowed keeps the old rows', async () => {
        await expectRefusal([await bench().stage('g.parquet', 'SELECT NULL::INTEGER AS id')], 1, /NOT NULL.*id/);
      });

      it('on a signal that came before keeps the old rows', async () => {
        const files = [await bench().stage('h.parquet', numbersUpTo(4))];
        const load = bench().session.loadTable({ table: strict, files, rowCount: 4 }, { signal: AbortSignal.abort() });
        await expect(load).rejects.toMatchObject({ code: 'aborted' });
        expect(await bench().session.countRows(strict.name)).toBe(3);
      });
    });

    describe('that appends', () => {
      const keyed: PhysicalTable = { ...NUMBERS, primaryKey: ['id'], columns: [{ name: 'id', type: { kind: 'INT' }, nullable: false }] };
      const append = async (select: string, rowCount: number, file = 'more.parquet') =>
        bench().session.loadTable({ table: keyed, files: [await bench().stage(file, select)], rowCount }, { mode: 'append' });
      const ids = async () => (await bench().query('SELECT id FROM shop__numbers ORDER BY id')).rows.flat();

      beforeEach(() => bench().fill(keyed, numbersUpTo(2), 2));

      it('adds its rows to the old ones and counts them all', async () => {
        expect(await append('SELECT 7 AS id', 1)).toEqual({ rowCount: 3 });
        expect(await append('SELECT 8 AS id', 1)).toEqual({ rowCount: 4 });
        expect(await ids()).toEqual([0, 1, 7, 8]);
      });

      it('refuses rows whose key the table has, and keeps the old ones', async () => {
        await expect(append('SELECT unnest([5, 1])::INTEGER AS id', 2)).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/shop__numbers.*id/) });
        expect(await ids()).toEqual([0, 1]);
      });

      it('keeps the old rows where the count is not what was staged', async () => {
        await expect(append('SELECT 5 AS id', 2)).rejects.toMatchObject({ code: 'warehouse_failed', message: expect.stringMatching(/1 rows, but 2/) });
        expect(await ids()).toEqual([0, 1]);
      });

      it('tells when its rows become those of the table, and not where they never do', async () => {
        const told: string[] = [];
        const options = { mode: 'append', beforeCommit: () => void told.push('commit') } as const;
        const files = [await bench().stage('told.parquet', 'SELECT 7 AS id')];
        await expect(bench().session.loadTable({ table: keyed, files, rowCount: 2 }, options)).rejects.toMatchObject({ code: 'warehouse_failed' });
        expect(told).toEqual([]);
        await bench().session.loadTable({ table: keyed, files, rowCount: 1 }, options);
        expect(told).toEqual(['commit']);
      });

      it('takes no file as no rows', async () => {
        expect(await bench().session.loadTable({ table: keyed, files: [], rowCount: 0 }, { mode: 'append' })).toEqual({ rowCount: 2 });
      });
    });

    it('says that a table is not there', async () => {
      const load = bench().session.loadTable({ table: NUMBERS, files: [await bench().stage('x.parquet', numbersUpTo(1))], rowCount: 1 });
      await expect(load).rejects.toMatchObject({ code: 'not_found' });
    });

    describe('of many rows', () => {
      let file: string;

      beforeEach(async () => {
        await bench().fill(LARGE, largeRows(10), 10);
        file = await bench().stage('many.parquet', largeRows(rowCount));
      });

      it('stops on a signal and leaves the old rows', async () => {
        const controller = new AbortController();
        const load = bench().session.loadTable({ table: LARGE, files: [file], rowCount }, { signal: controller.signal });
        setTimeout(() => controller.abort(), 50);
        await expect(load).rejects.toMatchObject({ code: 'aborted' });
        expect(await bench().session.countRows(LARGE.name)).toBe(10);
        await bench().session.loadTable({ table: LARGE, files: [file], rowCount });
        expect(await bench().session.countRows(LARGE.name)).toBe(rowCount);
      });

      it('shows the old rows to queries until it is done, and tells how far it is', async () => {
        const before = await bench().session.query('SELECT id FROM shop__large ORDER BY id');
        const progress: number[] = [];
        let done = false;
        const load = bench()
          .session.loadTable({ table: LARGE, files: [file], rowCount }, { onProgress: (rows) => progress.push(rows) })
          .finally(() => (done = true));
        const counts: unknown[] = [];
        while (!done) counts.push(await bench().value('SELECT count(*) FROM shop__large'));
        await load;
        expect(counts[0]).toBe(10);
        expect(counts.filter((count) => count !== 10 && count !== rowCount)).toEqual([]);
        expect(await bench().value('SELECT count(*) FROM shop__large')).toBe(rowCount);
        expect(progress.length).toBeGreaterThan(0);
        expect([...progress].sort((a, b) => a - b)).toEqual(progress);
        expect(progress.at(-1)).toBeLessThanOrEqual(rowCount);
        const rows: unknown[] = [];
        for await (const batch of before.batches()) rows.push(...batch);
        await before.close();
        expect(rows).toHaveLength(10);
      });
    });
  });
}
