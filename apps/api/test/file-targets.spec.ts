import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemDetails } from '@dw-sim/contracts';
import { parse } from 'csv-parse/sync';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

describe('experiments on files', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.destroy());

  it('go from their creation to their end, and answer no queries', async () => {
    await server.create(shopDefinition('shop', 'csv', 1000));
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED', loaded_rows: 1520 });
    const folder = join(server.dataRoot, 'exports/csv/shop__orders');
    const [header, ...rows] = parse(readFileSync(join(folder, 'part-00000.csv'))) as string[][];
    expect(header).toEqual(['order_id', 'customer_id', 'coupon_id', 'amount', 'weight', 'ordered_at', 'paid']);
    expect(rows).toHaveLength(1000);
    expect(rows.every(([, , , amount, , orderedAt]) => /^\d+\.\d\d$/.test(amount!) && /^2024-\d\d-\d\d \d\d:/.test(orderedAt!))).toBe(true);
    const problem = (await server.post('/api/query/execute', { sql: 'SELECT 1', experiment: 'shop' }).expect(422)).body as ProblemDetails;
    expect(problem.detail).toContain('"csv" holds files and answers no queries');
    await server.post('/api/experiments/shop/reset').expect(200);
    expect(existsSync(join(folder, 'part-00000.csv'))).toBe(false);
    expect((await server.http.delete('/api/experiments/shop').expect(200)).body).toMatchObject({ dropped_tables: 3 });
    expect(existsSync(folder)).toBe(false);
  });
});
