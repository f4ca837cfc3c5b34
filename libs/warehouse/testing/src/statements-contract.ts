import type { CellValue } from '@dw-sim/contracts';
import type { StatementSession, TableChange } from '@dw-sim/warehouse-core';
import type { ContractSubject } from './contract-subject';
import { NUMBERS, numbersUpTo, tableOf } from './sample-tables';
import { useSharedWorkbench } from './workbench';

const ROWS = 10;
const KEPT = { name: 'shop__kept', temporary: false };

/** Statements in one session: changes of tables that stay, transactions, and what the catalogue tells of what was made. */
export function describeStatements(subject: ContractSubject): void {
  describe('a session of statements', () => {
    const bench = useSharedWorkbench(subject, (fresh) => fresh.fill(NUMBERS, numbersUpTo(ROWS), ROWS));

    const rowsOf = async (session: StatementSession, sql: string): Promise<readonly (readonly CellValue[])[]> => {
      const cursor = await session.query(sql);
      const rows: (readonly CellValue[])[] = [];
      for await (const batch of cursor.batches()) rows.push(...batch);
      await cursor.close();
      return rows;
    };
    const inSession = async <T>(work: (session: StatementSession) => Promise<T>): Promise<T> => {
      const session = bench().session.openStatements({ writes: true });
      try {
        return await work(session);
      } finally {
        await session.close();
      }
    };
    const make = (query: string): TableChange => ({ kind: 'create-as', target: KEPT, query, existing: 'replace' });
    const insert = (query: string): TableChange => ({ kind: 'insert', target: KEPT, query });
    const kept = () => bench().query('SELECT id FROM shop__kept ORDER BY id').then(({ rows }) => rows.map(([id]) => id));

    it('makes tables that others see, with the columns that the catalogue tells', async () => {
      await inSession((session) => session.change(make('SELECT id, CAST(id AS DECIMAL(9,2)) AS price FROM shop__numbers WHERE id IN (1, 2)')));
      expect(await kept()).toEqual([1, 2]);
      const [columns, none] = await bench().session.columnsOf(['shop__kept', 'shop__nobody']);
      expect(columns?.map(({ name, hasDefault }) => [name, hasDefault])).toEqual([['id', false], ['price', false]]);
      expect(none).toEqual([]);
    });

    it('keeps texts of the definition’s tables within their lengths', async () => {
      const table = tableOf('shop__coded', { id: { kind: 'INT' }, code: { kind: 'VARCHAR', length: 3 } });
      await bench().session.createTables([table]);
      const write = (query: string) => inSession((session) => session.change({ kind: 'insert', target: { name: table.name, temporary: false }, query }));
      // Before a load and behind it.
      for (const load of [undefined, async () => bench().session.loadTable({ table, files: [await bench().stage('coded.parquet', "SELECT 1 AS id, 'äöü' AS code")], rowCount: 1 })]) {
        await load?.();
        await write("SELECT 2, 'abc'");
        await expect(write("SELECT 3, 'abcd'")).rejects.toMatchObject({ code: 'invalid_sql', message: expect.stringContaining('too long') });
      }
      expect((await bench().query('SELECT id, code FROM shop__coded ORDER BY id')).rows).toEqual([[1, 'äöü'], [2, 'abc']]);
    });

    it('shows a transaction to others once it is committed', async () => {
      await inSession((session) => session.change(make('SELECT 1 AS id')));
      await inSession(async (session) => {
        await session.beginTransaction();
        await session.change(insert('SELECT 2'));
        await session.change({ kind: 'create-as', target: { name: 'mine', temporary: true }, query: 'SELECT 5 AS a', existing: 'refuse' });
        expect(await rowsOf(session, 'SELECT id FROM shop__kept ORDER BY id')).toEqual([[1], [2]]);
        expect(await rowsOf(session, 'SELECT a FROM mine')).toEqual([[5]]);
        expect(await kept()).toEqual([1]);
        await session.endTransaction('commit');
        expect(await rowsOf(session, 'SELECT a FROM mine')).toEqual([[5]]);
      });
      expect(await kept()).toEqual([1, 2]);
    });

    it('undoes a transaction that is rolled back, and one that is left open', async () => {
      await inSession((session) => session.change(make('SELECT 1 AS id')));
      await inSession(async (session) => {
        await session.beginTransaction();
        await session.change(insert('SELECT 2'));
        await session.endTransaction('rollback');
        await session.change(insert('SELECT 3'));
        await session.beginTransaction();
        await session.change({ kind: 'delete', target: KEPT, query: `SELECT ${bench().session.rowId} AS dw_row FROM shop__kept` });
        expect(await rowsOf(session, 'SELECT count(*) FROM shop__kept')).toEqual([[0]]);
      });
      expect(await kept()).toEqual([1, 3]);
      await inSession((session) => session.change(insert('SELECT 4')));
      expect(await kept()).toEqual([1, 3, 4]);
    });

    it('lets nobody else write while a transaction is open', async () => {
      await inSession((session) => session.change(make('SELECT 1 AS id')));
      const first = bench().session.openStatements({ writes: true });
      await first.beginTransaction();
      await first.change(insert('SELECT 2'));
      let done = false;
      const waiting = inSession(async (session) => {
        await session.change(insert('SELECT 3'));
        done = true;
      });
      await first.change(insert('SELECT 4'));
      expect(done).toBe(false);
      await first.endTransaction('commit');
      await first.close();
      await waiting;
      expect(await kept()).toEqual([1, 2, 3, 4]);
    });

    it('refuses to update a row twice in one change, and leaves all as it was', async () => {
      await inSession((session) => session.change(make('SELECT 1 AS id')));
      const twice = `SELECT k.${bench().session.rowId} AS dw_row, n.id + 10 AS dw_1 FROM shop__kept k, shop__numbers n WHERE n.id < 3`;
      await expect(inSession((session) => session.change({ kind: 'merge', target: KEPT, actions: [{ kind: 'update', columns: ['id'], query: twice }] }))).rejects.toMatchObject({ code: 'invalid_sql', message: expect.stringContaining('several rows') });
      expect(await kept()).toEqual([1]);
    });
  });
}
