import type { ExperimentDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { gammaQuantile } from '@dw-sim/generation-rng';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate';
import { DuckDbReader } from './testing/duckdb-reader';

const workerPath = join(__dirname, '../../../../dist/libs/generation/engine/worker.cjs');
const ID = { name: 'id', data_type: 'INT', is_unique: true, required: true };
const childOf = (table: string, fan_out: object) => [
  { name: 'parent_id', data_type: 'INT', required: true, foreign_key: { references_table: table, references_column: 'id', fan_out } },
  { name: 'line', data_type: 'INT', required: true, generator: { type: 'position' } },
];
const STATES = ['new', 'active', 'paused', 'gone'];
const INITIAL = [3, 1, 0, 0];
/** `gone` is final, and nothing leads back to `new`. */
const TRANSITIONS = [[2, 6, 1, 1], [0, 8, 1, 1], [0, 5, 4, 1], [0, 0, 0, 1]];

/** Journeys of customers with none, few or many steps, and the notes to each step. */
const DEFINITION: ExperimentDefinition = {
  name: 'journeys',
  tables: [
    { name: 'customers', target_rows: 12_000, columns: [ID] },
    {
      name: 'steps',
      columns: [ID, ...childOf('customers', { type: 'negative_binomial', mean: 5, dispersion: 0.5 }), { name: 'state', data_type: 'VARCHAR(10)', required: true, generator: { type: 'markov', params: { states: STATES, transitions: TRANSITIONS, initial: INITIAL, per: 'parent_id' } } }],
    },
    { name: 'notes', columns: [...childOf('steps', { type: 'uniform', min: 0, max: 3 }), { name: 'state', data_type: 'INT', null_rate: 0.2, generator: { type: 'markov', params: { states: [7, 8], transitions: [[1, 3], [1, 1]], per: 'parent_id' } } }] },
  ],
};

/** Chi-square statistic over its critical value at 0.1 %; states without a share must not occur. */
function chiSquareRatio(counts: readonly number[], shares: readonly number[]): number {
  const [count, total] = [counts, shares].map((list) => list.reduce((sum, value) => sum + value, 0));
  const statistic = counts.reduce((sum, value, i) => sum + (shares[i] === 0 ? (value === 0 ? 0 : Infinity) : (value - (count * shares[i]) / total) ** 2 / ((count * shares[i]) / total)), 0);
  return statistic / (2 * gammaQuantile(0.999, Math.max(0.5, (shares.filter((share) => share > 0).length - 1) / 2)));
}

describe('a chain for each parent, in generated tables', () => {
  const directories = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'dw-sim-markov-')));
  const [steps, again] = directories.map((directory) => DuckDbReader.files(directory, 'steps'));
  const notes = DuckDbReader.files(directories[0], 'notes');
  let reader: DuckDbReader;

  beforeAll(async () => {
    reader = await DuckDbReader.open();
    const { model, errors } = checkDefinition(DEFINITION, { warehouses: [] });
    if (!model) throw new Error(JSON.stringify(errors));
    const plan = compilePlan(model, { seed: 3 });
    for (const [i, outputDirectory] of directories.entries()) await generate(plan, { outputDirectory, workerPath, workerCount: i + 1 });
  });
  afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

  /** How often each state follows: `where` chooses the rows by `state`, `before` (NULL at the first) and `line`. */
  async function countsOf<State>(table: string, states: readonly State[], where: string): Promise<number[]> {
    const columns = states.map((state, i) => `count(*) FILTER (WHERE state = '${String(state)}') AS c${i}`);
    const row = await reader.row(`SELECT ${columns.join(', ')} FROM (SELECT *, lag(state) OVER (PARTITION BY parent_id ORDER BY line) AS before FROM ${table}) WHERE ${where}`);
    return states.map((_, i) => Number(row[`c${i}`]));
  }

  it('begins anew: the first rows of the parents have the initial shares (chi-square, 0.1 %)', async () => {
    expect(chiSquareRatio(await countsOf(steps, STATES, 'line = 1'), INITIAL)).toBeLessThan(1);
    expect(await countsOf(notes, [7, 8], 'line = 1')).toEqual([expect.any(Number), 0]);
  });

  it.each(STATES)('goes on by the shares of %s within a parent (chi-square, 0.1 %)', async (state) => {
    expect(chiSquareRatio(await countsOf(steps, STATES, `line > 1 AND before = '${state}'`), TRANSITIONS[STATES.indexOf(state)])).toBeLessThan(1);
  });

  it('goes on by the shares in the children of children', async () => {
    expect(chiSquareRatio(await countsOf(notes, [7, 8], 'line > 1 AND before = 7'), [1, 3])).toBeLessThan(1);
    expect(chiSquareRatio(await countsOf(notes, [7, 8], 'line > 1 AND before = 8'), [1, 1])).toBeLessThan(1);
  });

  it('takes no heed of the parent before: first rows are independent of the last ones before them', async () => {
    const last = `SELECT parent_id, arg_max(state, line) AS last FROM ${steps} GROUP BY 1`;
    const first = `SELECT parent_id, state FROM ${steps} WHERE line = 1`;
    const ordered = `SELECT state, lag(last) OVER (ORDER BY parent_id) AS before FROM (${first}) JOIN (${last}) USING (parent_id)`;
    for (const before of ['active', 'gone']) {
      const row = await reader.row(`SELECT count(*) FILTER (WHERE state = 'new') AS new, count(*) FILTER (WHERE state = 'active') AS active FROM (${ordered}) WHERE before = '${before}'`);
      expect(chiSquareRatio([Number(row['new']), Number(row['active'])], [3, 1])).toBeLessThan(1);
    }
  });

  it('is the same from one worker and from two', async () => {
    const { rows, different } = await reader.row(`SELECT count(*) AS rows, count(*) FILTER (WHERE a.state <> b.state OR a.parent_id <> b.parent_id) AS different FROM ${steps} a FULL JOIN ${again} b USING (id)`);
    expect(Number(rows)).toBeGreaterThan(50_000);
    expect(Number(different)).toBe(0);
  });
});
