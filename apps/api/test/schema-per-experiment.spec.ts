import type { ExperimentDetail, ProblemDetails } from '@dw-sim/contracts';
import { PostgresServer } from '@dw-sim/warehouse-testing';
import { Client } from 'pg';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

jest.setTimeout(120_000);

describe.each(['postgres', 'redshift'])('a target of kind %s that gives each experiment a schema', (kind) => {
  let postgres: PostgresServer;
  let admin: Client;
  let server: TestServer;

  beforeAll(async () => {
    postgres = await PostgresServer.start();
    admin = new Client(postgres.url);
    await admin.connect();
    server = await TestServer.start();
    await server.post('/api/targets', { id: 'apart', kind, dsn: postgres.url, options: { schema_per_experiment: true } }).expect(201);
  });
  afterAll(async () => {
    await server?.destroy();
    await admin?.end();
    await postgres?.stop();
  });

  const tables = async (schema: string) =>
    (await admin.query(`SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '${schema}' AND c.relkind = 'r' ORDER BY 1`)).rows.map(({ relname }) => relname);
  const hasSchema = async (name: string) => (await admin.query(`SELECT 1 FROM pg_namespace WHERE nspname = '${name}'`)).rowCount === 1;
  const query = async (sql: string, more: object = { experiment: 'shop' }) => (await server.post('/api/query/execute', { sql, ...more }).expect(200)).body;
  const count = async (sql: string, more?: object): Promise<number> => (await query(`SELECT count(*) FROM ${sql}`, more)).rows[0][0];
  const show = async (name: string): Promise<ExperimentDetail> => (await server.http.get(`/api/experiments/${name}`).expect(200)).body;
  const OWN_TABLES = ['coupons', 'customers', 'orders'];

  describe('with two experiments that have tables of the same names', () => {
    beforeAll(async () => {
      for (const [name, orders] of [['shop', 60], ['bank', 30]] as const) {
        await server.create(shopDefinition(name, 'apart', orders));
        expect(await server.run(name)).toMatchObject({ status: 'COMPLETED', target: { id: 'apart', schema_per_experiment: true } });
      }
    });
    afterAll(async () => {
      for (const name of ['shop', 'bank']) await server.http.delete(`/api/experiments/${name}`);
    });

    it('keeps them apart, with their keys', async () => {
      for (const name of ['shop', 'bank']) expect(await tables(name)).toEqual(OWN_TABLES);
      const { rows } = await admin.query(`SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2`);
      expect(rows).toEqual(['bank', 'shop'].flatMap((name) => ['coupons', 'customers'].map((parent) => ({ child: `${name}.orders`, parent: `${name}.${parent}` }))));
      expect((await show('shop')).tables.map(({ physical_name, loaded_rows }) => [physical_name, loaded_rows])).toEqual([['shop.orders', 60], ['shop.customers', 500], ['shop.coupons', 20]]);
    });

    it('answers queries by logical names, by physical ones and across experiments', async () => {
      expect(await query('SELECT count(*) AS n, min(orders.order_id) AS first FROM orders JOIN customers USING (customer_id)')).toMatchObject({
        rows: [[60, expect.anything()]], executed_sql: 'SELECT count(*) AS n, min(orders.order_id) AS first FROM shop.orders JOIN shop.customers USING (customer_id)',
      });
      expect(await count('orders', { experiment: 'bank' })).toBe(30);
      expect(await count('shop.orders')).toBe(60);
      expect(await count('bank.orders b JOIN orders o ON b.order_id = o.order_id')).toBe(30);
      expect(await count('shop.orders, (SELECT count(*) FROM bank.orders) b', { warehouse: 'apart' })).toBe(60);
      const problem: ProblemDetails = (await server.post('/api/query/execute', { sql: 'SELECT * FROM orderz', experiment: 'shop' }).expect(422)).body;
      expect([problem.code, problem.detail]).toEqual(['invalid_sql', 'Unknown table "orderz"; did you mean "orders"?']);
    });

    it('loads in all modes, and finds rows of others', async () => {
      expect(await server.run('shop', 'generate', { seed: 8 })).toMatchObject({ status: 'COMPLETED' });
      expect(await server.run('shop', 'load', { mode: 'truncate_then_insert' })).toMatchObject({ status: 'COMPLETED' });
      await admin.query('DELETE FROM shop.orders');
      await admin.query('DELETE FROM shop.customers');
      await admin.query('DELETE FROM shop.coupons');
      expect(await server.run('shop', 'load', { mode: 'append_only' })).toMatchObject({ status: 'COMPLETED' });
      expect(await count('orders')).toBe(60);
      await admin.query('DELETE FROM shop.orders WHERE order_id = (SELECT max(order_id) FROM shop.orders)');
      const problem: ProblemDetails = (await server.post('/api/experiments/shop/generate').expect(409)).body;
      expect(problem.errors).toEqual([expect.objectContaining({ path: '$.tables[0]', code: 'foreign_rows', message: expect.stringContaining('the table "shop.orders" holds 59 rows') })]);
      expect(await server.run('shop', 'generate', { mode: 'truncate_then_insert' })).toMatchObject({ status: 'COMPLETED' });
    });

    it('empties one experiment and leaves the other', async () => {
      expect((await server.post('/api/experiments/shop/reset').expect(200)).body).toEqual({ name: 'shop', truncated_tables: 3 });
      expect([await count('orders'), await count('orders', { experiment: 'bank' })]).toEqual([0, 30]);
    });

    it('is not removed, and stays as it is, while they are there', async () => {
      expect((await server.http.delete('/api/targets/apart').expect(409)).body.detail).toContain('holds the tables of bank, shop');
      const shared = { id: 'apart', kind, dsn: postgres.url };
      expect((await server.http.put('/api/targets/apart').send(shared).expect(409)).body.detail).toContain('holds the tables of bank, shop');
      await server.http.put('/api/targets/apart').send({ ...shared, name: 'Apart', options: { schema_per_experiment: true } }).expect(200);
      expect(await count('orders', { experiment: 'bank' })).toBe(30);
    });

    it('loses the schema of one that is deleted, and makes it anew with the next', async () => {
      expect((await server.http.delete('/api/experiments/shop').expect(200)).body).toMatchObject({ dropped_tables: 3, other_targets: [] });
      expect([await hasSchema('shop'), await tables('bank')]).toEqual([false, OWN_TABLES]);
      await server.create(shopDefinition('shop', 'apart', 5));
      expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED' });
      expect(await count('orders')).toBe(5);
    });
  });

  it('takes single runs, by its id and without one, whose tables stay when the experiment goes', async () => {
    await server.create(shopDefinition('visitor', 'duckdb', 10));
    expect(await server.run('visitor', 'generate', { target: 'apart' })).toMatchObject({ status: 'COMPLETED', target: { id: 'apart' } });
    expect(await server.run('visitor', 'load', { target: 'apart' })).toMatchObject({ status: 'COMPLETED' });
    expect(await count('orders', { experiment: 'visitor', warehouse: 'apart' })).toBe(10);
    const inline = { kind, dsn: postgres.url, options: { schema_per_experiment: true } };
    expect(await server.run('visitor', 'load', { target: inline, mode: 'truncate_then_insert' })).toMatchObject({ status: 'COMPLETED', target: { id: null, schema_per_experiment: true } });
    const shared = { kind, dsn: postgres.url };
    expect(await server.run('visitor', 'load', { target: shared })).toMatchObject({ status: 'COMPLETED' });
    expect((await show('visitor')).tables[0]?.physical_name).toBe('visitor__orders');
    const { other_targets: others } = (await server.http.delete('/api/experiments/visitor').expect(200)).body;
    expect(others.map(({ target, tables: [first] }: { target: { id: string | null }; tables: string[] }) => [target.id, first])).toEqual([['apart', 'visitor.orders'], [null, 'visitor.orders'], [null, 'visitor__orders']]);
    expect([await tables('visitor'), await tables('public')]).toEqual([OWN_TABLES, OWN_TABLES.map((table) => `visitor__${table}`)]);
    await admin.query('DROP SCHEMA visitor CASCADE');
  });

  it.each(['public', 'pg_shop', 'taken'])('refuses an experiment named %s, whose schema is not its own, and leaves nothing behind', async (name) => {
    await admin.query('CREATE ROLE somebody');
    await admin.query('CREATE SCHEMA taken AUTHORIZATION somebody');
    const problem: ProblemDetails = (await server.post('/api/experiments', shopDefinition(name, 'apart')).expect(409)).body;
    expect([problem.code, problem.detail, problem.hint]).toEqual(['conflict', expect.stringContaining(`The schema "${name}" can't be the experiment's`), expect.stringContaining('schema_per_experiment')]);
    await server.http.get(`/api/experiments/${name}`).expect(404);
    await server.create(shopDefinition(name, 'duckdb', 5));
    expect((await server.post(`/api/experiments/${name}/generate`, { target: 'apart' }).expect(409)).body.detail).toContain(`The schema "${name}"`);
    await server.http.delete(`/api/experiments/${name}`).expect(200);
    await admin.query('DROP SCHEMA taken; DROP ROLE somebody');
  });

  it('makes no schema for an experiment whose name is taken, and keeps one with tables of its names', async () => {
    await server.create(shopDefinition('twice', 'duckdb', 5));
    await server.post('/api/experiments', shopDefinition('twice', 'apart')).expect(409);
    expect(await hasSchema('twice')).toBe(false);
    await server.http.delete('/api/experiments/twice').expect(200);
    await admin.query('CREATE SCHEMA twice; CREATE TABLE twice.orders (a int)');
    expect((await server.post('/api/experiments', shopDefinition('twice', 'apart')).expect(409)).body.detail).toContain('already has a table "orders"');
    expect(await tables('twice')).toEqual(['orders']);
  });

  it('is well without an experiment, goes when nobody needs it, and says which of two schemas is meant', async () => {
    const { warehouses } = (await server.http.get('/api/health').expect(200)).body;
    expect(warehouses.find(({ id }: { id: string }) => id === 'apart')).toMatchObject({ status: 'ok' });
    await server.http.delete('/api/targets/apart').expect(200);
    const both = { id: 'apart', kind, dsn: postgres.url, schema: 'sales', options: { schema_per_experiment: true } };
    const problem: ProblemDetails = (await server.post('/api/targets', both).expect(422)).body;
    expect(problem.errors).toEqual([expect.objectContaining({ path: '$.options.schema_per_experiment', code: 'contradiction', allowed: 'either schema or schema_per_experiment' })]);
  });
});
