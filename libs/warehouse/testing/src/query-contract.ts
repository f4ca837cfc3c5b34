import type { AppError } from '@dw-sim/contracts';
import { MOST_VALUE_SIZE } from '@dw-sim/warehouse-core';
import type { ContractSubject } from './contract-subject';
import { NUMBERS, numbersUpTo } from './sample-tables';
import { useSharedWorkbench } from './workbench';

const ROWS = 5000;
/** Takes far longer than any test waits. */
const ENDLESS = 'SELECT count(*) FROM shop__numbers a, shop__numbers b, shop__numbers c, shop__numbers d WHERE a.id * b.id + c.id = d.id + 7';

/** Reading: limits, timeouts, cancelling, faults. */
export function describeQueries(subject: ContractSubject): void {
  describe('query', () => {
    const bench = useSharedWorkbench(subject, (fresh) => fresh.fill(NUMBERS, numbersUpTo(ROWS), ROWS));

    async function faultOf(sql: string): Promise<AppError> {
      const outcome = await bench().query(sql).catch((error: AppError) => error);
      expect(outcome).toMatchObject({ name: 'AppError', code: 'invalid_sql' });
      return outcome as AppError;
    }

    it('answers all rows in batches', async () => {
      const cursor = await bench().session.query('SELECT id FROM shop__numbers ORDER BY id');
      const sizes: number[] = [];
      for await (const batch of cursor.batches()) sizes.push(batch.length);
      await cursor.close();
      expect(sizes.length).toBeGreaterThan(1);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(ROWS);
      expect(cursor.truncated).toBe(false);
    });

    it('answers columns of an empty result', async () => {
      const cursor = await bench().session.query('SELECT id, id AS id FROM shop__numbers WHERE id < 0');
      expect(cursor.columns.map(({ name }) => name)).toEqual(['id', 'id']);
      for await (const batch of cursor.batches()) expect(batch).toEqual([]);
      await cursor.close();
    });

    it.each([
      [1, 1, true],
      [2048, 2048, true],
      [ROWS - 1, ROWS - 1, true],
      [ROWS, ROWS, false],
      [ROWS + 1, ROWS, false],
    ])('stops after %d rows and says whether there were more', async (rowLimit, rowCount, truncated) => {
      const outcome = await bench().query('SELECT id FROM shop__numbers', { rowLimit });
      expect([outcome.rows.length, outcome.truncated]).toEqual([rowCount, truncated]);
    });

    it('understands WITH, VALUES, EXPLAIN and a trailing semicolon', async () => {
      expect(await bench().value('WITH few AS (SELECT id FROM shop__numbers WHERE id < 3) SELECT sum(id) FROM few;')).toBe(3);
      expect((await bench().query('VALUES (1), (2)')).rows).toEqual([[1], [2]]);
      expect((await bench().query('-- why\nEXPLAIN SELECT id FROM shop__numbers')).rows.length).toBeGreaterThan(0);
      expect(await bench().value(`SELECT 'a;b' AS "x;y" /* ; */ ; -- end`)).toBe('a;b');
    });

    it('refuses a value that no result can hold, and takes the largest that one can', async () => {
      const { session } = bench();
      const long = (characters: number) => (session.language === 'sqlite' ? `SELECT hex(zeroblob(${characters / 2})) AS long` : `SELECT repeat('ab', ${characters / 2}) AS long`);
      const [[largest]] = (await bench().query(long(MOST_VALUE_SIZE))).rows as [[string]];
      expect(largest).toHaveLength(MOST_VALUE_SIZE);
      expect((await faultOf(long(MOST_VALUE_SIZE + 2))).message).toContain('"long"');
      await faultOf(long(600_000_000)).catch(async () => {
        // Expected: an engine whose memory does not hold it.
        await expect(bench().query(long(600_000_000))).rejects.toMatchObject({ name: 'AppError', code: 'warehouse_failed' });
      });
      expect(await bench().value('SELECT count(*) FROM shop__numbers')).toBe(ROWS);
    });

    it('hands long values on in small batches', async () => {
      const { session } = bench();
      const value = session.language === 'sqlite' ? 'hex(zeroblob(500000 + id % 2))' : "repeat('a', 1000000 + id % 2)";
      const cursor = await session.query(`SELECT ${value} AS long FROM shop__numbers WHERE id < 200`);
      const sizes: number[] = [];
      for await (const rows of cursor.batches()) sizes.push(rows.length);
      await cursor.close();
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(190);
      expect(Math.max(...sizes)).toBeLessThan(40);
    });

    it('stops a query that takes too long, in the engine, and goes on', async () => {
      await expect(bench().query(ENDLESS, { timeoutMs: 200 })).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('200 ms') });
      expect(await bench().value('SELECT count(*) FROM shop__numbers')).toBe(ROWS);
    });

    it('stops a query on a signal, in the engine, and goes on', async () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 200);
      await expect(bench().query(ENDLESS, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
      expect(await bench().value('SELECT count(*) FROM shop__numbers')).toBe(ROWS);
    });

    it('does not start on a signal that came before', async () => {
      await expect(bench().query('SELECT 1', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    });

    it('stops between batches, too', async () => {
      const controller = new AbortController();
      const cursor = await bench().session.query('SELECT a.id FROM shop__numbers a, shop__numbers b', { signal: controller.signal });
      const reading = (async () => {
        for await (const batch of cursor.batches()) if (batch.length > 0) controller.abort();
      })();
      await expect(reading).rejects.toMatchObject({ code: 'aborted' });
      await cursor.close();
    });

    it('can be closed in the middle, and twice', async () => {
      const cursor = await bench().session.query('SELECT a.id FROM shop__numbers a, shop__numbers b');
      for await (const _ of cursor.batches()) break;
      await cursor.close();
      await cursor.close();
      const other = { ...NUMBERS, name: 'shop__other' };
      await bench().session.createTables([other]);
      expect(await bench().session.dropTables([other.name])).toBe(1);
    });

    it('runs several queries at once', async () => {
      const sums = Array.from({ length: 6 }, (_, index) => bench().value(`SELECT sum(id) + ${index} FROM shop__numbers`));
      const sum = (ROWS * (ROWS - 1)) / 2;
      expect(await Promise.all(sums)).toEqual([0, 1, 2, 3, 4, 5].map((index) => sum + index));
    });

    it.each([
      ['SELCT id FROM shop__numbers', 1, 1, 5],
      ['SELECT idd FROM shop__numbers', 1, 8, 3],
      ['SELECT id\nFROM shop__number', 2, 6, 12],
      ["SELECT 'grün 😀',\n\t'ä' AS \"ö\", idd FROM shop__numbers", 2, 14, 3],
      ['SELECT id,\r\n  nosuch(id)\r\nFROM shop__numbers', 2, 3, 6],
      [`SELECT '${'x'.repeat(500)}', idd, '${'y'.repeat(500)}' FROM shop__numbers`, 1, 512, 3],
    ])('points at the fault in %j', async (sql, line, column, length) => {
      const { message, details } = await faultOf(sql);
      expect(details.position).toEqual({ line, column, length });
      expect(message).not.toMatch(/LINE \d|\^|\{|\n/);
    });

    it.each(['SELECT id FROM shop__numbers WHERE', 'SELECT (1', "SELECT 'abc", 'SELECT 1 +', '', '-- nothing', ' ; '])('refuses %j as invalid', async (sql) => {
      expect((await faultOf(sql)).details.position?.line ?? 1).toBe(1);
    });
  });
}
