import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunDetail } from '@dw-sim/contracts';
import { Client, ServerProcess } from './server-process';
import { shopDefinition } from './shop-definition';

jest.setTimeout(60_000);

const WORKER = join(__dirname, '../../../dist/libs/generation/engine/worker.cjs');

/** A worker that takes memory as a file says, once, and is the product's own otherwise. */
const GREEDY = `
const { existsSync, readFileSync, rmSync } = require('node:fs');
const hoard = [];
const take = (count) => { for (let i = 0; i < count; i++) hoard.push(new Array(1000).fill(0).map((_, at) => ({ at }))); };
require('node:worker_threads').parentPort.on('message', (message) => {
  const file = __dirname + '/greed';
  // The run beside it is not meant.
  if (message === 'open' || !message.plan.tables.some(({ rowCount }) => rowCount === 3_000_000) || !existsSync(file)) return;
  const how = readFileSync(file, 'utf8');
  rmSync(file);
  if (how === 'at once') take(Infinity);
  else setInterval(() => take(100), 1);
});
require(${JSON.stringify(WORKER)});`;

describe('a worker thread that needs more memory than it may have', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dw-memory-'));
  const root = join(folder, 'root');
  let server: ServerProcess;
  let client: Client;

  beforeAll(async () => {
    writeFileSync(join(folder, 'worker.cjs'), GREEDY);
    server = ServerProcess.launch(folder, { DW_SIMULATOR_WORKER_PATH: join(folder, 'worker.cjs'), DW_SIMULATOR_WORKER_MEMORY: '64MB', DW_SIMULATOR_WORKERS: '2', DW_SIMULATOR_LOG_LEVEL: 'fatal' }, '--data-root', root, '--port', '0');
    client = await server.ready();
    for (const name of ['shop', 'other']) await client.create(shopDefinition(name, 'duckdb', 100));
  });
  afterAll(async () => {
    await server.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  async function run(rows?: Record<string, number>): Promise<RunDetail> {
    const { id } = await client.generate('shop', rows);
    await client.follow('shop', id);
    return client.get(`/runs/${id}`);
  }

  it.each(['at once', 'while it writes'])('%s: fails its run alone, and the next has a new worker', async (how) => {
    const before = await run();
    const beside = await client.generate('other', { orders: 1_000_000 });
    await client.follow('other', beside.id, (event) => event.type === 'progress');
    writeFileSync(join(folder, 'greed'), how);
    const failed = await run({ orders: 3_000_000 });
    expect(failed).toMatchObject({ status: 'FAILED', error: { code: 'generation_failed', message: expect.stringMatching(/a worker ran out of memory/), hint: expect.stringMatching(/worker_memory/) } });
    expect(existsSync(join(root, `generated/.tmp/run_${failed.id}`))).toBe(false);
    expect(await client.count('shop', 'orders')).toBe(100);
    expect(await client.follow('other', beside.id)).toMatchObject({ type: 'completed' });
    const after = await run();
    expect(after).toMatchObject({ status: 'COMPLETED', tables: before.tables.map(({ table, checksum }) => expect.objectContaining({ table, checksum })) });
    expect(readdirSync(join(root, 'generated/shop/orders')).filter((name) => name.endsWith(`_${failed.id}`))).toEqual([]);
  });
});
