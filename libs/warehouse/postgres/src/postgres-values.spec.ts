import type { ColumnType } from '@dw-sim/contracts';
import type { PhysicalTable } from '@dw-sim/warehouse-core';
import { NUMBERS, numbersUpTo, tableOf, testConnection, testPostgresUrl, useWorkbench } from '@dw-sim/warehouse-testing';
import { Client } from 'pg';
import { PostgresStrategy } from './postgres-strategy';

describe('PostgreSQL', () => {
  const bench = useWorkbench(() => new PostgresStrategy(), testConnection);

  describe('values at the edge', () => {
    it.each<[ColumnType, string, readonly (string | number | boolean | null)[]]>([
      [{ kind: 'DATE' }, `(DATE '0044-03-15 (BC)'), (DATE 'infinity'), (DATE '-infinity'), (DATE '12345-01-01')`, ['0044-03-15 BC', 'infinity', '-infinity', '12345-01-01']],
      [{ kind: 'TIMESTAMP' }, `(TIMESTAMP '0044-03-15 (BC) 10:00:00.000001'), (TIMESTAMP 'infinity')`, ['0044-03-15 10:00:00.000001 BC', 'infinity']],
      [{ kind: 'TIMESTAMPTZ' }, `(TIMESTAMPTZ '2024-01-01 00:00:00+05:45'), (TIMESTAMPTZ '-infinity')`, ['2023-12-31 18:15:00+00', '-infinity']],
      [{ kind: 'FLOAT' }, `('nan'::DOUBLE), ('inf'), ('-inf'), (1e-7), (0.30000000000000004)`, ['NaN', 'Infinity', '-Infinity', 1e-7, 0.30000000000000004]],
      [{ kind: 'DECIMAL', precision: 38, scale: 10 }, `(9999999999999999999999999999.9999999999::DECIMAL(38,10)), (-0.0000000001)`, ['9999999999999999999999999999.9999999999', -1e-10]],
      [{ kind: 'VARCHAR' }, `('\\.'), (''), ('"'), ('a,b'), ('\\N'), (chr(13) || chr(10) || chr(9)), ('NULL'), (NULL)`, ['\\.', '', '"', 'a,b', '\\N', '\r\n\t', 'NULL', null]],
      [{ kind: 'VARCHAR', length: 3 }, `('äöü'), ('😀😀😀')`, ['äöü', '😀😀😀']],
      [{ kind: 'TIME' }, `(TIME '00:00:00'), (TIME '23:59:59.999999')`, ['00:00:00', '23:59:59.999999']],
      [{ kind: 'INT' }, '(NULL::INTEGER), (1), (NULL)', [null, 1, null]],
    ])('keeps those of %j', async (type, rows, expected) => {
      const casts: Partial<Record<ColumnType['kind'], string>> = { FLOAT: 'DOUBLE', INT: 'INTEGER', DECIMAL: 'DECIMAL(38,10)' };
      const select = `SELECT v::${casts[type.kind] ?? type.kind} AS v FROM (VALUES ${rows}) AS rows (v)`;
      await bench().fill(tableOf('shop__edge', { v: type }), select, expected.length);
      expect((await bench().query('SELECT v FROM shop__edge')).rows.map(([cell]) => cell)).toEqual(expected);
    });

    it.each<[ColumnType, string, RegExp]>([
      [{ kind: 'VARCHAR' }, `'a' || chr(0)`, /0x00/],
      [{ kind: 'VARCHAR', length: 3 }, `'abcd'`, /too long for type character varying\(3\).*line 1, column v/],
      [{ kind: 'JSON' }, `'{"a": "\\u0000"}'`, /cannot be converted to text|unsupported Unicode/],
    ])('says which it does not take: %j', async (type, value, message) => {
      const filling = bench().fill(tableOf('shop__edge', { v: type }), `SELECT ${value} AS v`, 1);
      await expect(filling).rejects.toMatchObject({ code: 'warehouse_failed', message: expect.stringMatching(message) });
    });
  });

  it('names the types of a result with length and precision', async () => {
    const cursor = await bench().session.query(`SELECT 1.5::numeric(12,2), 'x'::varchar(7), ARRAY[1, 2], '1 day'::interval, 'a'::bytea, count(*) FROM pg_class`);
    const cells: unknown[] = [];
    for await (const rows of cursor.batches()) cells.push(...rows);
    await cursor.close();
    expect(cursor.columns.map(({ type, category }) => `${type}: ${category}`)).toEqual([
      'numeric(12,2): number', 'varchar(7): text', 'integer[]: other', 'interval: other', 'bytea: other', 'bigint: number',
    ]);
    expect(cells).toEqual([[1.5, 'x', '{1,2}', '1 day', '61', expect.any(Number)]]);
  });

  it('keeps comments, and keys with names of 63 bytes, over a load', async () => {
    const name = `shop__${'ü'.repeat(28)}`;
    const table: PhysicalTable = {
      ...tableOf(name, { id: { kind: 'INT' }, up: { kind: 'INT' } }, { primaryKey: ['id'], uniqueKeys: [['id', 'up']], comment: `It's a tree` }),
      columns: [
        { name: 'id', type: { kind: 'INT' }, nullable: false, comment: 'The key' },
        { name: 'up', type: { kind: 'INT' }, nullable: true },
      ],
      foreignKeys: [{ columns: ['up'], referencesTable: name, referencesColumns: ['id'] }],
    };
    const constraints = `SELECT conname, contype, convalidated FROM pg_constraint WHERE conrelid = '"${name}"'::regclass AND contype <> 'n' ORDER BY conname`;
    await bench().session.createTables([table]);
    const before = (await bench().query(constraints)).rows;
    expect(before.map(([, type]) => type)).toEqual(['f', 'p', 'u']);
    for (const rows of [3, 4]) {
      const file = await bench().stage(`${rows}.parquet`, `SELECT range::INTEGER AS id, 0 AS up FROM range(${rows})`);
      await bench().session.loadTable({ table, files: [file], rowCount: rows });
      expect((await bench().query(constraints)).rows).toEqual(before);
    }
    expect(await bench().value(`SELECT string_agg(description, '; ' ORDER BY objsubid) FROM pg_description WHERE objoid = '"${name}"'::regclass`)).toBe(`It's a tree; The key`);
  });

  it('keeps the foreign keys of other tables over a load, and checks them as soon as the rows agree', async () => {
    const parent = tableOf('shop__parent', { id: { kind: 'INT' } }, { primaryKey: ['id'] });
    const child = tableOf('shop__child', { parent_id: { kind: 'INT' } }, {
      foreignKeys: [{ columns: ['parent_id'], referencesTable: parent.name, referencesColumns: ['id'] }],
    });
    const load = async (table: PhysicalTable, select: string) => {
      await bench().session.loadTable({ table, files: [await bench().stage(`${table.name}.parquet`, select)], rowCount: 1 });
      return bench().value(`SELECT convalidated FROM pg_constraint WHERE contype = 'f' AND conrelid = 'shop__child'::regclass`);
    };
    await bench().session.createTables([child, parent]);
    await load(parent, 'SELECT 1 AS id');
    expect(await load(child, 'SELECT 1 AS parent_id')).toBe(true);
    expect(await load(parent, 'SELECT 2 AS id')).toBe(false);
    expect(await load(child, 'SELECT 2 AS parent_id')).toBe(true);
    expect(await load(parent, 'SELECT 2 AS id')).toBe(true);
  });

  it('leaves out a foreign key to columns that may repeat', async () => {
    const parent = tableOf('shop__parent', { id: { kind: 'INT' } });
    const child = tableOf('shop__child', { parent_id: { kind: 'INT' } }, {
      foreignKeys: [{ columns: ['parent_id'], referencesTable: parent.name, referencesColumns: ['id'] }],
    });
    await bench().session.createTables([parent, child]);
    expect(await bench().value(`SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'shop__child'::regclass`)).toBe(0);
  });

  it('queries as a role that sees no other schema', async () => {
    await bench().fill(NUMBERS, numbersUpTo(3), 3);
    const client = new Client(testPostgresUrl());
    await client.connect();
    await client.query('CREATE TABLE IF NOT EXISTS public.private (secret text)');
    await client.end();
    expect(await bench().value('SELECT current_user')).toBe('dw_sim_reader');
    await expect(bench().query('SELECT * FROM public.private')).rejects.toMatchObject({ code: 'statement_not_allowed', message: 'Permission denied for table private' });
  });

  it('refuses a text that is nested too deeply, and goes on', async () => {
    const deep = `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
    await expect(bench().query(deep)).rejects.toMatchObject({ code: 'invalid_sql' });
    expect(await bench().value('SELECT 1')).toBe(1);
  });

  it('reports a fault that only a late row brings', async () => {
    await bench().fill(NUMBERS, numbersUpTo(5000), 5000);
    await expect(bench().query('SELECT 1 / (4500 - id) FROM shop__numbers')).rejects.toMatchObject({ code: 'invalid_sql', message: 'Division by zero' });
  });
});
