import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { DuckDbReader } from './testing/duckdb-reader';

const workerPath = join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs');

it('text shorter than a descriptor, after a batch of longer text, is no NULL', async () => {
  const reader = await DuckDbReader.open();
  const outputDirectory = mkdtempSync(join(tmpdir(), 'dw-sim-text-'));
  try {
    const columns = [{ name: 'name', data_type: 'VARCHAR(14)', faker_rule: 'name', locale: 'zh_CN', is_unique: true, required: true }];
    const names = Array.from({ length: 30 }, (_, i) => `t${i}`);
    const { model } = checkDefinition({ name: 'e', tables: names.map((name) => ({ name, target_rows: 65, columns })) }, { warehouses: [] });
    if (!model) throw new Error('the definition is refused');
    const plan = compilePlan(model, { seed: 7 });
    // The last file is one row: what stands behind its few bytes in memory is cut from other names, in the middle of letters.
    const tables = plan.tables.map((table) => ({ ...table, rowGroupRows: 64, partRows: 64 }));
    await generate({ ...plan, tables }, { outputDirectory, workerPath, workerCount: 1 });
    expect(await reader.row(`SELECT count(*) AS rows, count(name) AS names FROM ${DuckDbReader.files(outputDirectory, '*')}`)).toEqual({ rows: '1950', names: '1950' });
  } finally {
    rmSync(outputDirectory, { recursive: true, force: true });
  }
});
