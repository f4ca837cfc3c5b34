import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ExperimentDetail, RunDetail, RunEvent, RunList } from '@dw-sim/contracts';
import type { RunManifest } from '@dw-sim/staging';
import Database from 'libsql';
import { Client, ServerProcess } from './server-process';
import { shopDefinition } from './shop-definition';

jest.setTimeout(60_000);

describe('the server process', () => {
  let folder: string;
  let root: string;
  const started: ServerProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dw-process-'));
    root = join(folder, 'root');
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  function launch(...settings: (string | Record<string, string>)[]): ServerProcess {
    const flags = settings.filter((setting) => typeof setting === 'string');
    const environment = Object.assign({}, ...settings.filter((setting) => typeof setting === 'object'));
    const server = ServerProcess.launch(folder, environment, '--data-root', root, '--port', '0', ...flags);
    started.push(server);
    return server;
  }

  /** A server that can't start: one line that a person understands, and status 1. */
  async function refusal(server: ServerProcess): Promise<string> {
    const { status, stdout, stderr } = await server.ended;
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1]);
    expect(stderr).toMatch(/^DW Simulator did not start\. /);
    return stderr;
  }

  it('says where it is, in words and in the data root, and takes it back when it ends', async () => {
    const server = launch();
    const { url } = await server.ready();
    const info = JSON.parse(readFileSync(join(root, 'server.json'), 'utf8'));
    expect(info).toMatchObject({ pid: server.child.pid, url: url.replace('localhost', '127.0.0.1') });
    expect(await server.kill('SIGTERM')).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(root, 'server.json'))).toBe(false);
  });

  it('refuses a data root that another process has, naming it', async () => {
    const first = launch();
    const { url } = await first.ready();
    expect(await refusal(launch())).toContain(`is in use by process ${first.child.pid}, which serves ${url.replace('localhost', '127.0.0.1')}`);
    expect(await new Client(url).get('/health')).toMatchObject({ status: 'ok' });
  });

  it('refuses a port that another program has, and says how to choose one', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect(await refusal(launch('--port', String(port)))).toContain(`Port ${port} is in use by another program. Choose another with PORT=8000 or --port 8000.`);
    other.close();
    await launch().ready();
  });

  it('lists every fault of its settings, each in a line with its place', async () => {
    mkdirSync(join(folder, 'config'));
    writeFileSync(join(folder, 'config/default.yml'), '# mine\nkeep_runs: none\nkeep_run: 3\n');
    writeFileSync(join(folder, '.env.local'), 'DW_SIMULATOR_STAGING=tape\n');
    const { status, stderr } = await launch('--port').ended;
    expect([status, stderr.trim().split('\n')]).toEqual([1, [
      'DW Simulator did not start. The configuration has 4 faults:',
      '  Unknown setting "keep_run" (config/default.yml:3) (did you mean "keep_runs"?).',
      '  port (--port) is given without a value; allowed: a whole number from 0 to 65535.',
      '  keep_runs (config/default.yml:2) is "none"; allowed: a whole number from 1 to 10000.',
      '  staging (.env.local:1, DW_SIMULATOR_STAGING) is "tape"; allowed: folder, s3.',
    ]]);
  });

  it('refuses a data root that cannot be written, and says why', async () => {
    expect(await refusal(launch('--data-root', '/dev/null/x'))).toMatch(/data root \/dev\/null\/x cannot be used: a part of the path is a file, not a folder\..*--data-root/);
  });

  it('refuses flags and settings that it does not know', async () => {
    expect(await refusal(launch('--prot', '1'))).toContain('Unknown setting "--prot" (command line) (did you mean "--port"?).');
    expect(await refusal(launch('--port', 'many'))).toContain('port (--port) is "many"; allowed: a whole number from 0 to 65535.');
    writeFileSync(join(folder, '.env.local'), 'DW_SIMULATOR_DEFAULT_WAREHOUSE=redshft\n');
    expect(await refusal(launch())).toContain('Unknown warehouse "redshft" (did you mean "redshift"?); configured: duckdb, sqlite, parquet, csv, jsonl, redshift, snowflake.');
  });

  it('parks its runs when it is told to end, and makes the same bytes of them at the next start', async () => {
    const rows = { orders: 4_000_000 };
    const server = launch({ DW_SIMULATOR_STOP_GRACE_MS: '0' });
    const client = await server.ready();
    for (const name of ['shop', 'again']) await client.create(shopDefinition(name, 'duckdb'));
    const { id } = await client.generate('shop', rows);
    await client.follow('shop', id, (event) => event.type === 'progress' && event.rows > 1_500_000);
    const queued = await client.post<RunDetail>('/experiments/shop/generate', { rows: { orders: 10 }, queue: true });
    expect(await server.kill('SIGTERM')).toMatchObject({ status: 0 });
    expect(existsSync(join(root, `generated/.tmp/run_${id}/orders/part-00000.parquet`))).toBe(true);

    const next = await launch().ready();
    expect(await next.follow('shop', id)).toMatchObject({ type: 'completed' });
    expect(await next.follow('shop', queued.id)).toMatchObject({ type: 'completed' });
    expect(await next.count('shop', 'orders')).toBe(10);
    const undisturbed = await next.generate('again', rows);
    await next.follow('again', undisturbed.id);
    expect(fileDigests(root, 'shop', id)).toEqual(fileDigests(root, 'again', undisturbed.id));
    expect(orphans(root, [id, queued.id, undisturbed.id])).toEqual([]);
  });

  it('resumes a run that it was killed in from the parts that are whole', async () => {
    const rows = { orders: 4_000_000 };
    const first = launch();
    let client = await first.ready();
    for (const name of ['shop', 'again']) await client.create(shopDefinition(name, 'duckdb'));
    const { id } = await client.generate('shop', rows);
    await client.follow('shop', id, (event) => event.type === 'progress' && event.rows > 1_500_000);
    await first.kill('SIGKILL');
    const parts = join(root, `generated/.tmp/run_${id}/orders`);
    const whole = statSync(join(parts, 'part-00000.parquet')).mtimeMs;
    truncateSync(join(parts, 'part-00001.parquet'), 1000);

    client = await launch().ready();
    await expect(client.post('/experiments/shop/runs/99/resume')).rejects.toThrow('has no run 99');
    const resumed = await client.post<RunDetail>(`/experiments/shop/runs/${id}/resume`);
    expect(resumed).toMatchObject({ source_run_id: id, seed: 7, kind: 'generate' });
    expect(await client.follow('shop', resumed.id)).toMatchObject({ type: 'completed' });
    expect(statSync(join(root, `generated/shop/orders/run_${resumed.id}/part-00000.parquet`)).mtimeMs).toBe(whole);
    const undisturbed = await client.generate('again', rows);
    await client.follow('again', undisturbed.id);
    expect(fileDigests(root, 'shop', resumed.id)).toEqual(fileDigests(root, 'again', undisturbed.id));
    await expect(client.post(`/experiments/shop/runs/${resumed.id}/resume`)).rejects.toThrow('has ended: COMPLETED');
    expect(orphans(root, [resumed.id, undisturbed.id])).toEqual([]);
  });

  it.each([
    ['duckdb', 'generate', (event: RunEvent) => event.type === 'progress' && event.tables[0]?.phase === 'generate'],
    ['duckdb', 'load', (event: RunEvent) => event.type === 'table-started' && event.phase === 'load' && event.table === 'orders'],
    ['sqlite', 'load', (event: RunEvent) => event.type === 'table-started' && event.phase === 'load' && event.table === 'orders'],
  ] as const)('on %s, killed while it would %s, leaves the old rows and no trace of the run', async (warehouse, _phase, until) => {
    const first = launch();
    let client = await first.ready();
    await client.create(shopDefinition('shop', warehouse, 1000));
    const before = await client.generate('shop');
    await client.follow('shop', before.id);
    const { id } = await client.generate('shop', { orders: 1_000_000 });
    await client.follow('shop', id, until);
    await first.kill('SIGKILL');

    client = await launch().ready();
    const { items } = await client.get<RunList>('/experiments/shop/runs');
    expect(items.map(({ id: run, status }) => [run, status])).toEqual([[id, 'FAILED'], [before.id, 'COMPLETED']]);
    expect(items[0]?.error?.message).toBe('The server stopped during this run.');
    expect(await client.follow('shop', id)).toMatchObject({ type: 'failed' });
    const rows = Number(await client.count('shop', 'orders'));
    expect(rows).toBe(1000);
    const { tables } = await client.get<ExperimentDetail>('/experiments/shop');
    expect(tables.find(({ name }) => name === 'orders')?.loaded_rows).toBe(rows);
    // Files that were all in place stay, and parts that the run can be resumed from until there is a later one.
    expect(orphans(root, [before.id, id])).toEqual([]);
    const again = await client.generate('shop');
    expect(await client.follow('shop', again.id)).toMatchObject({ type: 'completed' });
    expect(orphans(root, [before.id, again.id, ...(_phase === 'load' ? [id] : [])])).toEqual([]);
  });

  it.each([
    ['the newest metadata', (generated: string, _run: number) => rmSync(join(generated, '../metadata.sqlite-wal'))],
    ['the newest manifest', (generated: string, run: number) => rmSync(join(generated, `shop/run_${run}`), { recursive: true })],
    ['the end of the newest file', (generated: string, run: number) => truncateSync(join(generated, `shop/orders/run_${run}/part-00000.parquet`), 100)],
    ['the content of the newest manifest', (generated: string, run: number) => truncateSync(join(generated, `shop/run_${run}/manifest.json`), 0)],
  ])('goes on where a power cut has taken %s', async (_what, lose) => {
    const first = launch();
    let client = await first.ready();
    await client.create(shopDefinition('shop', 'duckdb', 100));
    const before = await client.generate('shop');
    await client.follow('shop', before.id);
    const database = new Database(join(root, 'metadata.sqlite'));
    database.exec('PRAGMA wal_checkpoint(FULL)');
    database.close();
    const { id } = await client.generate('shop', { orders: 300 });
    await client.follow('shop', id);
    await first.kill('SIGKILL');
    lose(join(root, 'generated'), id);

    client = await launch().ready();
    const { items } = await client.get<RunList>('/experiments/shop/runs');
    expect(items.filter(({ status }) => status === 'RUNNING')).toEqual([]);
    expect(await client.count('shop', 'orders')).toBe(300);
    const { tables } = await client.get<ExperimentDetail>('/experiments/shop');
    expect(tables.find(({ name }) => name === 'orders')?.loaded_rows).toBe(300);
    expect(orphans(root, [before.id])).toEqual([]);
    const again = await client.generate('shop');
    expect(await client.follow('shop', again.id)).toMatchObject({ type: 'completed' });
  });

  it('says in a line that its metadata is damaged', async () => {
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'metadata.sqlite'), 'no database '.repeat(1000));
    expect(await refusal(launch())).toContain(`The metadata ${join(root, 'metadata.sqlite')} is damaged`);
  });

  it('finishes what was begun when it was killed during a delete or a creation', async () => {
    const first = launch();
    const client = await first.ready();
    for (const name of ['half_made', 'half_gone', 'whole']) await client.create(shopDefinition(name, 'duckdb', 100));
    await client.follow('half_gone', (await client.generate('half_gone')).id);
    await first.kill('SIGKILL');
    setStates(join(root, 'metadata.sqlite'), { half_made: 'creating', half_gone: 'deleting' });

    const after = await launch().ready();
    expect((await after.get<{ items: { name: string }[] }>('/experiments')).items.map(({ name }) => name)).toEqual(['whole']);
    expect(orphans(root, [])).toEqual([]);
    for (const name of ['half_made', 'half_gone']) await after.create(shopDefinition(name, 'duckdb', 100));
  });

  describe('inside of another', () => {
    async function embedded(): Promise<{ server: ServerProcess; message: { type: string; url: string; problem?: unknown } }> {
      const server = ServerProcess.fork(folder, root);
      started.push(server);
      const [message] = await once(server.child, 'message');
      return { server, message };
    }

    it('tells its address, writes its log to a file, and ends when it is told to', async () => {
      const { server, message } = await embedded();
      expect(message).toEqual({ type: 'ready', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), key: null });
      expect(await new Client(message.url).get('/health')).toMatchObject({ status: 'ok' });
      await fetch(`${message.url}/api/nothing`);
      server.child.send({ type: 'stop' });
      expect(await server.ended).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(readFileSync(join(root, 'server.log'), 'utf8')).toContain('/api/nothing');
    });

    it('tells why it cannot start', async () => {
      await launch().ready();
      const { server, message } = await embedded();
      expect(message).toMatchObject({ type: 'error', problem: { code: 'data_root_locked', hint: expect.any(String) } });
      expect(await server.ended).toMatchObject({ status: 1, stdout: '' });
    });

    it('lives until its runs have ended when the other is gone', async () => {
      const { server, message } = await embedded();
      const client = new Client(message.url);
      await client.create(shopDefinition('shop', 'duckdb', 500_000));
      const { id } = await client.generate('shop');
      server.child.disconnect();
      expect(await server.ended).toMatchObject({ status: 0 });
      expect(await (await launch().ready()).get<RunDetail>(`/experiments/shop/runs/${id}`)).toMatchObject({ status: 'COMPLETED', loaded_rows: 500_520 });
    });
  });
});

/** Folders and files under `generated` that belong to no run of the given ones. */
function orphans(root: string, runs: readonly number[]): readonly string[] {
  const generated = join(root, 'generated');
  if (!existsSync(generated)) return [];
  const kept = new RegExp(`/run_(?:${runs.join('|') || 'none'})/`);
  return readdirSync(generated, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !kept.test(path));
}

/** SHA-256 of a run's files by their names, as its manifest tells. */
function fileDigests(root: string, experiment: string, runId: number): readonly string[] {
  const { tables } = JSON.parse(readFileSync(join(root, `generated/${experiment}/run_${runId}/manifest.json`), 'utf8')) as RunManifest;
  return tables.flatMap(({ table, files }) => files.map(({ path, sha256 }) => `${table}/${basename(path)} ${sha256}`));
}

/** Puts experiments into the state that a server is killed in. */
function setStates(file: string, states: Readonly<Record<string, string>>): void {
  const database = new Database(file);
  for (const [name, state] of Object.entries(states)) database.prepare('UPDATE experiment SET state = ? WHERE name = ?').run(state, name);
  database.close();
}
