import { join } from 'node:path';
import type { ExperimentDetail, ProblemDetails } from '@dw-sim/contracts';
import Database from 'libsql';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

/** SQLite, since its file can be changed behind the server's back. */
describe('tables that are there already', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.destroy());
  beforeEach(async () => {
    await server.create(shopDefinition('shop', 'sqlite', 50));
    await server.run('shop');
  });
  afterEach(() => server.http.delete('/api/experiments/shop').expect(200));

  const behindOurBack = (sql: string) => {
    const database = new Database(join(server.root.warehouseDirectory('sqlite'), 'warehouse.sqlite'));
    try {
      database.exec(sql);
    } finally {
      database.close();
    }
  };
  const orders = async (): Promise<number> => (await server.post('/api/query/execute', { sql: 'SELECT count(*) FROM orders', experiment: 'shop' }).expect(200)).body.rows[0][0];
  const noted = async (): Promise<number> => ((await server.http.get('/api/experiments/shop').expect(200)).body as ExperimentDetail).tables[0]!.loaded_rows;
  const refusal = async (body: object): Promise<ProblemDetails> => (await server.post('/api/experiments/shop/generate', body).expect(409)).body;

  it('are created again where somebody has dropped them', async () => {
    behindOurBack('DROP TABLE shop__orders');
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED', mode: 'create_if_missing' });
    expect(await orders()).toBe(50);
  });

  it.each(['truncate_then_insert', 'append_only'])('must be there for %s', async (mode) => {
    behindOurBack('DROP TABLE shop__orders');
    const problem = await refusal({ mode });
    expect(problem.errors).toEqual([expect.objectContaining({ path: '$.tables[0]', code: 'missing_table', value: mode, allowed: 'create_if_missing' })]);
  });

  it('keep rows that the experiment has not loaded, unless the mode says otherwise', async () => {
    behindOurBack("INSERT INTO shop__orders (order_id, customer_id, amount, ordered_at, paid) VALUES (999, 1, 5, '2024-01-01 00:00:00', 1)");
    const problem = await refusal({});
    expect(problem.detail).toContain('the table "shop__orders" holds 51 rows, of which the experiment has loaded 50');
    expect(problem.errors).toEqual([expect.objectContaining({ path: '$.tables[0]', code: 'foreign_rows', allowed: ['truncate_then_insert', 'append_only'] })]);
    expect(await orders()).toBe(51);
    expect(await server.run('shop', 'generate', { mode: 'truncate_then_insert' })).toMatchObject({ status: 'COMPLETED', mode: 'truncate_then_insert' });
    expect(await orders()).toBe(50);
  });

  it.each(['create_if_missing', 'truncate_then_insert', 'append_only'])('are refused by %s where their columns differ, before a row is made', async (mode) => {
    behindOurBack('ALTER TABLE shop__orders DROP COLUMN weight; ALTER TABLE shop__coupons ADD COLUMN note TEXT');
    const problem = await refusal({ mode });
    expect(problem.errors?.map(({ path, code, message }) => [path, code, message])).toEqual([
      ['$.tables[0]', 'column_mismatch', 'the table "shop__orders" does not fit: column weight is missing'],
      ['$.tables[2]', 'column_mismatch', 'the table "shop__coupons" does not fit: column note is not in the experiment'],
    ]);
    expect((await server.http.get('/api/experiments/shop/runs').expect(200)).body.total).toBe(1);
  });

  it('are not appended to where a key would come twice', async () => {
    const run = await server.run('shop', 'generate', { mode: 'append_only' });
    expect(run).toMatchObject({ status: 'FAILED', error: { code: 'conflict', message: expect.stringMatching(/shop__customers.*can't be appended/) } });
    expect(await orders()).toBe(50);
  });

  it('are appended to, and a load of the same run replaces all rows again', async () => {
    behindOurBack('PRAGMA foreign_keys = OFF; UPDATE shop__orders SET order_id = order_id + 1000, customer_id = customer_id + 1000, coupon_id = coupon_id + 1000; UPDATE shop__customers SET customer_id = customer_id + 1000, email = customer_id || email; UPDATE shop__coupons SET coupon_id = coupon_id + 1000');
    expect(await server.run('shop', 'load', { mode: 'append_only' })).toMatchObject({ status: 'COMPLETED', loaded_rows: 570 });
    expect([await orders(), await noted()]).toEqual([100, 100]);
    expect(await server.run('shop', 'load')).toMatchObject({ status: 'COMPLETED' });
    expect([await orders(), await noted()]).toEqual([50, 50]);
  });

  it('are appended to as files where they are empty or have no key, which is known before a row is made', async () => {
    const { tables: [orders, ...others] } = shopDefinition('filed', 'csv', 10);
    await server.create({ name: 'filed', target_warehouse: 'csv', tables: [{ name: 'notes', target_rows: 4, columns: [{ name: 'note', data_type: 'INT' }] }, ...others, orders!] });
    expect(await server.run('filed', 'generate', { mode: 'append_only' })).toMatchObject({ status: 'COMPLETED' });
    const problem: ProblemDetails = (await server.post('/api/experiments/filed/generate', { mode: 'append_only' }).expect(409)).body;
    expect(problem.errors?.map(({ path, code }) => [path, code])).toEqual([1, 2, 3].map((table) => [`$.tables[${table}]`, 'unknown_keys']));
    expect(await server.run('filed')).toMatchObject({ status: 'COMPLETED' });
    await server.http.delete('/api/experiments/filed').expect(200);
  });

  it('take no other mode', async () => {
    const problem = (await server.post('/api/experiments/shop/generate', { mode: 'upsert' }).expect(422)).body as ProblemDetails;
    expect(problem.errors?.[0]).toMatchObject({ path: '$.mode', value: 'upsert' });
  });
});
