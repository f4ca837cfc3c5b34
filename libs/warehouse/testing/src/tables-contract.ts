import type { ColumnType } from '@dw-sim/contracts';
import { NUMBERS, numbersUpTo, tableOf } from './sample-tables';
import { useWorkbench } from './workbench';
import type { ContractSubject } from './contract-subject';

/** Creating, dropping, truncating and counting. */
export function describeTables({ makeStrategy, makeConnection }: ContractSubject): void {
  describe('tables', () => {
    const bench = useWorkbench(makeStrategy, makeConnection);
    const other = tableOf('shop__other', { id: { kind: 'INT' } });

    it('creates tables and finds them', async () => {
      const { session } = bench();
      await session.createTables([NUMBERS, other]);
      expect(await session.existingTables([NUMBERS.name, 'shop__none', other.name])).toEqual([NUMBERS.name, other.name]);
      expect(await session.countRows(NUMBERS.name)).toBe(0);
    });

    it('creates all or none, and names the table that is there', async () => {
      const { session } = bench();
      await session.createTables([NUMBERS]);
      await expect(session.createTables([other, NUMBERS])).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(NUMBERS.name),
      });
      expect(await session.existingTables([other.name])).toEqual([]);
    });

    it('creates all or none where the engine refuses one', async () => {
      const { session } = bench();
      const broken = { ...other, name: 'shop__broken', columns: [...other.columns, ...other.columns] };
      await expect(session.createTables([NUMBERS, broken])).rejects.toThrow();
      expect(await session.existingTables([NUMBERS.name])).toEqual([]);
    });

    it('drops what exists and says how many there were', async () => {
      const { session } = bench();
      await session.createTables([NUMBERS, other]);
      expect(await session.dropTables([NUMBERS.name, 'shop__none', other.name])).toBe(2);
      expect(await session.existingTables([NUMBERS.name, other.name])).toEqual([]);
      expect(await session.dropTables([NUMBERS.name])).toBe(0);
    });

    it('truncates what exists, keeps the schema and says how many there were', async () => {
      await bench().fill(NUMBERS, numbersUpTo(3), 3);
      expect(await bench().session.truncateTables([NUMBERS.name, 'shop__none'])).toBe(1);
      expect(await bench().session.countRows(NUMBERS.name)).toBe(0);
    });

    it('says that a table is not there when asked for its rows', async () => {
      await expect(bench().session.countRows('shop__none')).rejects.toMatchObject({ code: 'not_found' });
    });

    describe('compared with a model', () => {
      const types: Readonly<Record<string, ColumnType>> = {
        a: { kind: 'INT' }, b: { kind: 'BIGINT' }, c: { kind: 'FLOAT' }, d: { kind: 'DECIMAL', precision: 12, scale: 2 }, e: { kind: 'VARCHAR', length: 20 },
        f: { kind: 'VARCHAR' }, g: { kind: 'DATE' }, h: { kind: 'TIME' }, i: { kind: 'TIMESTAMP' }, j: { kind: 'TIMESTAMPTZ' }, k: { kind: 'BOOLEAN' },
        l: { kind: 'UUID' }, m: { kind: 'JSON' },
      };
      const table = tableOf('shop__typed', types);

      it('differ in nothing where they were made from it, whatever the order and case', async () => {
        await bench().session.createTables([table]);
        expect(await bench().session.differences(table)).toEqual([]);
        const upside = { ...table, columns: [...table.columns].reverse().map((column) => ({ ...column, name: column.name.toUpperCase() })) };
        expect(await bench().session.differences(upside)).toEqual([]);
      });

      it('name columns that are missing, unknown, of another type or that refuse NULL', async () => {
        const [a, b, ...rest] = table.columns;
        await bench().session.createTables([{ ...table, columns: [{ ...a!, type: { kind: 'DATE' } }, { ...b!, nullable: false }, ...rest.slice(1), { name: 'zzz', type: { kind: 'INT' }, nullable: true }] }]);
        expect(await bench().session.differences(table)).toEqual([
          expect.stringMatching(/^column a is DATE, not INT/i),
          'column b refuses NULL',
          'column c is missing',
          'column zzz is not in the experiment',
        ]);
      });

      it('are unknown where there is no table', async () => {
        expect(await bench().session.differences(table)).toBeUndefined();
      });
    });

    it('quotes keywords and mixed case as names', async () => {
      const table = tableOf('shop__Order', { select: { kind: 'INT' }, from: { kind: 'VARCHAR' }, Group: { kind: 'DATE' } });
      await bench().fill(table, `SELECT 1 AS "select", 'x' AS "from", DATE '2024-01-31' AS "Group"`, 1);
      expect((await bench().query('SELECT "select", "from", "Group" FROM "shop__Order"')).rows).toEqual([[1, 'x', '2024-01-31']]);
    });

    const parent = tableOf('shop__parent', { id: { kind: 'INT' } }, { primaryKey: ['id'] });
    const child = tableOf('shop__child', { parent_id: { kind: 'INT' } }, {
      foreignKeys: [{ columns: ['parent_id'], referencesTable: parent.name, referencesColumns: ['id'] }],
    });

    it('empties a parent alone, or says why it does not', async () => {
      await bench().fill(parent, numbersUpTo(3), 3);
      await bench().fill(child, 'SELECT 1 AS parent_id', 1);
      const emptied = await bench().session.truncateTables([parent.name]).then((count) => count === 1, (error) => error.code !== 'conflict');
      expect(emptied).toBe(!bench().strategy.capabilities.enforcesForeignKeys);
      expect(await bench().session.countRows(parent.name)).toBe(emptied ? 0 : 3);
    });

    it('drops a parent alone, and leaves the child its rows', async () => {
      await bench().fill(parent, numbersUpTo(3), 3);
      await bench().fill(child, 'SELECT 1 AS parent_id', 1);
      expect(await bench().session.dropTables([parent.name])).toBe(1);
      expect(await bench().session.countRows(child.name)).toBe(1);
    });

    it('loads a parent again while a child refers to it', async () => {
      await bench().fill(parent, numbersUpTo(3), 3);
      await bench().fill(child, 'SELECT 1 AS parent_id', 1);
      const files = [await bench().stage('other.parquet', 'SELECT 7 AS id')];
      await bench().session.loadTable({ table: parent, files, rowCount: 1 });
      expect((await bench().query('SELECT id FROM shop__parent')).rows).toEqual([[7]]);
      expect(await bench().session.countRows(child.name)).toBe(1);
    });

    it('creates and loads tables that refer to each other and to themselves', async () => {
      const tree = (name: string, other: string) =>
        tableOf(name, { id: { kind: 'INT' }, up: { kind: 'INT' }, other: { kind: 'INT' } }, {
          primaryKey: ['id'],
          foreignKeys: [
            { columns: ['up'], referencesTable: name, referencesColumns: ['id'] },
            { columns: ['other'], referencesTable: other, referencesColumns: ['id'] },
          ],
        });
      const tables = [tree('shop__a', 'shop__b'), tree('shop__b', 'shop__a')];
      await bench().session.createTables(tables);
      const files = [await bench().stage('tree.parquet', 'SELECT * FROM (VALUES (1, NULL::INTEGER, 2), (2, 1, 1)) AS rows (id, up, other)')];
      for (const table of tables) expect(await bench().session.loadTable({ table, files, rowCount: 2 })).toEqual({ rowCount: 2 });
      expect(await bench().session.dropTables(tables.map(({ name }) => name))).toBe(2);
    });

    it('drops parents and children in any order', async () => {
      await bench().fill(parent, numbersUpTo(3), 3);
      await bench().fill(child, 'SELECT 1 AS parent_id', 1);
      expect(await bench().session.truncateTables([parent.name, child.name])).toBe(2);
      expect(await bench().session.dropTables([parent.name, child.name])).toBe(2);
    });
  });
}
