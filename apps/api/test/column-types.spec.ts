import type { ExperimentDefinition, QueryResult } from '@dw-sim/contracts';
import { TestServer } from './test-server';

const KEY = { name: 'id', data_type: 'UUID', is_unique: true, required: true };
const PAYLOAD = { object: { device: { type: 'choice', params: { values: ['phone', 'say "tablet"'] } }, scores: { type: 'json', params: { array: { of: { type: 'uniform_int', params: { min: 1, max: 5 } }, min: 1, max: 3 } } } } };

const eventsOn = (warehouse: string): ExperimentDefinition => ({
  name: `events_${warehouse}`,
  target_warehouse: warehouse,
  seed: 42,
  tables: [
    { name: 'users', target_rows: 200, columns: [KEY] },
    {
      name: 'events',
      target_rows: 1000,
      columns: [
        KEY,
        { name: 'user_id', data_type: 'UUID', required: true, foreign_key: { references_table: 'users', references_column: 'id' } },
        { name: 'happened', data_type: 'TIMESTAMP WITH TIME ZONE', required: true, date_start: '2024-01-01', date_end: '2024-12-31' },
        { name: 'clock', data_type: 'TIME', generator: { type: 'time_of_day', params: { start: '08:00', end: '17:30' } }, required: true },
        { name: 'payload', data_type: 'SUPER', generator: { type: 'json', params: PAYLOAD }, required: true },
      ],
    },
  ],
});

describe('moments, times, UUIDs and JSON', () => {
  let server: TestServer;
  const warehouses = ['duckdb', 'sqlite'];
  beforeAll(async () => {
    server = await TestServer.start();
    for (const warehouse of warehouses) {
      await server.create(eventsOn(warehouse));
      expect(await server.run(`events_${warehouse}`)).toMatchObject({ status: 'COMPLETED' });
    }
  });
  afterAll(() => server.destroy());

  const query = async (warehouse: string, sql: string): Promise<QueryResult> =>
    (await server.post('/api/query/execute', { sql, experiment: `events_${warehouse}` }).expect(200)).body;

  it.each(warehouses)('read well from %s', async (warehouse) => {
    const { columns, rows } = await query(warehouse, 'SELECT * FROM events LIMIT 5');
    expect(columns.map(({ category }) => category)).toEqual(['text', 'text', 'time', 'time', 'text']);
    for (const [id, user, happened, clock, payload] of rows.map((row) => row.map(String))) {
      expect([id, user]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
      expect(happened).toMatch(/^2024-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/);
      expect(clock).toMatch(/^(08|09|1[0-7]):\d\d:\d\d(\.\d+)?$/);
      expect(Object.keys(JSON.parse(payload) as object)).toEqual(['device', 'scores']);
    }
  });

  it.each(warehouses)('join and can be asked in %s', async (warehouse) => {
    const { rows } = await query(warehouse, `SELECT count(*), count(u.id) FROM events e LEFT JOIN users u ON u.id = e.user_id WHERE e.clock >= '08:00' AND (e.payload ->> '$.device') IN ('phone', 'say "tablet"')`);
    expect(rows).toEqual([[1000, 1000]]);
  });
});
