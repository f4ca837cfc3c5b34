import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { mkdtempSync, rmSync } from 'node:fs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { previewTables } from './preview';

const SALES = {
  name: 'sales',
  tables: [
    { name: 'regions', target_rows: 20, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true, min_value: 1, max_value: 500 }] },
    {
      name: 'sales',
      target_rows: 20 * 50 * 3,
      composite_keys: [['region_id', 'store', 'channel']],
      columns: [
        { name: 'region_id', data_type: 'INT', foreign_key: { references_table: 'regions', references_column: 'id' } },
        { name: 'store', data_type: 'INT', min_value: 100, max_value: 149 },
        { name: 'channel', data_type: 'VARCHAR(8)', generator: { type: 'choice', params: { values: ['web', 'shop', 'phone'] } } },
        { name: 'amount', data_type: 'FLOAT' },
      ],
    },
  ],
};

async function rowsOf(rows?: Record<string, number>): Promise<{ regions: Record<string, unknown>[]; sales: Record<string, unknown>[] }> {
  const directory = mkdtempSync(join(tmpdir(), 'dw-sim-composite-'));
  try {
    const { model, errors } = checkDefinition(SALES, { warehouses: [] });
    if (!model) throw new Error(JSON.stringify(errors));
    await generate(compilePlan(model, { seed: 42, rows }), { outputDirectory: directory, workerPath: join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs') });
    const read = async (table: string) => parquetReadObjects({ file: await asyncBufferFromFile(join(directory, table, 'part-00000.parquet')) });
    return { regions: await read('regions'), sales: await read('sales') };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

it('makes every combination once where as many rows are asked for as there are', async () => {
  const { regions, sales } = await rowsOf();
  const ids = new Set(regions.map(({ id }) => id));
  expect(sales.every(({ region_id, store }) => ids.has(region_id) && (store as number) >= 100 && (store as number) <= 149)).toBe(true);
  expect(new Set(sales.map(({ region_id, store, channel }) => `${region_id} ${store} ${channel}`)).size).toBe(3000);
});

it('draws some of the combinations, each member over all of its values', async () => {
  const { sales } = await rowsOf({ sales: 1500 });
  expect(new Set(sales.map(({ region_id, store, channel }) => `${region_id} ${store} ${channel}`)).size).toBe(1500);
  expect(new Set(sales.map(({ region_id }) => region_id)).size).toBe(20);
  expect(new Set(sales.map(({ store }) => store)).size).toBe(50);
  expect(new Set(sales.map(({ channel }) => channel)).size).toBe(3);
});

it('keeps a member unique that is so by itself', () => {
  const columns = [{ name: 'a', data_type: 'INT', is_unique: true, required: true, min_value: 1, max_value: 2000 }, { name: 'b', data_type: 'INT', required: true, min_value: 1, max_value: 5 }];
  const { model } = checkDefinition({ name: 'x', tables: [{ name: 't', target_rows: 1000, composite_keys: [['a', 'b']], columns }] }, { warehouses: [] });
  if (!model) throw new Error('the definition has faults');
  const [{ rows }] = previewTables(compilePlan(model, { seed: 1 }), 1000);
  expect(new Set(rows.map(([, a]) => a)).size).toBe(1000);
});
