import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExperimentDefinition, RunDetail, RunEvent } from '@dw-sim/contracts';
import { Client, ServerProcess } from './server-process';

jest.setTimeout(120_000);

/** Rows of 20 bytes that nothing compresses. */
function lake(warehouse: string): ExperimentDefinition {
  const columns = [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'note', data_type: 'UUID', required: true }] as const;
  return { name: 'lake', target_warehouse: warehouse, seed: 7, tables: [{ name: 'drops', target_rows: 100, columns }] };
}

/** A server, and the folder of its data root as this process sees it. */
interface Running {
  readonly client: Client;
  readonly root: string;
}

async function run({ client }: Running, rows: number, until?: (event: RunEvent) => boolean, then?: () => void): Promise<RunDetail> {
  const { id } = await client.generate('lake', { drops: rows });
  if (until) await client.follow('lake', id, until);
  then?.();
  await client.follow('lake', id);
  return client.get(`/experiments/lake/runs/${id}`);
}

/** Files that belong to no run which has any, and what engines put aside while they work. */
function leftovers({ root }: Running, keptRuns: readonly number[]): readonly string[] {
  const kept = new RegExp(`/run_(?:${keptRuns.join('|') || 'none'})/|/lake__drops/`);
  const files = ['generated', 'exports', 'warehouse'].flatMap((folder) => filesBelow(join(root, folder)));
  return files.filter((file) => !kept.test(file) && !/\/warehouse\.(?:duckdb|sqlite)(?:[.-](?:wal|shm))?$/.test(file));
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Fills the metadata; answers what it says in the end. The log of SQLite has some room of its own. */
async function saveUntilRefused(client: Client): Promise<unknown> {
  for (let at = 0; at < 40; at++) {
    const response = await client.request('/query/saved', { name: `long ${Date.now()} ${at}`, sql: `SELECT '${'x'.repeat(200_000)}'` });
    if (!response.ok) return response.json();
  }
  return undefined;
}

const folder = mkdtempSync(join(tmpdir(), 'dw-full-'));

afterAll(() => rmSync(folder, { recursive: true }));

describe('where files may not grow', () => {
  let server: ServerProcess;
  let running: Running;

  beforeAll(async () => {
    const root = join(folder, 'root');
    server = ServerProcess.launchWithSmallFiles(folder, 12_000, '--data-root', root, '--port', '0');
    running = { client: await server.ready(), root };
  });
  afterEach(() => running.client.delete('/experiments/lake'));
  afterAll(() => server.kill('SIGKILL'));

  it.each(['duckdb', 'sqlite'])('a run into %s that needs more fails with the reason, and smaller ones go on', async (warehouse) => {
    await running.client.create(lake(warehouse));
    const before = await run(running, 200);
    const failed = await run(running, 1_500_000);
    expect(failed).toMatchObject({ status: 'FAILED', error: { code: 'storage_full', message: expect.stringMatching(/larger than is allowed/), hint: expect.stringMatching(/\.$/) } });
    expect(await running.client.count('lake', 'drops')).toBe(200);
    const after = await run(running, 300);
    expect([before.status, after.status, await running.client.count('lake', 'drops')]).toEqual(['COMPLETED', 'COMPLETED', 300]);
    expect(leftovers(running, [before.id, failed.id, after.id])).toEqual([]);
  });

  it('files that are generated name their folder', async () => {
    const definition = lake('duckdb');
    // Parts that are larger than a file may be.
    const text = { name: 'text', data_type: 'VARCHAR', varchar_length: 200, required: true, generator: { type: 'pattern', params: { pattern: '[a-zA-Z0-9]{200}' } } } as const;
    await running.client.create({ ...definition, tables: [{ name: 'drops', target_rows: 100, columns: [...definition.tables[0]!.columns, text] }] });
    const failed = await run(running, 60_000);
    expect(failed).toMatchObject({ status: 'FAILED', staged_to: null, error: { code: 'storage_full', message: expect.stringContaining(`cannot be written to ${join(running.root, 'generated')}`) } });
    expect(leftovers(running, [])).toEqual([]);
    expect(await run(running, 200)).toMatchObject({ status: 'COMPLETED' });
  });
});

// Where this machine lets nobody make a disk, the limit above is the only proof.
if (ServerProcess.canHaveDisk(folder)) describe('on a full disk', () => {
  let server: ServerProcess;
  let running: Running;
  let disk: string;

  beforeAll(async () => {
    const place = join(folder, 'disk');
    mkdirSync(place);
    server = ServerProcess.launchOnDisk(folder, place, 130_000_000, '--data-root', join(place, 'root'), '--port', '0');
    const client = await server.ready();
    disk = `/proc/${server.child.pid}/root${place}`;
    running = { client, root: join(disk, 'root') };
  });
  afterEach(async () => {
    makeRoom();
    await running.client.delete('/experiments/lake');
  });
  afterAll(() => server.kill('SIGKILL'));

  /** Fills the disk up to some bytes. */
  function fill(leaving = 0): void {
    const file = openSync(join(disk, 'filler'), 'w');
    const block = Buffer.alloc(65_536, 1);
    const { bavail, bsize } = statfsSync(disk);
    try {
      for (let left = bavail * bsize - leaving; left > 0; ) left -= writeSync(file, block, 0, Math.min(block.length, left));
    } catch {
      // ENOSPC: it is full.
    }
    closeSync(file);
  }

  function makeRoom(): void {
    rmSync(join(disk, 'filler'), { force: true });
  }

  it('a warehouse whose file could not be made is made once there is room', async () => {
    fill();
    await expect(running.client.create(lake('duckdb'))).rejects.toThrow('storage_full');
    makeRoom();
    await running.client.create(lake('duckdb'));
    expect(await run(running, 300)).toMatchObject({ status: 'COMPLETED' });
  });

  const isStarted = (event: RunEvent): boolean => event.type === 'started';
  const isLoading = (event: RunEvent): boolean => event.type === 'table-started' && event.phase === 'load';

  it.each([
    ['duckdb', 'generates', isStarted],
    ['duckdb', 'loads', isLoading],
    ['sqlite', 'loads', isLoading],
    ['csv', 'loads', isLoading],
    ['parquet', 'loads', isLoading],
  ] as const)('a run into %s that %s fails with the reason, leaves the old rows, and works once there is room', async (warehouse, doing, until) => {
    const { client } = running;
    await client.create(lake(warehouse));
    const before = await run(running, 200);
    const failed = await run(running, 1_500_000, until, fill);
    expect(failed).toMatchObject({ status: 'FAILED', error: { code: 'storage_full', message: expect.stringMatching(/the disk is full/), hint: expect.stringMatching(/Free some space/) } });
    expect(failed.error?.message).toContain(join(folder, 'disk/root'));
    expect(leftovers(running, doing === 'loads' ? [before.id, failed.id] : [before.id])).toEqual([]);
    const isQueryable = ['duckdb', 'sqlite'].includes(warehouse);
    if (isQueryable) expect(await client.count('lake', 'drops')).toBe(200);
    expect(await client.get('/health')).toMatchObject({ status: 'ok' });
    makeRoom();
    const after = await run(running, 300);
    expect(after).toMatchObject({ status: 'COMPLETED', loaded_rows: 300 });
    if (isQueryable) expect(await client.count('lake', 'drops')).toBe(300);
    expect(leftovers(running, [before.id, failed.id, after.id])).toEqual([]);
  });

  it.each([0, 60_000, 200_000, 400_000])('with %i bytes left, every request is answered, and a table has its old rows or its new ones', async (leaving) => {
    const { client } = running;
    await client.create(lake('duckdb'));
    await run(running, 200);
    fill(leaving);
    const tried = await client.generate('lake', { drops: 3_000 }).catch((error: Error) => error);
    if (tried instanceof Error) expect(tried.message).toContain('storage_full');
    else await client.follow('lake', tried.id);
    const { status, error } = tried instanceof Error ? { status: null, error: null } : await client.get<RunDetail>(`/experiments/lake/runs/${tried.id}`);
    if (status === 'FAILED') expect(error).toMatchObject({ code: 'storage_full', message: expect.stringContaining('full') });
    expect(await client.count('lake', 'drops')).toBe(status === 'COMPLETED' ? 3_000 : 200);
    expect(await saveUntilRefused(client)).toMatchObject({ code: 'storage_full', detail: expect.stringContaining('metadata.sqlite is full') });
    const exported = await client.request('/query/execute', { sql: `SELECT md5(range::VARCHAR) FROM range(200000)`, experiment: 'lake', format: 'parquet' });
    expect([exported.status, await exported.text()]).toEqual([507, expect.stringContaining('the disk is full')]);
    makeRoom();
    expect(await run(running, 4_000)).toMatchObject({ status: 'COMPLETED' });
    expect(await client.count('lake', 'drops')).toBe(4_000);
  });
});
