import { generate } from '@dw-sim/generation-engine';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { planOf } from './definitions';
import { measure } from './scenario';
import { sizeOf } from './plan-size';

/** Arguments: definition or its file, rows (0: as it says), folder to write to, worker threads. The plan is made before the clock starts. */
const [definition, rows, outputDirectory, workers = '2'] = process.argv.slice(2);
rmSync(outputDirectory, { recursive: true, force: true });
const plan = planOf(definition, Number(rows));

void measure(async () => {
  const tables = await generate(plan, { outputDirectory, workerPath: resolve('dist/libs/generation/engine/worker.cjs'), workerCount: Number(workers) });
  return { ...sizeOf(plan), megabytes: Math.round(tables.reduce((sum, { byteLength }) => sum + byteLength, 0) / 1e6) };
});
