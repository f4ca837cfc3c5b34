import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExperimentEntity, MetadataStore, openMetadata, RunEntity, RunTableEntity } from '@dw-sim/api-metadata';
import { DataRoot } from '@dw-sim/api-platform';
import { checksumOf, RunContext, RunLog } from '@dw-sim/api-runs';
import type { RunStatus } from '@dw-sim/contracts';
import { FolderStore } from '@dw-sim/staging';
import { StagedRuns } from './staged-runs';

describe('StagedRuns', () => {
  let root: DataRoot;
  let store: MetadataStore;
  let log: RunLog;
  let files: FolderStore;
  let staged: StagedRuns;
  let shop: ExperimentEntity;

  beforeEach(async () => {
    root = new DataRoot(mkdtempSync(join(tmpdir(), 'dw-staged-')));
    store = new MetadataStore(await openMetadata({ file: root.metadataFile }));
    log = new RunLog(store);
    files = new FolderStore(root.generatedDirectory);
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
  async function run(status: RunStatus, stage = true, sourceRunId: number | null = null): Promise<number> {
    const { id } = await store.transaction(async (manager) => {
      const entity = await manager.save(Object.assign(new RunEntity(), { experimentId: shop.id, kind: 'generate', mode: 'create_if_missing', status, sourceRunId, seed: 1, warehouse: 'duckdb', definitionHash: '', createdAt: '' }));
      await manager.insert(RunTableEntity, { runId: entity.id, table: 'orders', position: 0, requestedRows: 5, generatedRows: 0, loadedRows: 0, byteLength: 0 });
      return entity;
    });
    if (stage) {
      const staging = await files.begin({ experiment: 'shop', runId: id });
      const path = join(staging.directory, 'orders/part-00000.parquet');
      mkdirSync(join(staging.directory, 'orders'), { recursive: true });
      writeFileSync(path, 'rows');
      staging.add({ table: 'orders', path, rows: 5 });
      const context = new RunContext({ id, experiment: 'shop' }, new AbortController().signal, log);
      const description = { product_version: '0.0.0', seed: 1, clock: '', schema_hash: '', generators: {}, tables: [{ table: 'orders', columns: [] }] };
      await staging.commit(description, (manifest) => staged.record(context, manifest, new Map([['orders', 1.6]])));
    }
    return id;
  }

  const folderOf = (id: number) => join(root.generatedDirectory, `shop/orders/run_${id}`);

  it('are found by their number, or as the last that was completed', async () => {
    const completed = await run('COMPLETED');
    const failed = await run('FAILED');
    expect((await staged.find(shop)).run.id).toBe(completed);
    expect(await staged.find(shop, failed)).toMatchObject({ run: { id: failed, stagedTo: 'folder' }, manifest: { tables: [{ table: 'orders', rows: 5 }] } });
    expect(await staged.fetch(shop, failed, new AbortController().signal)).toEqual([{ table: 'orders', rowCount: 5, files: [join(folderOf(failed), 'part-00000.parquet')] }]);
  });

  it('are recorded with the digests of their files, and told of', async () => {
    const id = await run('RUNNING');
    const sha256 = createHash('sha256').update('rows').digest('hex');
    const [table] = await store.read((manager) => manager.find(RunTableEntity, { where: { runId: id }, select: { runId: true, table: true, checksum: true, files: true, byteLength: true, generateMs: true } }));
    expect(table).toMatchObject({ checksum: checksumOf([{ sha256 }]), files: [{ name: 'part-00000.parquet', rows: 5, bytes: 4, sha256 }], byteLength: 4, generateMs: 2 });
    expect(await log.read(id)).toMatchObject([{ type: 'staged', location: 'folder', files: 1, byte_length: 4, tables: [{ table: 'orders', rows: 5, checksum: table.checksum }] }]);
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
    rmSync(folderOf(id), { recursive: true });
    await expect(staged.find(shop)).rejects.toThrow(`${folderOf(id)}/part-00000.parquet is missing`);
  });

  it('lose their files when enough others have come', async () => {
    const ids = [await run('COMPLETED'), await run('FAILED'), await run('FAILED', false), await run('COMPLETED')];
    await staged.prune(shop, 2);
    expect(ids.map((id) => existsSync(folderOf(id)))).toEqual([false, true, false, true]);
    await expect(staged.find(shop, ids[0])).rejects.toThrow('has no files');
  });

  it('keep their files as long as the experiment says by now', async () => {
    const ids = [await run('COMPLETED'), await run('COMPLETED'), await run('COMPLETED')];
    await store.transaction((manager) => manager.update(ExperimentEntity, { id: shop.id }, { keepRuns: 2 }));
    // Read before that was set.
    expect(shop.keepRuns ?? null).toBeNull();
    await staged.prune(shop, 1);
    expect(ids.map((id) => existsSync(folderOf(id)))).toEqual([false, true, true]);
  });

  it.each(['QUEUED', 'RUNNING', 'PARKED'] as const)('keep their files while they are parked, or a run that loads them is %s', async (status) => {
    const [loaded, other, own, last] = [await run('COMPLETED'), await run('COMPLETED'), await run('PARKED'), await run('COMPLETED')];
    const load = await run(status, false, loaded);
    const old = new Date(Date.now() + 1_000);
    await staged.prune(shop, 1);
    await staged.prune(shop, 9, old);
    expect([loaded, other, own, last].map((id) => existsSync(folderOf(id)))).toEqual([true, false, true, true]);
    await store.transaction((manager) => manager.update(RunEntity, [load, own], { status: 'COMPLETED' }));
    await staged.prune(shop, 1);
    expect([loaded, own, last].map((id) => existsSync(folderOf(id)))).toEqual([false, false, true]);
  });
});
