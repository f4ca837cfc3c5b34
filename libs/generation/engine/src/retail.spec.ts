import type { ExperimentDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { DuckDbReader } from './testing/duckdb-reader';

const root = join(__dirname, '../../../..');
const definition = JSON.parse(readFileSync(join(root, 'tools/bench/retail-24.json'), 'utf8')) as ExperimentDefinition;

/** The facts have a twentieth of their rows; `RETAIL_SCALE=1` makes the million. */
const scale = Number(process.env['RETAIL_SCALE'] ?? 0.05);
const FACTS = ['store_sales', 'store_returns', 'catalog_sales', 'catalog_returns', 'web_sales', 'web_returns', 'inventory'];

interface Key {
  readonly table: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
}

/** Every foreign key that the document states, read from the document alone. */
const KEYS = definition.tables.flatMap(({ name: table, columns, foreign_keys = [] }): Key[] => [
  ...columns.flatMap(({ name, foreign_key: key }) => (key ? [{ table, columns: [name], parent: key.references_table, parentColumns: [key.references_column] }] : [])),
  ...foreign_keys.map((key) => ({ table, columns: key.columns, parent: key.references_table, parentColumns: key.references_columns })),
]);

let directory: string;
let reader: DuckDbReader;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'dw-sim-retail-'));
  reader = await DuckDbReader.open();
  const { model, errors } = checkDefinition(definition, { warehouses: [] });
  expect(errors).toEqual([]);
  if (!model) return;
  const rows = Object.fromEntries(definition.tables.filter(({ name }) => FACTS.includes(name)).map(({ name, target_rows = 0 }) => [name, Math.round(target_rows * scale)]));
  await generate(compilePlan(model, { seed: 42, rows }), { outputDirectory: directory, workerPath: join(root, 'dist/libs/generation/engine/worker.cjs') });
}, 300_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('is the schema of TPC-DS: 24 tables, 107 foreign keys', () => {
  expect([definition.tables.length, KEYS.length]).toEqual([24, 107]);
});

it.each(KEYS.map((key) => [`${key.table} (${key.columns.join(', ')}) → ${key.parent}`, key] as const))('%s', async (_what, { table, columns, parent, parentColumns }) => {
  const list = (names: readonly string[], alias: string): string => names.map((name) => `${alias}.${name}`).join(', ');
  const { orphans, linked } = await reader.row(`
    SELECT count(*) FILTER (WHERE (${list(columns, 'c')}) NOT IN (SELECT (${list(parentColumns, 'p')}) FROM ${DuckDbReader.files(directory, parent)} p)) AS orphans, count(${list(columns, 'c').split(',')[0]}) AS linked
    FROM ${DuckDbReader.files(directory, table)} c WHERE c.${columns[0]} IS NOT NULL`);
  expect(Number(orphans)).toBe(0);
  expect(Number(linked)).toBeGreaterThan(0);
});

it.each(definition.tables.flatMap(({ name, composite_keys: keys = [] }) => keys.map((key) => [name, key] as const)))('%s is unique by %j', async (table, key) => {
  const { rows, keys } = await reader.row(`SELECT count(*) AS rows, count(DISTINCT (${key.join(', ')})) AS keys FROM ${DuckDbReader.files(directory, table)}`);
  expect(keys).toBe(rows);
});
