import { DEFAULT_DIALECT, type ContractSubject } from './contract-subject';
import { NUMBERS, tableOf } from './sample-tables';
import { useWorkbench } from './workbench';

const TYPED = tableOf('shop__typed', {
  i: { kind: 'INT' },
  b: { kind: 'BIGINT' },
  f: { kind: 'FLOAT' },
  d: { kind: 'DECIMAL', precision: 12, scale: 2 },
  s: { kind: 'VARCHAR', length: 40 },
  day: { kind: 'DATE' },
  stamp: { kind: 'TIMESTAMP' },
  ok: { kind: 'BOOLEAN' },
});

const TYPED_ROWS = `
  SELECT i::INTEGER AS i, b::BIGINT AS b, f::DOUBLE AS f, d::DECIMAL(12,2) AS d, s, day, stamp, ok FROM (VALUES
    (1, -2147483648, -9007199254740991, 0.1::DOUBLE, 1.50, 'grün 😀 "''', DATE '0001-01-01', TIMESTAMP '2024-02-29 23:59:59.123456', true),
    (2, 2147483647, 9223372036854775807, -1.7976931348623157e308, -9999999999.99, '', DATE '9999-12-31', TIMESTAMP '1969-12-31 00:00:00', false),
    (3, 0, -9223372036854775808, 5e-324, 0, E'a\\nb\\tc\\\\', DATE '1970-01-01', TIMESTAMP '2024-01-01 00:00:00.5', NULL),
    (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
  ) AS rows (row, i, b, f, d, s, day, stamp, ok) ORDER BY row`;

const MORE_TYPED = tableOf('shop__more_typed', {
  moment: { kind: 'TIMESTAMPTZ' },
  clock: { kind: 'TIME' },
  key: { kind: 'UUID' },
  document: { kind: 'JSON' },
});

const MORE_ROWS = `
  SELECT moment::TIMESTAMPTZ AS moment, clock::TIME AS clock, key::UUID AS key, document::JSON AS document FROM (VALUES
    (1, '2024-02-29 23:59:59.123456+05:30', '23:59:59.999999', 'ffffffff-ffff-4fff-bfff-ffffffffffff', '{"a":"grün \\" 😀","b":[1.50,null]}'),
    (2, '0001-01-01 00:00:00+00', '00:00:00', '00000000-0000-4000-8000-000000000000', '[]'),
    (3, '9999-12-31 23:59:59.5Z', '08:30:00.25', '7fffffff-0000-4000-8000-00000000abcd', '1.50'),
    (4, NULL, NULL, NULL, NULL)
  ) AS rows (row, moment, clock, key, document) ORDER BY row`;

