import { checkDefinition, compilePlan, type GenerationPlan } from '@dw-sim/generation-plan';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { WorkerPool } from './worker-pool';

const workerPath = join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs');

function planOf(table: string, rowCount: number): GenerationPlan {
  const columns = [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'city', data_type: 'VARCHAR', faker_rule: 'city' }, { name: 'email', data_type: 'VARCHAR', faker_rule: 'email' }];
  const { model, errors } = checkDefinition({ name: 'x', tables: [{ name: table, target_rows: rowCount, columns }] }, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  return compilePlan(model, { seed: 1 });
}

describe('WorkerPool', () => {
  let directory: string;
  let pool: WorkerPool;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'dw-sim-pool-'));
    pool = new WorkerPool(workerPath);
  });
  afterEach(async () => {
    await pool.close();
    rmSync(directory, { recursive: true });
  });

  const bytesOf = (folder: string, table: string): string[] => readdirSync(join(directory, folder, table)).sort().map((file) => readFileSync(join(directory, folder, table, file)).toString('base64'));

  it('writes with a worker that has served other plans what a fresh one writes', async () => {
    const plan = planOf('people', 3000);
    await generate(plan, { outputDirectory: join(directory, 'fresh'), workerPath });
    const seen = new Set<number>();
    for (const [folder, next] of [['a', planOf('other', 500)], ['b', plan], ['c', planOf('other', 10)], ['d', plan]] as const) {
      await generate(next, { outputDirectory: join(directory, folder), pool });
      const worker = pool.take();
      seen.add(worker.threadId);
      pool.giveBack([worker]);
    }
    expect(seen.size).toBe(1);
    for (const folder of ['b', 'd']) expect(bytesOf(folder, 'people')).toEqual(bytesOf('fresh', 'people'));
  });

  it('fails the run of a worker that needs more memory than it has, in a sentence, and serves the next', async () => {
    const small = new WorkerPool(workerPath, 4 * 2 ** 20);
    const run = generate(planOf('people', 100), { outputDirectory: join(directory, 'small'), pool: small });
    await expect(run).rejects.toMatchObject({ code: 'generation_failed', message: 'The rows could not be generated: a worker ran out of memory.', details: { hint: expect.stringContaining('worker_memory') } });
    await small.close();
    await generate(planOf('people', 100), { outputDirectory: join(directory, 'after'), pool });
    expect(bytesOf('after', 'people')).toHaveLength(1);
  });

  it('serves runs at the same time, each with workers of its own', async () => {
    await Promise.all(['a', 'b', 'c'].map((folder) => generate(planOf('people', 2000), { outputDirectory: join(directory, folder), pool })));
    expect(bytesOf('b', 'people')).toEqual(bytesOf('a', 'people'));
    expect(bytesOf('c', 'people')).toEqual(bytesOf('a', 'people'));
  });

  it('goes on after an aborted run and after a worker that died', async () => {
    await expect(generate(planOf('people', 10), { outputDirectory: join(directory, 'a'), pool, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    const worker = pool.take();
    const running = generate(planOf('people', 10), { outputDirectory: join(directory, 'b'), pool });
    pool.giveBack([worker]);
    await running;
    const died = new Promise((resolve) => worker.once('exit', resolve));
    await worker.terminate();
    await died;
    await expect(generate(planOf('people', 10), { outputDirectory: join(directory, 'c'), pool })).resolves.toMatchObject([{ rowCount: 10 }]);
  });

  it('fails a run whose worker dies, and leaves nothing of it', async () => {
    const worker = pool.take();
    pool.giveBack([worker]);
    const running = generate(planOf('people', 50_000_000), { outputDirectory: join(directory, 'a'), pool, workerCount: 1 });
    await new Promise((resolve) => worker.once('message', resolve));
    await worker.terminate();
    await expect(running).rejects.toMatchObject({ code: 'generation_failed' });
    expect(readdirSync(join(directory, 'a'))).toEqual([]);
  });

  it('ends a worker that is given back after it was closed', async () => {
    const worker = pool.take();
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    await pool.close();
    pool.giveBack([worker]);
    await ended;
  });
});
