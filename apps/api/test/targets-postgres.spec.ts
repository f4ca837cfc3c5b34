import { existsSync } from 'node:fs';
import type { RunDetail, TargetTestResult } from '@dw-sim/contracts';
import { PostgresServer } from '@dw-sim/warehouse-testing';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

jest.setTimeout(120_000);

describe('targets on a real PostgreSQL', () => {
  let postgres: PostgresServer;
  let server: TestServer;

  beforeAll(async () => {
    postgres = await PostgresServer.start();
    server = await TestServer.start({ DW_SIMULATOR_REDSHIFT_URL: postgres.url, DW_SIMULATOR_WAREHOUSE_SCHEMA: 'stand_in', DW_SIMULATOR_METADATA_URL: postgres.url });
  });
  afterAll(async () => {
    await server?.destroy();
    await postgres?.stop();
  });

  const count = async (body: object) => (await server.post('/api/query/execute', { sql: 'SELECT COUNT(*) FROM orders', ...body }).expect(200)).body.rows[0][0];
  const password = () => new URL(postgres.url).password;

  it('come from the environment, with their health and what they stand in for', async () => {
    const { items } = (await server.http.get('/api/targets').expect(200)).body;
    expect(items.at(-1)).toMatchObject({ id: 'redshift', name: 'Redshift', kind: 'redshift', origin: 'environment', source: 'DW_SIMULATOR_REDSHIFT_URL', schema: 'stand_in', read_only: true });
    const { warehouses } = (await server.http.get('/api/health').expect(200)).body;
    expect(warehouses.at(-1)).toMatchObject({ id: 'redshift', label: 'Redshift (PostgreSQL standing in)', status: 'ok', version: expect.stringMatching(/^\d+\.\d+/) });
  });

  it('take experiments and single runs, each in its own schema, with the password from where it is kept', async () => {
    process.env['DW_TEST_PG_PASSWORD'] = password();
    const dsn = postgres.url.replace(`:${password()}@`, ':${DW_TEST_PG_PASSWORD}@').replace('postgres://', 'postgresql+psycopg://');
    const added = (await server.post('/api/targets', { id: 'sales', kind: 'postgres', dsn, schema: 'sales' }).expect(201)).body;
    expect(added).toMatchObject({ id: 'sales', dsn, engine: 'PostgreSQL', location: null, capabilities: { enforces_foreign_keys: true } });
    expect((await server.post('/api/targets/sales/test').expect(200)).body).toMatchObject({ status: 'ok', error: null });
    await server.create(shopDefinition('shop', 'sales', 300));
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED', warehouse: 'sales' });
    expect(await count({ experiment: 'shop' })).toBe(300);

    // The metadata is in PostgreSQL too, and the password of an encrypted DSN is not to be found in it.
    await server.post('/api/targets', { id: 'sealed', kind: 'postgres', dsn: postgres.url, schema: 'sealed' }).expect(201);
    expect(existsSync(server.root.secretKeyFile)).toBe(true);
    const run = (await server.run('shop', 'generate', { target: 'sealed', rows: { orders: 40 } })) as RunDetail;
    expect(run).toMatchObject({ status: 'COMPLETED', warehouse: 'sealed', target: { dsn: postgres.url.replace(password(), '***') } });
    expect(await count({ experiment: 'shop', warehouse: 'sealed' })).toBe(40);
    const inline = { kind: 'postgres', dsn: postgres.url, schema: 'adhoc' };
    expect(await server.run('shop', 'load', { run_id: run.id, target: inline })).toMatchObject({ status: 'COMPLETED', warehouse: 'inline' });
    expect(JSON.stringify((await server.http.get('/api/experiments/shop/runs')).body)).not.toContain(password());
    expect(await count({ experiment: 'shop' })).toBe(300);

    await server.http.delete('/api/experiments/shop').expect(200);
    for (const id of ['sales', 'sealed']) await server.http.delete(`/api/targets/${id}`).expect(200);
    delete process.env['DW_TEST_PG_PASSWORD'];
  });

  it('that do not let us in say so, without the password', async () => {
    const wrong = postgres.url.replace(password(), 'hunter2hunter2');
    const result = (await server.post('/api/targets/test', { id: 'x', kind: 'postgres', dsn: wrong }).expect(200)).body as TargetTestResult;
    expect(result).toMatchObject({ status: 'unavailable', error: { code: 'warehouse_unavailable', message: expect.stringMatching(/the password of user "tester" is wrong/) } });
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});
