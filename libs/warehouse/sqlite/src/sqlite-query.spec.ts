import { join } from 'node:path';
import { tableOf, useWorkbench } from '@dw-sim/warehouse-testing';
import { SqliteStrategy } from './sqlite-strategy';

const childPath = join(__dirname, '../../../../dist/libs/warehouse/sqlite/child.cjs');

describe('SQLite queries', () => {
  const bench = useWorkbench(() => new SqliteStrategy({ childPath }));
  const counting = (count: number, value: string) =>
    `WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT ${count}) SELECT ${value} FROM c`;

  it('reports a fault that only a late row brings', async () => {
    const query = bench().query(counting(5000, 'CASE WHEN x = 4500 THEN abs(-9223372036854775808) ELSE x END'));
    await expect(query).rejects.toMatchObject({ code: 'invalid_sql', message: 'Integer overflow' });
  });

  it('understands moments with a zone', async () => {
    await bench().fill(tableOf('shop__moments', { moment: { kind: 'TIMESTAMPTZ' } }), `SELECT TIMESTAMPTZ '2024-02-29 23:30:00.25-02' AS moment`, 1);
    const { rows } = await bench().query(`SELECT moment, strftime('%Y-%m-%d %H', moment), datetime(moment, '+1 day') FROM shop__moments`);
    expect(rows).toEqual([['2024-03-01 01:30:00.25+00', '2024-03-01 01', '2024-03-02 01:30:00']]);
  });

  it('refuses to use more memory than it may', async () => {
    const query = bench().query(counting(2000, 'length(group_concat(hex(zeroblob(1000000))))'));
    await expect(query).rejects.toMatchObject({ code: 'warehouse_failed', details: { hint: expect.stringContaining('memory') } });
    expect(await bench().value('SELECT 1')).toBe(1);
  });

  it('refuses it in the process that writes, too', async () => {
    const session = bench().session.openStatements({ writes: true });
    const target = { name: 'shop__kept', temporary: false };
    const made = session.change({ kind: 'create-as', target, query: counting(2000, 'length(group_concat(hex(zeroblob(1000000)))) AS size'), existing: 'refuse' });
    await expect(made).rejects.toMatchObject({ code: 'warehouse_failed', details: { hint: expect.stringContaining('memory') } });
    await session.close();
    expect(await bench().value("SELECT COUNT(*) FROM sqlite_master WHERE name = 'shop__kept'")).toBe(0);
  });

  it('says where the script is missing', async () => {
    const opening = new SqliteStrategy({ childPath: '/nowhere/child.cjs' }).open(bench().config);
    await expect(opening).rejects.toMatchObject({ code: 'warehouse_unavailable', message: expect.stringContaining('/nowhere/child.cjs') });
  });

  it('says that the file is none of its own', async () => {
    const opening = new SqliteStrategy({ childPath }).open({ ...bench().config, directory: join(bench().root, 'nowhere') });
    await expect(opening).rejects.toMatchObject({ code: 'warehouse_unavailable', message: expect.stringContaining('warehouse.sqlite') });
  });
});
