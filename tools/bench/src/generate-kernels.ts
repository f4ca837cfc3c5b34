import { generate } from '@dw-sim/generation-engine';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { nineColumnPlan } from './plan';
import { measure } from './scenario';

/** Arguments: rows, folder to write to, worker threads. Includes the parent table of a million keys. */
const [rows, outputDirectory, workers = '2'] = process.argv.slice(2);
rmSync(outputDirectory, { recursive: true, force: true });

void measure(async () => {
  const plan = nineColumnPlan(Number(rows));
  const tables = await generate(plan, { outputDirectory, workerPath: resolve('dist/libs/generation/engine/worker.cjs'), workerCount: Number(workers) });
  return { megabytes: Math.round((tables.find(({ table }) => table === 'nine')?.byteLength ?? 0) / 1e6) };
});
