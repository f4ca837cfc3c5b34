import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RunDetail } from '@dw-sim/contracts';
import type { RunManifest } from '@dw-sim/staging';
import { Client, ServerProcess } from './server-process';
import { shopDefinition } from './shop-definition';

jest.setTimeout(120_000);

const ROWS = { orders: 4_000_000 };

/** Nothing here would end by itself within the time that the server gives it. */
describe('a server that is told to end while it is busy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dw-stop-'));
  const root = join(folder, 'root');
  const started: ServerProcess[] = [];

  afterAll(async () => {
    for (const server of started) await server.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  async function launch(): Promise<{ readonly server: ServerProcess; readonly client: Client }> {
    const server = ServerProcess.launch(folder, { DW_SIMULATOR_STOP_GRACE_MS: '100', DW_SIMULATOR_WORKERS: '2', DW_SIMULATOR_CONCURRENT_RUNS: '2' }, '--data-root', root, '--port', '0');
    started.push(server);
    return { server, client: await server.ready() };
  }

  const digests = (experiment: string, run: number): readonly string[] => {
    const { tables } = JSON.parse(readFileSync(join(root, `generated/${experiment}/run_${run}/manifest.json`), 'utf8')) as RunManifest;
    return tables.flatMap(({ files }) => files.map(({ sha256 }) => sha256));
  };

  it('ends in order, with several runs at work, others that wait, open streams and an export that nobody reads', async () => {
    const { server, client } = await launch();
    for (const name of ['a', 'b', 'c', 'calm']) await client.create(shopDefinition(name, 'duckdb'));
    const runs = [await client.generate('a', ROWS), await client.generate('b', ROWS), await client.generate('c', ROWS), await client.post<RunDetail>('/experiments/a/generate', { rows: { orders: 10 }, queue: true })];
    for (const at of [0, 1]) await client.follow('ab'[at]!, runs[at]!.id, (event) => event.type === 'progress' && event.rows > 500_000);
    const streams = await Promise.all(['/events', `/runs/${runs[0]!.id}/events`].map((path) => fetch(`${client.url}/api${path}`)));
    const rest = streams.map(async (stream) => (await stream.text().catch(() => 'cut')).length);
    const exported = await client.request('/query/execute', { sql: 'SELECT * FROM range(2000000000)', experiment: 'calm', format: 'csv' });
    expect(exported.status).toBe(200);
    const active = (await client.get<{ items: RunDetail[] }>('/runs')).items.map(({ status }) => status);
    expect(active.filter((status) => status === 'RUNNING')).toHaveLength(2);

    // Twice, as from npm, which hands on what its child has heard already.
    void server.kill('SIGTERM');
    expect(await server.kill('SIGTERM')).toMatchObject({ status: 0, stderr: '' });
    await Promise.all(rest);
    await exported.body?.cancel().catch(() => undefined);
    expect(readdirSync(root)).not.toContain('server.json');

    const { server: later, client: next } = await launch();
    for (const [at, name] of ['a', 'b', 'c', 'a'].entries()) expect(await next.follow(name, runs[at]!.id)).toMatchObject({ type: 'completed' });
    expect(await next.count('a', 'orders')).toBe(10);
    const calm = await next.generate('calm', ROWS);
    await next.follow('calm', calm.id);
    for (const [at, name] of ['a', 'b', 'c'].entries()) expect(digests(name, runs[at]!.id)).toEqual(digests('calm', calm.id));
    expect(readdirSync(join(root, 'generated')).filter((name) => name.startsWith('.') && readdirSync(join(root, 'generated', name)).length > 0)).toEqual([]);
    await later.kill('SIGTERM');
  });

  it('ends while an engine is inside a call that it can’t interrupt, and loses nothing', async () => {
    const { server, client } = await launch();
    await client.create(shopDefinition('stuck', 'duckdb'));
    await client.follow('stuck', (await client.generate('stuck', { orders: 20 })).id);
    // Minutes of one function call.
    const stuck = client.request('/query/execute', { sql: "SELECT levenshtein(repeat('ab', 80000), repeat('cd', 80000))", experiment: 'stuck' }).catch(() => undefined);
    while ((await client.get<{ items: readonly unknown[] }>('/query/running')).items.length === 0) await setTimeout(10);
    await setTimeout(500);
    // By the signal: an exit would wait for the call.
    expect(await server.kill('SIGTERM')).toMatchObject({ status: null, stderr: '' });
    await stuck;
    const { client: next } = await launch();
    expect(await next.count('stuck', 'orders')).toBe(20);
  });
});
