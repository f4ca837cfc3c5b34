import type { PreviewResult, ProblemDetails } from '@dw-sim/contracts';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

describe('previews', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.destroy());

  const preview = async (body: object, status = 200) => (await server.post('/api/experiments/preview', body).expect(status)).body as PreviewResult & ProblemDetails;

  it('show a definition that is not saved', async () => {
    const { tables, seed } = await preview({ definition: shopDefinition('Draft', 'duckdb'), rows: 3, seed: 7 });
    expect(seed).toBe(7);
    expect(tables.map(({ table, rows }) => [table, rows.length])).toEqual(expect.arrayContaining([['customers', 3], ['orders', 3]]));
    expect((await server.http.get('/api/experiments').expect(200)).body.total).toBe(0);
  });

  it('show the rows that a run with the same seed makes', async () => {
    await server.create(shopDefinition('Shop', 'duckdb'));
    const { tables } = await preview({ experiment: 'shop', rows: 5, seed: 42 });
    // Null is what programs write for nothing given.
    await server.run('shop', 'generate', { seed: 42, rows: null });
    for (const { table, columns, rows } of tables) {
      const sql = `SELECT ${columns.map(({ name }) => `"${name}"`).join(', ')} FROM ${table} LIMIT 5`;
      const { body } = await server.post('/api/query/execute', { sql, experiment: 'shop' }).expect(200);
      expect(body.rows).toEqual(rows);
    }
  });

  it('show the rows that a run with the same row counts makes', async () => {
    const rowsOf = ({ tables }: PreviewResult) => Object.fromEntries(tables.map(({ table, total_rows }) => [table, total_rows]));
    expect(rowsOf(await preview({ experiment: 'shop', rows: 1, table_rows: { customers: 3 } }))).toMatchObject({ customers: 3, orders: 10_000 });
    expect((await preview({ experiment: 'shop', table_rows: { customer: 3 } }, 422)).errors).toMatchObject([{ code: 'unknown_table' }]);
  });

  it('name every fault of a definition, and what a request lacks', async () => {
    const bad = await preview({ definition: { name: 'x', tables: [{ name: 't', target_rows: 0, columns: [] }] } }, 422);
    expect(bad.errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(['$.tables[0].target_rows', '$.tables[0].columns']));
    expect((await preview({}, 422)).errors).toMatchObject([{ code: 'contradiction' }]);
    expect((await preview({ experiment: 'shop', definition: {} }, 422)).errors).toMatchObject([{ code: 'contradiction' }]);
    expect((await preview({ experiment: 'shop', rows: 0 }, 422)).errors).toMatchObject([{ path: '$.rows' }]);
    expect((await preview({ experiment: 'nope' }, 404)).code).toBe('not_found');
  });
});
