import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { AppError } from '@dw-sim/contracts';
import { FolderStore } from './folder-store';
import { S3Store } from './s3/s3-store';
import type { StagingStore } from './staging-store';
import { S3Server } from './testing/s3-server';
import { CONTENTS, DESCRIPTION, stageRun, temporaryFolder, writeRun } from './testing/staging-bench';

const RUN = { experiment: 'shop', runId: 7 };

/** Every file below a folder but those of the journal, by its path. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).filter((path) => !path.includes('.removals'));
}

describe.each(['folder', 's3'] as const)('staging in a %s', (kind) => {
  let server: S3Server;
  let root: ReturnType<typeof temporaryFolder>;
  let store: StagingStore;

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' });
    server = await S3Server.start('lake');
  });
  afterAll(() => server.stop());

  let prefix = 0;
  beforeEach(() => {
    root = temporaryFolder();
    const folder = new FolderStore(root.path);
    store = kind === 'folder' ? folder : new S3Store(server.settings('lake', `test-${(prefix += 1)}`), folder);
  });
  afterEach(async () => {
    await store.close();
    root.remove();
  });

  const at = (place: string) => join(root.path, 'shop', place);
  const part = (index: number) => at(`orders/run_7/part-0000${index}.parquet`);

  it('says where it is, and answers', async () => {
    expect(store.location).toBe(kind === 'folder' ? root.path : `s3://lake/test-${prefix}`);
    expect(await store.probe()).toBeGreaterThanOrEqual(0);
  });

  it('puts files and manifest in place', async () => {
    const manifest = await stageRun(store, 7);
    const { files } = await store.fetch(RUN);
    expect(files.get('orders')).toEqual([part(0), part(1)]);
    expect(files.get('orders')!.map((path) => readFileSync(path, 'utf8'))).toEqual(['some orders', 'more orders, in another file']);
    expect(await store.find(RUN)).toEqual(manifest);
    expect(JSON.parse(readFileSync(at('run_7/manifest.json'), 'utf8'))).toEqual(manifest);
    const content = 'some orders';
    expect(manifest).toMatchObject({
      manifest_version: 1, product_version: '0.0.0', experiment: 'shop', run_id: 7, seed: 42, schema_hash: 'c0ffee', generators: { sequence: 1 },
      tables: [
        { table: 'customers', rows: 13, bytes: 13 },
        {
          table: 'orders', rows: 39, bytes: 39, columns: [{ name: 'order_id', type: 'BIGINT', nullable: false }],
          files: [{ path: 'shop/orders/run_7/part-00000.parquet', rows: 11, bytes: 11, sha256: createHash('sha256').update(content).digest('hex') }, {}],
        },
      ],
    });
  });

  it('says where the files are in the bucket, for engines that read them there', async () => {
    const staging = await store.begin(RUN);
    writeRun(staging);
    const committed = await staging.commit(DESCRIPTION, async () => undefined);
    const folder = `s3://lake/test-${prefix}/experiments/shop/orders/run_7/`;
    const files = [{ url: `${folder}part-00000.parquet`, bytes: 11 }, { url: `${folder}part-00001.parquet`, bytes: 28 }];
    const expected = kind === 'folder' ? undefined : { folder, files, endpoint: server.settings('lake', '').endpoint };
    expect(committed.remote?.get('orders')).toEqual(expected);
    expect((await store.fetch(RUN)).remote?.get('orders')).toEqual(expected);
  });

  it('has nothing of a run that was discarded', async () => {
    const staging = await store.begin(RUN);
    writeRun(staging);
    await staging.discard();
    expect(filesBelow(root.path)).toEqual([]);
    await expect(store.find(RUN)).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('run 7 of experiment "shop"') });
  });

  it('has nothing of a run that could not be recorded', async () => {
    const staging = await store.begin(RUN);
    writeRun(staging);
    await expect(staging.commit(DESCRIPTION, () => Promise.reject(new Error('no metadata')))).rejects.toThrow('no metadata');
    expect(filesBelow(root.path)).toEqual([]);
    await expect(store.fetch(RUN)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('has nothing of a run that was aborted', async () => {
    const controller = new AbortController();
    const staging = await store.begin(RUN, controller.signal);
    writeRun(staging);
    controller.abort(new AppError('aborted', 'Run 7 was aborted.'));
    await expect(staging.commit(DESCRIPTION, async () => undefined)).rejects.toMatchObject({ code: 'aborted', message: 'Run 7 was aborted.' });
    await staging.discard();
    expect(filesBelow(root.path)).toEqual([]);
    await expect(store.find(RUN)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('has nothing of a run of which a file cannot be read', async () => {
    const staging = await store.begin(RUN);
    writeRun(staging);
    staging.add({ table: 'orders', path: join(staging.directory, 'orders/gone.parquet'), rows: 1 });
    await expect(staging.commit(DESCRIPTION, async () => undefined)).rejects.toThrow();
    expect(filesBelow(root.path)).toEqual([]);
  });

  it.each([
    ['a missing file', () => rmSync(part(1)), 'not_found', /part-00001\.parquet is missing/],
    ['a file that was cut short', () => writeFileSync(part(1), 'more'), 'staging_damaged', /part-00001\.parquet holds 4 bytes in place of 28/],
    ['a file that was changed', () => writeFileSync(part(1), 'x'.repeat(28)), 'staging_damaged', /part-00001\.parquet was changed/],
    ['a broken manifest', () => writeFileSync(at('run_7/manifest.json'), '{"manifest_'), 'staging_damaged', /manifest\.json is not the manifest of a run/],
    ['a missing manifest', () => rmSync(at('run_7/manifest.json')), 'not_found', /there is no .*manifest\.json/],
    ['a missing folder', () => rmSync(at(''), { recursive: true }), 'not_found', /there is no/],
  ])('notices %s', async (_what, damage, code, message) => {
    await stageRun(store, 7);
    damage();
    if (kind === 'folder') {
      await expect(store.fetch(RUN)).rejects.toMatchObject({ code, message: expect.stringMatching(message), details: { hint: expect.stringContaining('enerate anew') } });
    } else {
      const { files } = await store.fetch(RUN);
      expect([...files.values()].flat().map((path) => readFileSync(path, 'utf8'))).toEqual(Object.values(CONTENTS));
      expect(existsSync(at('run_7/manifest.json'))).toBe(true);
    }
  });

  it('removes one run and no other', async () => {
    await stageRun(store, 7);
    await stageRun(store, 77);
    await store.removeRun(RUN);
    await store.removeRun(RUN);
    await expect(store.find(RUN)).rejects.toMatchObject({ code: 'not_found' });
    expect(filesBelow(root.path).every((path) => path.includes('run_77'))).toBe(true);
    expect((await store.fetch({ ...RUN, runId: 77 })).files.size).toBe(2);
  });

  it('removes runs of an experiment with a table named as a run is', async () => {
    const staging = await store.begin(RUN);
    writeRun(staging, { 'run_9/part-00000.parquet': 'a table' });
    const tables = [{ table: 'run_9', columns: [] }];
    await staging.commit({ ...DESCRIPTION, tables }, async () => undefined);
    await store.removeRun({ ...RUN, runId: 9 });
    expect((await store.sweep({ isStaged: (runId) => runId === 7, isResumable: () => false })).removed).toBe(0);
    expect((await store.fetch(RUN)).files.get('run_9')).toHaveLength(1);
    await store.removeRun(RUN);
    expect(filesBelow(root.path)).toEqual([]);
  });

  it('puts the files of an experiment aside, and back, or away', async () => {
    await stageRun(store, 7);
    await stageRun(store, 8);
    await stageRun(store, 9, 'shop2');
    const trashed = await store.trash('shop', [7, 8]);
    expect(trashed.fileCount).toBe(6);
    expect(existsSync(at('orders'))).toBe(false);
    await trashed.restore();
    expect((await store.fetch(RUN)).files.size).toBe(2);
    await (await store.trash('shop', [7, 8])).remove();
    await expect(store.find(RUN)).rejects.toMatchObject({ code: 'not_found' });
    expect((await store.fetch({ experiment: 'shop2', runId: 9 })).files.size).toBe(2);
    expect((await (await store.trash('none', [])).fileCount)).toBe(0);
  });

  it('sweeps away what a killed server has left, and only that', async () => {
    await stageRun(store, 7);
    await stageRun(store, 8);
    const cut = await store.begin({ ...RUN, runId: 9 });
    writeRun(cut);
    await cut.keep();
    mkdirSync(at('orders/mine'));
    expect(await store.sweep({ isStaged: (runId) => runId === 7, isResumable: () => false })).toEqual({ removed: 1, failures: [] });
    expect(existsSync(join(root.path, '.tmp'))).toBe(false);
    expect(existsSync(at('orders/mine'))).toBe(true);
    expect((await store.fetch(RUN)).files.size).toBe(2);
    expect(await store.sweep({ isStaged: (runId) => runId === 7, isResumable: () => false })).toEqual({ removed: 0, failures: [] });
  });

  it.each([7, 8])('lets run %i go on with the whole files of a run that was kept', async (runId) => {
    const kept = await store.begin(RUN);
    writeRun(kept);
    await kept.keep();
    writeFileSync(join(kept.directory, 'orders/part-00001.parquet'), 'x'.repeat(28));
    writeFileSync(join(kept.directory, 'orders/part-00002.parquet'), 'cut sho');
    appendFileSync(join(kept.directory, 'parts.jsonl'), '{"table":"orders","path":"ord');
    expect(await store.sweep({ isStaged: () => false, isResumable: (id) => id === 7 })).toEqual({ removed: 0, failures: [] });

    const staging = await store.begin({ ...RUN, runId }, undefined, 7);
    expect(staging.finished.map(({ table, path, rows, bytes }) => [table, relative(staging.directory, path), rows, bytes])).toEqual([
      ['customers', 'customers/part-00000.parquet', 13, 13],
      ['orders', 'orders/part-00000.parquet', 11, 11],
    ]);
    expect(filesBelow(staging.directory).length).toBe(3);
    writeRun(staging, { 'orders/part-00001.parquet': CONTENTS['orders/part-00001.parquet']! });
    await staging.commit(DESCRIPTION, async () => undefined);
    const { files } = await store.fetch({ ...RUN, runId });
    expect([...files.values()].flat().map((path) => readFileSync(path, 'utf8'))).toEqual(Object.values(CONTENTS));
    await store.removeRun({ ...RUN, runId });
    await store.sweep({ isStaged: () => false, isResumable: () => false });
    expect(filesBelow(root.path)).toEqual([]);
  });
});
