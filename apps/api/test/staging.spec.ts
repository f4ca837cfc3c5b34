import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HealthReport, QueryResult, RunDetail } from '@dw-sim/contracts';
import type { RunManifest } from '@dw-sim/staging';
import { S3Server } from '../../../libs/staging/src/testing/s3-server';
import { shopDefinition } from './shop-definition';
import { outcome, TestServer } from './test-server';

async function answer(server: TestServer): Promise<unknown> {
  const sql = 'SELECT COUNT(*), SUM(amount), MIN(ordered_at), SUM(customer_id) FROM orders';
  return ((await server.post('/api/query/execute', { sql, experiment: 'shop' }).expect(200)).body as QueryResult).rows;
}

function manifestOf(server: TestServer, runId: number): RunManifest {
  return JSON.parse(readFileSync(join(server.root.generatedDirectory, `shop/run_${runId}/manifest.json`), 'utf8')) as RunManifest;
}

describe('staging in the folder', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start();
    await server.create(shopDefinition('shop', 'duckdb', 1000));
  });
  afterAll(() => server.destroy());

  const part = (runId: number) => join(server.root.generatedDirectory, `shop/orders/run_${runId}/part-00000.parquet`);

  it('writes a manifest, and says where the files are', async () => {
    const run = await server.run('shop', 'generate', { seed: 5 });
    expect(run.staged_to).toBe('folder');
    const staged = (await server.events('shop', run.id)).find(({ type }) => type === 'staged');
    expect(staged).toMatchObject({ location: 'folder', files: 3, byte_length: run.tables.reduce((sum, { byte_length }) => sum + byte_length, 0) });
    const manifest = manifestOf(server, run.id);
    expect(manifest).toMatchObject({ experiment: 'shop', run_id: run.id, seed: 5, schema_hash: run.definition_hash, product_version: '0.0.0', generators: { boolean: 1 } });
    expect(Object.fromEntries(manifest.tables.map(({ table, rows }) => [table, rows]))).toEqual({ customers: 500, coupons: 20, orders: 1000 });
    expect(manifest.tables.at(-1)?.columns).toContainEqual({ name: 'amount', type: 'DECIMAL(10,2)', nullable: false });
  });

  it('says which file was changed, keeps the table, and says what to do', async () => {
    const run = await server.run('shop');
    const before = await answer(server);
    const bytes = readFileSync(part(run.id));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(part(run.id), bytes);
    const load = await server.run('shop', 'load', { run_id: run.id });
    expect(load).toMatchObject({ status: 'FAILED', error: { code: 'staging_damaged', message: expect.stringContaining(`run_${run.id}/part-00000.parquet was changed`) } });
    expect(await answer(server)).toEqual(before);
    rmSync(part(run.id));
    expect((await server.post('/api/experiments/shop/load', { run_id: run.id }).expect(404)).body).toMatchObject({ detail: expect.stringContaining('is missing'), hint: expect.stringContaining('generate anew') });
  });
});

