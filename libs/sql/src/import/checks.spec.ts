import type { ColumnDefinition } from '@dw-sim/contracts';
import { previewTables } from '@dw-sim/generation-engine';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { importDdl } from './import-ddl';

/** What a condition makes of the columns that it names; undefined where it is not kept. */
function kept(condition: string): Partial<Record<string, Partial<ColumnDefinition>>> | undefined {
  const { definition, faults, warnings } = importDdl(`CREATE TABLE t (n INT, d DECIMAL(8,2), f FLOAT, s VARCHAR(9), b BOOLEAN, a DATE, z DATE, CHECK (${condition}))`, { dialect: 'ansi' });
  expect(faults).toEqual([]);
  const { model, errors } = checkDefinition(definition, { warehouses: [] });
  expect(errors).toEqual([]);
  if (model) previewTables(compilePlan(model, { seed: 1 }), 5);
  if (warnings.length > 0) {
    expect(warnings).toEqual([expect.objectContaining({ code: 'check_ignored', message: expect.stringContaining('CHECK (') })]);
    return undefined;
  }
  const changed = definition.tables[0].columns.map(({ name, data_type: _, ...rest }): [string, object] => [name, rest]).filter(([, rest]) => Object.keys(rest).length > 0);
  return Object.fromEntries(changed);
}

const choice = (...values: readonly (string | number)[]) => ({ generator: { type: 'choice', params: { values } } });

test.each<[string, object]>([
  ["s IN ('a', 'b', 'a')", { s: choice('a', 'b') }],
  ["s = 'a' OR s = 'b' OR s IN ('c')", { s: choice('a', 'b', 'c') }],
  ["((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying(9)])::text[]))", { s: choice('a', 'b') }],
  ["s IS NULL OR s IN ('a')", { s: choice('a') }],
  ["CAST(s AS TEXT) = 'a'", { s: choice('a') }],
  ['n IN (1, -2)', { n: choice(1, -2) }],
  ["n IN ('1', '2')", { n: choice(1, 2) }],
  ['n BETWEEN 1 AND 5', { n: { min_value: 1, max_value: 5 } }],
  ['n > 0 AND n < 10', { n: { min_value: 1, max_value: 9 } }],
  ['(n >= (18)) AND (99 >= n)', { n: { min_value: 18, max_value: 99 } }],
  ['d > 0', { d: { min_value: 0.01 } }],
  ["d >= '0'::numeric AND d < 100.5", { d: { min_value: 0, max_value: 100.49 } }],
  ['f <= 1', { f: { max_value: 1 } }],
  ['n > 0 AND d > 1 AND s IS NOT NULL', { n: { min_value: 1 }, d: { min_value: 1.01 }, s: { required: true } }],
  ['b IN (TRUE, FALSE)', {}],
  ["a >= DATE '2020-01-01' AND a < '2021-01-01'", { a: { date_start: '2020-01-01', date_end: '2020-12-31' } }],
  ['z >= a', { z: { generator: { type: 'after', params: { column: 'a' } } } }],
  ['a < z', { z: { generator: { type: 'after', params: { column: 'a' } } } }],
  ["s <> ''", {}],
  ['length(s) > 0', {}],
  ['n <> 0', { n: { min_value: 1 } }],
])('CHECK (%s) is kept', (condition, expected) => {
  expect(kept(condition)).toEqual(expected);
});

test.each(["s LIKE 'a%'", 'n % 2 = 0', 'n < d', "s IN ('a', n)", "s IN ('longer than nine')", 'n IN (1.5)', 'a <> z', 'length(s) = 3', 'n > 0 OR d > 0', 'foo(n) > 1', 'n > (SELECT 1)', "s ~ '^[A-Z]+$'", 'NOT n > 5', "a = '2020-01-01'", "n > 'x'"])('CHECK (%s) is told not to be kept', (condition) => {
  expect(kept(condition)).toBeUndefined();
});

test('a length shortens the type', () => {
  expect(importDdl('CREATE TABLE t (s TEXT CHECK (char_length(s) <= 12))', { dialect: 'postgres' }).definition.tables[0].columns).toEqual([{ name: 's', data_type: 'VARCHAR(12)' }]);
});
