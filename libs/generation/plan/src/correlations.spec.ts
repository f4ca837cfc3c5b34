import type { ColumnDefinition } from '@dw-sim/contracts';
import { checkDefinition } from './check-definition';

const COLUMNS: readonly ColumnDefinition[] = [
  { name: 'id', data_type: 'INT', is_unique: true, required: true },
  { name: 'age', data_type: 'INT', distribution: { type: 'normal', mean: 40, stddev: 12 } },
  { name: 'income', data_type: 'FLOAT', distribution: { type: 'lognormal', mean: 10, sigma: 1 } },
  { name: 'spend', data_type: 'DECIMAL(10,2)', distribution: { type: 'exponential', scale: 20 } },
  { name: 'wealth', data_type: 'FLOAT', distribution: { type: 'pareto', alpha: 1.2, minimum: 1 } },
  { name: 'name', data_type: 'VARCHAR(40)', faker_rule: 'name' },
  { name: 'fixed', data_type: 'INT', min_value: 3, max_value: 3 },
];

const faultsOf = (...correlations: unknown[]) =>
  checkDefinition({ name: 'c', tables: [{ name: 't', target_rows: 10, columns: COLUMNS, correlations }] }, { warehouses: [] }).errors.map(({ path, message }) => `${path.replace('$.tables[0].', '')}: ${message}`);

const pair = (one: string, other: string, r: number, kind?: string) => ({ columns: [one, other], matrix: [[1, r], [r, 1]], ...(kind ? { kind } : {}) });

it.each<[string, unknown, RegExp]>([
  ['an unknown column', pair('age', 'incme', 0.5), /^correlations\[0\]\.columns\[1\]: the table has no column "incme" \(did you mean "income"\?\)/],
  ['an unknown kind', pair('age', 'income', 0.5, 'spearmann'), /kind: unknown kind of correlation "spearmann" \(did you mean "spearman"\?\)/],
  ['a unique column', pair('id', 'income', 0.5), /columns\[0\]: id is unique/],
  ['text', pair('name', 'income', 0.5), /columns\[0\]: name is VARCHAR, and can't be correlated; allowed: columns of numbers.* normal/],
  ['one value', pair('fixed', 'income', 0.5), /columns\[0\]: fixed has one value only/],
  ['a matrix of another size', { columns: ['age', 'income', 'spend'], matrix: [[1, 0.5], [0.5, 1]] }, /matrix: the matrix has 2 rows for 3 columns/],
  ['a row of another size', { columns: ['age', 'income'], matrix: [[1, 0.5], [0.5]] }, /matrix\[1\]: row 1 of the matrix is \[0\.5\]; allowed: a list of 2 numbers/],
  ['no matrix of numbers', { columns: ['age', 'income'], matrix: [[1, 'x'], ['x', 1]] }, /matrix\[0\]\[1\]: the correlation is "x"; allowed: a number from -1 to 1/],
  ['a correlation above 1', pair('age', 'income', 1.5), /matrix\[0\]\[1\]: the correlation is 1\.5/],
  ['two correlations of one pair', { columns: ['age', 'income'], matrix: [[1, 0.5], [0.4, 1]] }, /matrix\[1\]\[0\]: income and age have two correlations, 0\.5 and 0\.4/],
  ['a diagonal that is not 1', { columns: ['age', 'income'], matrix: [[1, 0.5], [0.5, 0.9]] }, /matrix\[1\]\[1\]: the correlation of income with itself is 0\.9/],
  ['correlations that contradict each other', { columns: ['age', 'income', 'spend'], matrix: [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]] }, /age, income, spend contradict each other.*-0\.800\); allowed: correlations of at most 0\.555 times as much, that is \[\[1,0\.499/],
  ['a correlation out of reach', pair('income', 'spend', -0.9), /matrix\[1\]\[0\]: spend and income can't have the pearson correlation -0\.9 with the values that they take; allowed: -0\.\d+ to 0\.9\d+/],
  ['a Pearson correlation that no sample would show', pair('wealth', 'age', 0.5), /columns\[0\]: the values of wealth are so far apart.*kind "spearman"/],
  ['a key that is none', { ...pair('age', 'income', 0.5), method: 'x' }, /correlations\[0\]\.method: unknown key "method"/],
  ['no group', 7, /correlations\[0\]: the correlated group is 7/],
])('%s', (_what, correlation, message) => {
  const faults = faultsOf(correlation);
  expect(faults.filter((fault) => message.test(fault))).toHaveLength(1);
  // A value that stands in both halves of the matrix is told in both.
  expect(new Set(faults.map((fault) => fault.replace(/^.*?: /, ''))).size).toBe(1);
});

it('a column in two groups', () => expect(faultsOf(pair('age', 'income', 0.5), pair('Age', 'spend', 0.5))).toEqual([expect.stringMatching(/correlations\[1\]\.columns\[0\]: age is correlated already \(\$\.tables\[0\]\.correlations\[0\]/)]));

it('columns that can have each correlation, but not all of them', () => {
  const faults = faultsOf({ columns: ['age', 'income', 'spend'], matrix: [[1, 0.74, 0.0], [0.74, 1, 0.64], [0.0, 0.64, 1]] });
  expect(faults).toEqual([expect.stringMatching(/matrix: these columns can't have all of these correlations together/)]);
});

it('what is possible is accepted in any kind and case', () => {
  expect(faultsOf(pair('AGE', 'wealth', 0.5, 'spearman'))).toEqual([]);
  expect(faultsOf(pair('age', 'spend', 0.8, 'normal'))).toEqual([]);
  expect(faultsOf()).toEqual([]);
});