describe('staging in a bucket', () => {
  let s3: S3Server;
  let environment: Record<string, string>;
  let server: TestServer;

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' });
    s3 = await S3Server.start('lake');
    environment = { DW_SIMULATOR_STAGING: 's3', DW_SIMULATOR_S3_BUCKET: 'lake', DW_SIMULATOR_S3_PREFIX: 'dw/', DW_SIMULATOR_S3_ENDPOINT: s3.endpoint };
    server = await TestServer.start(environment);
    await server.create(shopDefinition('shop', 'duckdb', 1000));
  });
  afterAll(async () => {
    await server.destroy();
    await s3.stop();
  });

  /** Objects of the bucket; the server keeps each as a file with a suffix. */
  const objects = () => readdirSync(join(s3.directory, 'lake'), { recursive: true }).map(String).filter((name) => name.endsWith('._S3rver_object')).map((name) => name.replace('._S3rver_object', '')).sort();

  it('loads a run again whose files are gone here, and removes them with the experiment', async () => {
    const run = await server.run('shop');
    expect(run).toMatchObject({ status: 'COMPLETED', staged_to: 's3://lake/dw' });
    expect(objects()).toEqual([
      `dw/experiments/shop/coupons/run_${run.id}/part-00000.parquet`,
      `dw/experiments/shop/customers/run_${run.id}/part-00000.parquet`,
      `dw/experiments/shop/orders/run_${run.id}/part-00000.parquet`,
      `dw/experiments/shop/run_${run.id}/manifest.json`,
    ]);
    const before = await answer(server);
    const manifest = manifestOf(server, run.id);
    rmSync(join(server.root.generatedDirectory, 'shop'), { recursive: true });
    await server.post('/api/experiments/shop/reset').expect(200);
    expect(await server.run('shop', 'load')).toMatchObject({ status: 'COMPLETED', loaded_rows: 1520 });
    expect(await answer(server)).toEqual(before);
    expect(manifestOf(server, run.id)).toEqual(manifest);

    for (let round = 0; round < 3; round += 1) await server.run('shop');
    expect(objects().filter((key) => key.includes(`run_${run.id}/`))).toEqual([]);
    expect(objects()).toHaveLength(12);
    expect((await server.http.delete('/api/experiments/shop').expect(200)).body).toEqual({ name: 'shop', dropped_tables: 3, removed_files: 9, other_targets: [] });
    expect(objects()).toEqual([]);
    await server.create(shopDefinition('shop', 'duckdb', 1000));
  });

  it('leaves nothing of a run that was aborted', async () => {
    await server.create(shopDefinition('big', 'duckdb', 3_000_000));
    const { id } = (await server.post('/api/experiments/big/generate').expect(202)).body as RunDetail;
    await server.post(`/api/experiments/big/runs/${id}/abort`).expect(202);
    expect(outcome(await server.events('big', id))).toBe('ABORTED');
    expect(objects().filter((key) => key.includes('/big/'))).toEqual([]);
    await server.http.delete('/api/experiments/big').expect(200);
  });

  it('shows the bucket in its health, and why it does not serve', async () => {
    expect((await server.http.get('/api/health').expect(200)).body).toMatchObject({ status: 'ok', staging: { kind: 's3', location: 's3://lake/dw', status: 'ok', message: null } });
    const lost = await TestServer.start({ ...environment, DW_SIMULATOR_S3_BUCKET: 'no-such-bucket' });
    const health = (await lost.http.get('/api/health').expect(200)).body as HealthReport;
    expect(health).toMatchObject({ status: 'degraded', staging: { status: 'unavailable', message: expect.stringMatching(/^There is no bucket "no-such-bucket" at http.*s3_bucket/) } });
    await lost.create(shopDefinition('shop', 'duckdb', 10));
    const run = await lost.run('shop');
    expect(run).toMatchObject({ status: 'FAILED', staged_to: null, generated_rows: 0, error: { code: 'staging_unavailable', message: expect.stringContaining('no-such-bucket') } });
    expect(existsSync(join(lost.root.generatedDirectory, 'shop/orders'))).toBe(false);
    await lost.destroy();
  });

  it('finishes at its next start a removal that the bucket was not there for', async () => {
    const away = await S3Server.start('lake');
    const settings = { ...environment, DW_SIMULATOR_S3_ENDPOINT: away.endpoint, DW_SIMULATOR_KEEP_RUNS: '1' };
    const first = await TestServer.start(settings);
    await first.create(shopDefinition('shop', 'duckdb', 10));
    const run = await first.run('shop');
    await first.stop();
    // As a server leaves it that is killed between its metadata and the bucket.
    const journal = join(first.root.generatedDirectory, '.removals');
    writeFileSync(join(journal, `shop.run_${run.id}.json`), JSON.stringify({ experiment: 'shop', runId: run.id, location: 's3://lake/dw' }));
    writeFileSync(join(journal, 'shop.run_99.json'), JSON.stringify({ experiment: 'shop', runId: 99, location: 's3://lake/dw' }));
    const second = await TestServer.start(settings, first.dataRoot);
    expect(readdirSync(journal)).toEqual([]);
    expect(await second.run('shop', 'load')).toMatchObject({ status: 'COMPLETED' });
    await second.destroy();
    await away.stop();
  });
});

describe('the settings of staging', () => {
  it.each([
    [{ DW_SIMULATOR_STAGING: 's3' }, /s3_bucket is not set/],
    [{ DW_SIMULATOR_STAGING: 'disk' }, /staging \(.*DW_SIMULATOR_STAGING\) is "disk"; allowed: .*folder.*s3/],
    [{ DW_SIMULATOR_S3_BUCKET: 'My_Bucket' }, /s3_bucket .* lower-case/],
    [{ DW_SIMULATOR_S3_PREFIX: 'a/../b' }, /s3_prefix/],
    [{ DW_SIMULATOR_S3_ENDPOINT: 'http://me:secret@localhost' }, /s3_endpoint .*allowed: a URL/],
    [{ DW_SIMULATOR_S3_FORCE_PATH_STYLE: 'perhaps' }, /true or false/],
  ])('are checked: %j', async (environment, message) => {
    const start = TestServer.start(environment as unknown as Record<string, string>);
    await expect(start).rejects.toMatchObject({ code: 'invalid_request', message: expect.stringMatching(message) });
    await expect(start).rejects.not.toThrow('secret');
  });
});