/** Every logical type, written to Parquet, loaded and read again. */
export function describeTypes({ makeStrategy, makeConnection, dialect }: ContractSubject): void {
  describe('types', () => {
    const bench = useWorkbench(makeStrategy, makeConnection);
    const { typeOf, jsonText } = { ...DEFAULT_DIALECT, ...dialect };

    it('keeps every value of every type', async () => {
      await bench().fill(TYPED, TYPED_ROWS, 4);
      const { rows } = await bench().query('SELECT * FROM shop__typed');
      expect(rows).toEqual([
        [-2147483648, -9007199254740991, 0.1, 1.5, 'grün 😀 "\'', '0001-01-01', '2024-02-29 23:59:59.123456', true],
        [2147483647, '9223372036854775807', -1.7976931348623157e308, -9999999999.99, '', '9999-12-31', '1969-12-31 00:00:00', false],
        [0, '-9223372036854775808', 5e-324, 0, 'a\nb\tc\\', '1970-01-01', '2024-01-01 00:00:00.5', null],
        [null, null, null, null, null, null, null, null],
      ]);
    });

    it('keeps moments, times, UUIDs and JSON', async () => {
      await bench().fill(MORE_TYPED, MORE_ROWS, 4);
      const { rows } = await bench().query('SELECT * FROM shop__more_typed');
      expect(rows).toEqual([
        ['2024-02-29 18:29:59.123456+00', '23:59:59.999999', 'ffffffff-ffff-4fff-bfff-ffffffffffff', '{"a":"grün \\" 😀","b":[1.50,null]}'],
        ['0001-01-01 00:00:00+00', '00:00:00', '00000000-0000-4000-8000-000000000000', '[]'],
        ['9999-12-31 23:59:59.5+00', '08:30:00.25', '7fffffff-0000-4000-8000-00000000abcd', '1.50'],
        [null, null, null, null],
      ]);
    });

    it('tells how to show moments, times, UUIDs and JSON', async () => {
      await bench().fill(MORE_TYPED, MORE_ROWS, 4);
      const cursor = await bench().session.query('SELECT * FROM shop__more_typed');
      await cursor.close();
      expect(cursor.columns.map(({ category }) => category)).toEqual(['time', 'time', 'text', 'text']);
    });

    it('compares moments, times and UUIDs', async () => {
      await bench().fill(MORE_TYPED, MORE_ROWS, 4);
      const where = `moment > '2024-01-01 00:00:00+00:00' AND clock >= '08:00:00' AND key <> '7fffffff-0000-4000-8000-00000000abcd'`;
      expect((await bench().query(`SELECT key FROM shop__more_typed WHERE ${where}`)).rows).toEqual([['ffffffff-ffff-4fff-bfff-ffffffffffff']]);
      expect((await bench().query('SELECT key FROM shop__more_typed WHERE key IS NOT NULL ORDER BY key')).rows.map(([key]) => String(key)[0])).toEqual(['0', '7', 'f']);
    });

    it('reads inside JSON', async () => {
      await bench().fill(MORE_TYPED, MORE_ROWS, 4);
      expect(await bench().value(`SELECT ${jsonText('document', 'a')} FROM shop__more_typed WHERE clock = '23:59:59.999999'`)).toBe('grün " 😀');
    });

    it('tells how to show each column', async () => {
      await bench().fill(TYPED, TYPED_ROWS, 4);
      const cursor = await bench().session.query('SELECT *, count(*) OVER () AS total FROM shop__typed');
      const categories = cursor.columns.map(({ category }) => category);
      expect(cursor.columns.map(({ name }) => name)).toEqual(['i', 'b', 'f', 'd', 's', 'day', 'stamp', 'ok', 'total']);
      await cursor.close();
      expect(categories).toEqual(['number', 'number', 'number', 'number', 'text', 'time', 'time', 'boolean', 'number']);
    });

    it('compares and aggregates decimals as numbers', async () => {
      const prices = tableOf('shop__prices', { price: { kind: 'DECIMAL', precision: 10, scale: 2 } });
      await bench().fill(prices, 'SELECT unnest([9.50, 10.25, 100])::DECIMAL(10,2) AS price', 3);
      const { rows } = await bench().query('SELECT sum(price), max(price), count(*) FROM shop__prices WHERE price > 9.9');
      expect(rows).toEqual([[110.25, 100, 2]]);
    });

    it('loads dictionary strings and milliseconds', async () => {
      const table = tableOf('shop__coded', { city: { kind: 'VARCHAR' }, stamp: { kind: 'TIMESTAMP' } });
      await bench().fill(table, `SELECT 'Köln'::ENUM ('Bonn', 'Köln') AS city, '2024-05-01 10:00:00.25'::TIMESTAMP_MS AS stamp`, 1);
      expect((await bench().query('SELECT * FROM shop__coded')).rows).toEqual([['Köln', '2024-05-01 10:00:00.25']]);
    });

    it('keeps every digit of a decimal, or says that it does not', async () => {
      const table = tableOf('shop__exact', { amount: { kind: 'DECIMAL', precision: 20, scale: 4 } });
      await bench().fill(table, 'SELECT 1234567890123456.7891::DECIMAL(20,4) AS amount', 1);
      const exact = (await bench().value('SELECT amount FROM shop__exact')) === '1234567890123456.7891';
      expect(exact).toBe(bench().strategy.capabilities.exactDecimals);
    });

    it('has types for dates and booleans, or says that it does not', async () => {
      const table = tableOf('shop__days', { day: { kind: 'DATE' }, ok: { kind: 'BOOLEAN' } });
      await bench().fill(table, `SELECT DATE '2024-01-31' AS day, true AS ok`, 1);
      const { rows } = await bench().query(`SELECT lower(${typeOf('day')}), lower(${typeOf('ok')}) FROM shop__days`);
      const own = bench().strategy.capabilities.temporalTypes;
      expect(rows).toEqual([own ? ['date', 'boolean'] : ['text', 'integer']]);
    });

    it('enforces unique keys, or says that it does not', async () => {
      const keyed = { ...NUMBERS, primaryKey: ['id'] };
      const filling = bench().fill(keyed, 'SELECT unnest([1, 1])::INTEGER AS id', 2);
      const refused = await filling.then(() => false, (error) => error.code === 'warehouse_failed');
      expect(refused).toBe(bench().strategy.capabilities.enforcesUniqueKeys);
    });

    it('enforces foreign keys, or says that it does not', async () => {
      const parent = tableOf('shop__parent', { id: { kind: 'INT' } }, { primaryKey: ['id'] });
      const child = tableOf('shop__child', { parent_id: { kind: 'INT' } }, {
        foreignKeys: [{ columns: ['parent_id'], referencesTable: parent.name, referencesColumns: ['id'] }],
      });
      await bench().session.createTables([parent]);
      const filling = bench().fill(child, 'SELECT 7 AS parent_id', 1);
      const refused = await filling.then(() => false, (error) => error.code === 'warehouse_failed');
      expect(refused).toBe(bench().strategy.capabilities.enforcesForeignKeys);
    });
  });
}
