import { PostgresServer } from '@dw-sim/warehouse-testing';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

describe('warehouses by connection string', () => {
  let database: PostgresServer;
  let server: TestServer;

  beforeAll(async () => {
    database = await PostgresServer.start();
    server = await TestServer.start({ DW_SIMULATOR_POSTGRES_URL: database.url, DW_SIMULATOR_REDSHIFT_URL: database.url, DW_SIMULATOR_WAREHOUSE_SCHEMA: 'Simulated' });
  });
  afterAll(async () => {
    await server?.destroy();
    await database?.stop();
  });

  it('show their health, and who stands in for whom', async () => {
    const { warehouses } = (await server.http.get('/api/health').expect(200)).body;
    expect(warehouses.slice(-2)).toEqual([
      expect.objectContaining({ id: 'postgres', label: 'PostgreSQL', status: 'ok', version: expect.stringMatching(/^\d+\.\d+/) }),
      expect.objectContaining({ id: 'redshift', label: 'Redshift (PostgreSQL standing in)', status: 'ok' }),
    ]);
  });

  it('take an experiment from generation to query and deletion, again and again', async () => {
    await server.create(shopDefinition('shop', 'postgres', 500));
    for (const seed of [1, 2]) expect(await server.run('shop', 'generate', { seed })).toMatchObject({ status: 'COMPLETED' });
    const answer = await server.post('/api/query/execute', { sql: 'SELECT count(*), count(DISTINCT order_id) FROM orders', experiment: 'shop' }).expect(200);
    expect(answer.body.rows).toEqual([[500, 500]]);
    await server.post('/api/query/execute', { sql: 'DELETE FROM orders', experiment: 'shop' }).expect((response) => expect(response.body.code).toBe('statement_not_allowed'));
    await server.http.delete('/api/experiments/shop').expect(200);
  });
});
