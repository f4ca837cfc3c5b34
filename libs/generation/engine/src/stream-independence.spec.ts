import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { gammaQuantile } from '@dw-sim/generation-rng';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { DuckDbReader } from './testing/duckdb-reader';

const ROWS = 200_000;
const LEVEL = 1e-4;
const workerPath = join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs');

const sixteen = { data_type: 'INT', min_value: 0, max_value: 15 };
const reference = { data_type: 'INT', required: true, foreign_key: { references_table: 'parents', references_column: 'id' } };
const DOCUMENT = {
  name: 'streams',
  tables: [
    { name: 'parents', target_rows: 16, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true, min_value: 100, max_value: 999 }] },
    {
      name: 't',
      target_rows: ROWS,
      columns: [
        { name: 'a', ...sixteen, required: true },
        { name: 'b', ...sixteen, required: true },
        { name: 'c', ...sixteen, null_rate: 0.3 },
        { name: 'd', ...sixteen, null_rate: 0.3 },
        { name: 'key', data_type: 'BIGINT', is_unique: true, required: true, min_value: 1, max_value: 9_000_000 },
        { name: 'x', data_type: 'FLOAT', required: true, distribution: { type: 'normal', mean: 0, stddev: 1 } },
        { name: 'y', data_type: 'FLOAT', required: true, distribution: { type: 'beta', alpha: 2, beta: 5 } },
        { name: 'weighted', data_type: 'VARCHAR', required: true, generator: { type: 'choice', params: { values: ['p', 'q', 'r', 's'], weights: [10, 0, 30, 60] } } },
        { name: 'first', ...reference },
        { name: 'second', ...reference },
        { name: 'moment', data_type: 'TIMESTAMP', required: true },
      ],
    },
  ],
};

let directory: string;
let reader: DuckDbReader;
let rows: string;

beforeAll(async () => {
  const { model, errors } = checkDefinition(DOCUMENT, { warehouses: [] });
  if (!model) throw new Error(JSON.stringify(errors));
  directory = mkdtempSync(join(tmpdir(), 'dw-sim-streams-'));
  await generate(compilePlan(model, { seed: 42 }), { outputDirectory: directory, workerPath });
  reader = await DuckDbReader.open();
  rows = `(SELECT *, row_number() OVER () AS row FROM ${DuckDbReader.files(directory, 't')})`;
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const critical = (degrees: number): number => 2 * gammaQuantile(1 - LEVEL, degrees / 2);

describe('each value has its share (chi-square)', () => {
  it.each<[string, string, string, number]>([
    ['a whole number', 'a', '1.0 / 16', 16],
    ['what NULLs leave of one', 'c', '1.0 / 16', 16],
    ['a parent', 'first', '1.0 / 16', 16],
    ['an hour', 'hour(moment)', '1.0 / 24', 24],
    ['a sixteenth of a unique key\'s range', '(key - 1) * 16 // 9000000', '1.0 / 16', 16],
    ['a weighted choice', 'weighted', "CASE weighted WHEN 'p' THEN 0.1 WHEN 'r' THEN 0.3 WHEN 's' THEN 0.6 END", 3],
  ])('%s', async (_what, value, share, classes) => {
    const { classes: found, statistic } = await reader.row(`
      WITH counts AS (SELECT ${value} AS value, count(*) AS count, any_value(${share}) AS share FROM ${rows} WHERE ${value} IS NOT NULL GROUP BY 1),
        expected AS (SELECT count, share * sum(count) OVER () AS expected FROM counts)
      SELECT count(*) AS classes, sum((count - expected) ** 2 / expected) AS statistic FROM expected`);
    expect(Number(found)).toBe(classes);
    expect(statistic).toBeLessThan(critical(classes - 1));
  });
});

describe('streams do not know of each other (chi-square of the contingency table)', () => {
  it.each<[string, string, string]>([
    ['two columns', 'a', 'b'],
    ['a column and the NULLs of another', 'a', 'c IS NULL'],
    ['the NULLs of two columns', 'c IS NULL', 'd IS NULL'],
    ['a value and the NULLs of the next column', 'c', 'd IS NULL'],
    ['two references to one parent', 'first', 'second'],
    ['a reference and a column', 'first', 'a'],
    ['a unique key and a column', '(key - 1) * 16 // 9000000', 'a'],
    ['two distributions', 'ntile(16) OVER (ORDER BY x)', 'ntile(16) OVER (ORDER BY y)'],
    ['a distribution and NULLs', 'ntile(16) OVER (ORDER BY x)', 'c IS NULL'],
    ['a choice and a moment', 'weighted', 'hour(moment)'],
    ['a row and the next', 'a', 'lead(a) OVER (ORDER BY row)'],
    ['a row and the one a batch later', 'a', 'lead(a, 2048) OVER (ORDER BY row)'],
    ['a unique key and the next', '(key - 1) * 16 // 9000000', 'lead((key - 1) * 16 // 9000000) OVER (ORDER BY row)'],
    ['a value and the low bits of its row', 'a', 'row % 16'],
  ])('%s', async (_what, one, other) => {
    const { statistic, degrees } = await reader.row(`
      WITH pairs AS (SELECT ${one} AS u, ${other} AS v FROM ${rows}),
        kept AS (SELECT * FROM pairs WHERE u IS NOT NULL AND v IS NOT NULL),
        us AS (SELECT u, count(*) AS count FROM kept GROUP BY u),
        vs AS (SELECT v, count(*) AS count FROM kept GROUP BY v),
        cells AS (SELECT u, v, count(*) AS count FROM kept GROUP BY u, v),
        expected AS (SELECT coalesce(cells.count, 0) AS count, us.count * vs.count / (SELECT count(*) FROM kept) AS expected FROM us CROSS JOIN vs LEFT JOIN cells USING (u, v))
      SELECT sum((count - expected) ** 2 / expected) AS statistic, (SELECT (count(*) - 1) FROM us) * (SELECT (count(*) - 1) FROM vs) AS degrees FROM expected`);
    expect(Number(degrees)).toBeGreaterThan(0);
    expect(statistic).toBeLessThan(critical(Number(degrees)));
  });

  it('the correlation of two distributions is that of chance', async () => {
    const { correlation } = await reader.row(`SELECT corr(x, y) AS correlation FROM ${rows}`);
    // Four standard errors.
    expect(Math.abs(Number(correlation))).toBeLessThan(4 / Math.sqrt(ROWS));
  });
});
