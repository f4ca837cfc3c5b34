import { generate, WorkerPool } from '@dw-sim/generation-engine';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { planOf } from './definitions';
import { measure } from './scenario';

const RUNS = 15;

/** Arguments: definition, folder to write to. Generates again and again in one process, as a server does. */
const [definition, directory] = process.argv.slice(2);
const plan = planOf(definition);

void measure(async () => {
  const pool = new WorkerPool(resolve('dist/libs/generation/engine/worker.cjs'));
  const elapsed: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const outputDirectory = join(directory, String(i));
    const start = performance.now();
    await generate(plan, { outputDirectory, pool });
    elapsed.push(performance.now() - start);
  }
  await pool.close();
  rmSync(directory, { recursive: true });
  const [first, ...again] = elapsed;
  return { firstMs: Math.round(first), medianMs: again.sort((a, b) => a - b)[Math.floor(again.length / 2)] };
});
