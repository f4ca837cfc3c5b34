import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StagedFiles } from '@dw-sim/api-experiments';
import { ExperimentEntity, MetadataStore, openMetadata, RunEntity, RunTableEntity } from '@dw-sim/api-metadata';
import { DataRoot } from '@dw-sim/api-platform';
import type { RunStatus } from '@dw-sim/contracts';
import { StagedRuns } from './staged-runs';

describe('StagedRuns', () => {
  let root: DataRoot;
  let store: MetadataStore;
  let files: StagedFiles;
  let staged: StagedRuns;
  let shop: ExperimentEntity;

  beforeEach(async () => {
    root = new DataRoot(mkdtempSync(join(tmpdir(), 'dw-staged-')));
    store = new MetadataStore(await openMetadata({ file: root.metadataFile }));
    files = new StagedFiles(root);
    staged = new StagedRuns(store, files);
    shop = await store.transaction((manager) =>
      manager.save(Object.assign(new ExperimentEntity(), {
        name: 'shop', nameKey: 'shop', state: 'ready', targetWarehouse: 'duckdb', definition: { name: 'shop', tables: [] }, definitionHash: '', createdAt: '', updatedAt: '',
      })));
  });
  afterEach(async () => {
    await store.close();
    rmSync(root.path, { recursive: true });
  });

  /** A run that made a table; `stage` puts its files in place. */
  async function run(status: RunStatus, stage = true): Promise<number> {
    const { id } = await store.transaction(async (manager) => {
      const entity = await manager.save(Object.assign(new RunEntity(), { experimentId: shop.id, kind: 'generate', mode: 'create_if_missing', status, seed: 1, warehouse: 'duckdb', definitionHash: '', createdAt: '' }));
      await manager.insert(RunTableEntity, { runId: entity.id, table: 'orders', position: 0, requestedRows: 5, generatedRows: 0, loadedRows: 0, byteLength: 0 });
      return entity;
    });
    if (stage) {
      mkdirSync(join(files.temporaryDirectory(id), 'orders'), { recursive: true });
      writeFileSync(join(files.temporaryDirectory(id), 'orders/part-00000.parquet'), '');
      await files.publish('shop', id, ['orders']);
      await staged.mark(id, [{ table: 'orders', rowCount: 5, byteLength: 99, elapsedMs: 1.6 }]);
    }
    return id;
  }

  it('are found by their number, or as the last that was completed', async () => {
    const completed = await run('COMPLETED');
    const failed = await run('FAILED');
    expect((await staged.find(shop)).run.id).toBe(completed);
    expect(await staged.find(shop, failed)).toMatchObject({ run: { id: failed }, tables: [{ table: 'orders', rowCount: 5, files: [expect.stringContaining(`run_${failed}`)] }] });
  });

  it('say what there is where they are not found', async () => {
    await expect(staged.find(shop)).rejects.toMatchObject({ code: 'not_found', message: 'Experiment "shop" has no completed run with files.' });
    const without = await run('FAILED', false);
    await expect(staged.find(shop, without)).rejects.toThrow(`Run ${without} of experiment "shop" has no files; none has.`);
    const having = await run('COMPLETED');
    await expect(staged.find(shop, 99)).rejects.toThrow(`Experiment "shop" has no run 99; runs with files: ${having}.`);
  });

  it('say which files somebody removed', async () => {
    const id = await run('COMPLETED');
    rmSync(files.tableDirectory('shop', 'orders', id), { recursive: true });
    await expect(staged.find(shop)).rejects.toThrow(`The files of table "orders" from run ${id} are missing under ${root.generatedDirectory}`);
  });

  it('lose their files when enough others have come', async () => {
    const ids = [await run('COMPLETED'), await run('FAILED'), await run('FAILED', false), await run('COMPLETED')];
    await staged.prune(shop, 2);
    expect(ids.map((id) => existsSync(files.tableDirectory('shop', 'orders', id)))).toEqual([false, true, false, true]);
    await expect(staged.find(shop, ids[0])).rejects.toThrow('has no files');
  });
});
