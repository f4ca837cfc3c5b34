import type { RunDetail, RunEvent } from '@dw-sim/contracts';
import { PostgresServer } from '@dw-sim/warehouse-testing';
import { Client } from 'pg';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

jest.setTimeout(120_000);

/** Everything here ends while the lock is still held. */
describe('a table that another session of PostgreSQL has locked', () => {
  let postgres: PostgresServer;
  let server: TestServer;
  let other: Client;

  beforeAll(async () => {
    postgres = await PostgresServer.start();
    server = await TestServer.start({ DW_SIMULATOR_POSTGRES_URL: postgres.url, DW_SIMULATOR_WAREHOUSE_SCHEMA: 'work' });
    other = new Client(postgres.url);
    await other.connect();
    await server.create(shopDefinition('shop', 'postgres', 200));
    await server.run('shop');
  });
  afterAll(async () => {
    await other?.end();
    await server?.destroy();
    await postgres?.stop();
  });
  beforeEach(() => other.query('BEGIN; LOCK TABLE work.shop__orders IN ACCESS EXCLUSIVE MODE'));
  afterEach(() => other.query('ROLLBACK'));

  const waiting = async (): Promise<number> => (await other.query(`SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted`)).rows[0].n;
  const status = async (id: number): Promise<RunDetail> => (await server.http.get(`/api/runs/${id}`).expect(200)).body;

  it.each(['create_if_missing', 'truncate_then_insert'])('holds up a run with the mode %s, which can be aborted', async (mode) => {
    const { id } = (await server.post('/api/experiments/shop/generate', { mode, rows: { orders: 300 } }).expect(202)).body;
    while ((await waiting()) === 0) expect((await status(id)).status).toMatch(/QUEUED|RUNNING/);
    await server.post(`/api/runs/${id}/abort`).expect(202);
    const events = await server.events('shop', id);
    expect(events.at(-1)).toMatchObject({ type: 'aborted' } satisfies Partial<RunEvent>);
    while ((await waiting()) > 0);
    await other.query('ROLLBACK');
    const { rows } = await other.query(`SELECT relname FROM pg_class WHERE relnamespace = 'work'::regnamespace AND relkind = 'r' AND relname NOT IN ('shop__orders', 'shop__customers', 'shop__coupons')`);
    expect(rows).toEqual([]);
    expect((await other.query('SELECT count(*)::int AS n FROM work.shop__orders')).rows).toEqual([{ n: 200 }]);
    expect(await server.run('shop', 'generate', { rows: { orders: 200 } })).toMatchObject({ status: 'COMPLETED' });
  });
});
