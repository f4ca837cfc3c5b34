import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { openMetadata, MetadataStore, ExperimentTableEntity, RunEntity } from '@dw-sim/api-metadata';
import type { ExperimentDetail } from '@dw-sim/contracts';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

/** What a server that was killed during a load has left, and a next one that can't reach the tables. */
describe('rows that could not be counted after a crash', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await TestServer.start();
    await server.create(shopDefinition('shop', 'duckdb', 300));
    expect(await server.run('shop')).toMatchObject({ status: 'COMPLETED' });
    await server.stop();
    await leaveAtWork();
    hide();
    server = await TestServer.start({}, server.dataRoot);
  });
  afterEach(() => server.destroy());

  const warehouse = () => join(server.root.warehousesDirectory, 'duckdb/warehouse.duckdb');
  const noted = async () => ((await server.http.get('/api/experiments/shop').expect(200)).body as ExperimentDetail).tables.map(({ loaded_rows }) => loaded_rows);

  /** The run is at work, and the rows that it has loaded are not noted. */
  async function leaveAtWork(): Promise<void> {
    const store = new MetadataStore(await openMetadata({ file: server.root.metadataFile }));
    await store.transaction(async (manager) => {
      await manager.update(RunEntity, { id: 1 }, { status: 'RUNNING', endedAt: null });
      await manager.update(ExperimentTableEntity, { experimentId: 1 }, { loadedRows: 7 });
    });
    await store.close();
  }

  function hide(): void {
    renameSync(warehouse(), `${warehouse()}.away`);
    // Nobody can open it.
    mkdirSync(warehouse());
  }

  function show(): void {
    rmdirSync(warehouse());
    renameSync(`${warehouse()}.away`, warehouse());
  }

  it('are counted by the next start that can', async () => {
    expect((await server.http.get('/api/runs/1')).body).toMatchObject({ status: 'FAILED', error: { code: 'interrupted' } });
    expect(await noted()).toEqual([7, 7, 7]);
    await server.stop();
    server = await TestServer.start({}, server.dataRoot);
    expect(await noted()).toEqual([7, 7, 7]);
    await server.stop();
    show();
    server = await TestServer.start({}, server.dataRoot);
    expect(await noted()).toEqual([300, 500, 20]);
  });

  it('are counted before the next run, which takes them for its own then', async () => {
    show();
    expect(await server.run('shop', 'generate', { rows: { orders: 200 } })).toMatchObject({ status: 'COMPLETED' });
    expect(await noted()).toEqual([200, 500, 20]);
  });
});
