import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { mkdtempSync, rmSync } from 'node:fs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { previewTables } from './preview';
import { DuckDbReader } from './testing/duckdb-reader';

const workerPath = join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs');

const DOCUMENT = {
  name: 'x',
  tables: [
    { name: 'people', target_rows: 3000, columns: [
      { name: 'id', data_type: 'INT', is_unique: true, required: true, min_value: 1, max_value: 3000 },
      { name: 'email', data_type: 'VARCHAR(80)', faker_rule: 'email', null_rate: 0.3 },
      { name: 'score', data_type: 'FLOAT', required: true, distribution: { type: 'beta', alpha: 2, beta: 5 } },
      { name: 'active', data_type: 'BOOLEAN', required: true },
      { name: 'balance', data_type: 'DECIMAL(12,2)', required: true, min_value: -10, max_value: 10 },
      { name: 'big', data_type: 'BIGINT', required: true, is_unique: true, min_value: 9007190000000000 },
      { name: 'at', data_type: 'TIMESTAMP', required: true },
      { name: 'born', data_type: 'DATE', required: true },
    ] },
    { name: 'two', target_rows: 2, columns: [{ name: 'person', data_type: 'INT', required: true, foreign_key: { references_table: 'people', references_column: 'id' } }] },
  ],
};

function plan() {
  const { model, errors } = checkDefinition(DOCUMENT, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  return compilePlan(model, { seed: 42 });
}

it('shows the first rows that a run makes', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'dw-sim-preview-'));
  try {
    const [people, two] = previewTables(plan(), 20);
    await generate(plan(), { outputDirectory: directory, workerPath });
    const made = await parquetReadObjects({ file: await asyncBufferFromFile(join(directory, 'people/part-00000.parquet')), rowEnd: 20 });
    expect(people.rows.map(([id, email, score, active]) => ({ id, email, score, active }))).toEqual(
      made.map(({ id, email, score, active }) => ({ id, email: email ?? null, score, active })),
    );
    expect(two).toMatchObject({ table: 'two', total_rows: 2, columns: [{ name: 'person', type: 'INT', category: 'number' }] });
    expect(two.rows).toHaveLength(2);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('keeps every digit, and writes times as queries do', () => {
  const [people] = previewTables(plan(), 1);
  const [, , , active, balance, big, at, born] = people.rows[0];
  expect([typeof active, typeof balance, big]).toEqual(['boolean', 'number', 9007190000000000]);
  expect(at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/);
  expect(born).toMatch(/^\d{4}-\d\d-\d\d$/);
});

it('shows moments in UTC, times, UUIDs and JSON as queries do', () => {
  const columns = ['TIMESTAMPTZ', 'TIME', 'UUID', 'JSON'].map((data_type) => ({ name: `a_${data_type}`, data_type, required: true }));
  const { model } = checkDefinition({ name: 'x', tables: [{ name: 't', target_rows: 3, columns }] }, { warehouses: [] });
  if (!model) throw new Error('the definition is refused');
  const [table] = previewTables(compilePlan(model, { seed: 42 }), 3);
  expect(table.columns.map(({ category }) => category)).toEqual(['time', 'time', 'text', 'text']);
  const [moment, clock, uuid, json] = table.rows[0].map(String);
  expect(moment).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/);
  expect(clock).toMatch(/^\d\d:\d\d:\d\d(\.\d+)?$/);
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(Object.keys(JSON.parse(json) as object)).toEqual(['label', 'value', 'active']);
});

it('shows every type as a query of the stored rows does', async () => {
  const [whole, tiny, early] = [{ min_value: -9, max_value: 9 }, { min_value: -0.005, max_value: 0.005 }, { date_start: '0001-01-01', date_end: '1975-01-01' }];
  const limits = {
    INT: whole, BIGINT: { min_value: 9007199254740000 }, FLOAT: tiny, BOOLEAN: {}, 'DECIMAL(4,2)': whole, 'DECIMAL(9,4)': tiny, 'DECIMAL(18,0)': { min_value: -9e15 }, 'DECIMAL(18,17)': tiny, 'DECIMAL(5,5)': tiny, 'DECIMAL(30,3)': whole,
    DATE: early, TIME: {}, TIMESTAMP: early, TIMESTAMPTZ: early, UUID: {}, JSON: {}, VARCHAR: {},
  };
  const columns = Object.entries(limits).map(([data_type, limit], i) => ({ name: `c${i}`, data_type, null_rate: 0.1, ...limit }));
  const { model, errors } = checkDefinition({ name: 'x', tables: [{ name: 't', target_rows: 3000, columns }] }, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  const directory = mkdtempSync(join(tmpdir(), 'dw-sim-preview-'));
  try {
    const stored = compilePlan(model, { seed: 42 });
    await generate(stored, { outputDirectory: directory, workerPath });
    const lists = columns.map(({ name }) => `list(${name}::VARCHAR) AS ${name}`);
    const texts = await (await DuckDbReader.open()).row(`SELECT ${lists.join(', ')} FROM ${DuckDbReader.files(directory, 't')}`);
    const [{ rows }] = previewTables(stored, 3000);
    columns.forEach(({ name }, i) => {
      const shown = rows.map((row) => row[i]);
      const wanted = (texts[name] as (string | null)[]).map((text, row) => (text === null ? null : typeof shown[row] === 'number' ? Number(text) : typeof shown[row] === 'boolean' ? text === 'true' : text));
      expect(shown).toEqual(wanted);
    });
    expect(columns.flatMap((_column, i) => (rows.some((row) => row[i] === null) ? [] : [i]))).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
