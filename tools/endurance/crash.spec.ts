import { crash } from './src/crash/crash';
import { OPERATIONS } from './src/crash/subject';
import { lookAtDuckDb, lookAtSqlite } from './src/crash/warehouse-look';

jest.setTimeout(600_000);

/** 200 kills take minutes: `npm run endurance -- crash`. */
it('a server that is killed at any instant of generate, load, reset and delete leaves nothing half done', async () => {
  const report = await crash({ kills: 4, seed: 3, items: 100_000, twoAtOnce: 1, warehouses: { duckdb: lookAtDuckDb, sqlite: lookAtSqlite } });
  expect(report.broken).toEqual([]);
  expect(new Set(Object.keys(report.operations).map((name) => name.split(' ')[0]))).toEqual(new Set(OPERATIONS));
});
