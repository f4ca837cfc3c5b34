import { crash } from './src/crash/crash';
import { lookAtDuckDb, lookAtSqlite } from './src/crash/warehouse-look';

jest.setTimeout(600_000);

/** 200 kills take minutes: `npm run endurance -- crash`. */
it('a server that is killed at any instant of generate, load, reset and delete leaves nothing half done', async () => {
  const report = await crash({ kills: 12, seed: 3, items: 200_000, warehouses: { duckdb: lookAtDuckDb, sqlite: lookAtSqlite } });
  expect(report.broken).toEqual([]);
  expect(Object.values(report.operations).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(12);
});
