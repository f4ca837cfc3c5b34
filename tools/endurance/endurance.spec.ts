import { aborts } from './src/aborts';
import { lookAtDuckDb, lookAtSqlite } from './src/crash/warehouse-look';
import { soak } from './src/soak';
import { streams } from './src/streams';

jest.setTimeout(600_000);

/** The full series take minutes: `npm run endurance -- aborts`, `streams` and `soak`. */
describe('a server', () => {
  it('leaves nothing of runs that are aborted at random instants', async () => {
    const { aborts: count, broken } = await aborts({ aborts: 8, seed: 3, items: 200_000, warehouses: { duckdb: lookAtDuckDb, sqlite: lookAtSqlite } });
    // How long an abort takes depends on what else the machine does.
    expect([count >= 8, broken.filter((fault) => !/took \d+ ms$/.test(fault))]).toEqual([true, []]);
  });

  it('loses and doubles no event of clients that leave and come back', async () => {
    expect((await streams({ clients: 20, items: 500_000, seed: 3 })).broken).toEqual([]);
  });

  it('answers the same after many queries and runs', async () => {
    expect(await soak({ queries: 60, runs: 6, seed: 3 })).toMatchObject({ queries: 60, broken: [], rssMb: { ratio: expect.any(Number) }, queryMs: { ratio: expect.any(Number) } });
  });
});
