import { DuckDBInstance } from '@duckdb/node-api';
import type { ColumnDefinition, TableDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { normalCdf } from '@dw-sim/generation-rng';
import * as fc from 'fast-check';
import { PlanKernels } from './plan-kernels';
import { previewTables } from './preview';

const ROWS = 50_000;
const DAY_MS = 86_400_000;
const timeframe = { start: '2024-01-01', end: '2024-12-31' };

type Column = Partial<ColumnDefinition>;
type Modifiers = readonly Record<string, unknown>[];

const check = (columns: readonly Column[], more: readonly TableDefinition[] = [], target_rows = ROWS) =>
  checkDefinition({ name: 'x', timeframe, tables: [{ name: 't', target_rows, columns: columns.map((column) => ({ required: true, ...column })) as ColumnDefinition[] }, ...more] }, { warehouses: [] });

function planOf(...args: Parameters<typeof check>) {
  const { model, errors } = check(...args);
  if (!model) throw new Error(JSON.stringify(errors, null, 1));
  return compilePlan(model, { seed: 42 });
}

/** Values of the column `x`, with others beside it. */
function valuesOf(column: Column, beside: readonly Column[] = [], name = 'x'): Float64Array {
  const kernel = new PlanKernels(planOf([{ name: 'x', ...column } as Column, ...beside])).kernelOf('t', name);
  const out = new Float64Array(ROWS);
  if (kernel.lane === 'number') kernel.fill(out, Uint32Array.from({ length: ROWS }, (_, i) => i), ROWS);
  return out;
}

const float: Column = { data_type: 'FLOAT', generator: { type: 'uniform_float', params: { min: 10, max: 90 } } };
const plain = valuesOf(float);
const changed = (modifiers: Modifiers, column: Column = float, beside: readonly Column[] = []) => valuesOf({ ...column, modifiers } as Column, beside);
const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;

describe('modifiers of numbers', () => {
  it('are applied in their order, in either spelling', () => {
    expect(changed([{ type: 'multiply', value: 2 }, { type: 'add', value: 1 }])).toEqual(plain.map((x) => x * 2 + 1));
    expect(changed([{ type: 'add', params: { value: 1 } }, { type: 'multiply', args: { factor: 2 } }])).toEqual(plain.map((x) => (x + 1) * 2));
  });

  it('move what is outside exactly onto the bounds', () => {
    expect(changed([{ type: 'clamp', min: 20.5, max: 70.25 }])).toEqual(plain.map((x) => Math.min(70.25, Math.max(20.5, x))));
    expect(changed([{ type: 'clamp', max: 30 }])).toEqual(plain.map((x) => Math.min(30, x)));
  });

  it('are rounded to the column and kept inside its type and its declared bounds', () => {
    const price = { data_type: 'DECIMAL(6,2)', min_value: 1, max_value: 50 };
    const values = changed([{ type: 'multiply', value: 1.5 }], price);
    expect(values.every((x) => x >= 1 && x <= 50 && Math.abs(x * 100 - Math.round(x * 100)) < 1e-9)).toBe(true);
    expect(Math.max(...values.subarray(0, 1000))).toBe(50);
    expect(new Set(changed([{ type: 'multiply', value: 1e12 }], { data_type: 'INT', min_value: 1 }))).toEqual(new Set([2_147_483_647]));
    expect(new Set(changed([{ type: 'add', value: 1000 }], { ...float, max_value: 75.5 }))).toEqual(new Set([75.5]));
    const decimals = { data_type: 'FLOAT', generator: { type: 'uniform_float', params: { min: 0, max: 9, decimals: 1 } } };
    expect(changed([{ type: 'multiply', value: 0.333 }], decimals).every((x) => x === Math.round(x * 10) / 10)).toBe(true);
  });

  it.each(['mul', 'add'])('jitter normally in the mode %s', (mode) => {
    const std = mode === 'mul' ? 0.05 : 3;
    const z = changed([{ type: 'jitter', std, mode }]).map((x, i) => (mode === 'mul' ? x / plain[i] - 1 : x - plain[i]) / std).sort();
    // Kolmogorov-Smirnov at the level 0.001.
    const distance = z.reduce((most, x, i) => Math.max(most, Math.abs(normalCdf(x) - (i + 0.5) / ROWS)), 0);
    expect(distance).toBeLessThan(1.95 / Math.sqrt(ROWS));
  });

  it('jitter differently at each place and in each column', () => {
    const noise = { type: 'jitter', std: 1, mode: 'add' };
    const [once, twice] = [changed([noise]), changed([noise, noise])];
    const correlation = once.reduce((sum, x, i) => sum + (x - plain[i]) * (twice[i] - x), 0) / ROWS;
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(ROWS));
  });

  it.each([['spike', 4], ['drop', 0.25], ['burst', 4]])('have outliers at their rate in the mode %s', (mode, factor) => {
    const values = changed([{ type: 'outliers', rate: 0.02, mode, magnitude_dist: 4 }]);
    const rows = [...values.keys()].filter((i) => values[i] !== plain[i]);
    const length = mode === 'burst' ? 5 : 1;
    expect(Math.abs(rows.length - 0.02 * ROWS)).toBeLessThan(4 * Math.sqrt(0.02 * ROWS * length));
    expect(rows.every((i) => Math.abs(values[i] / plain[i] - factor) < 1e-12)).toBe(true);
    const neighbours = rows.filter((row, i) => rows[i + 1] === row + 1).length;
    expect(neighbours / rows.length > 0.7).toBe(mode === 'burst');
  });

  it('draw magnitudes from any distribution, one for each burst', () => {
    const values = changed([{ type: 'outliers', rate: 0.1, mode: 'burst', length: 10, magnitude_dist: { type: 'normal', mean: 20, std: 1 } }]);
    const factors = [...values.keys()].filter((i) => values[i] !== plain[i]).map((i) => (values[i] / plain[i]).toFixed(9));
    expect(mean(Float64Array.from(factors.map(Number)))).toBeCloseTo(20, 0);
    expect(new Set(factors).size).toBeLessThan(factors.length / 9);
  });
});

describe('modifiers by the time of the row', () => {
  const at = { name: 'at', data_type: 'TIMESTAMP', generator: { type: 'datetime_series', params: { within: 'timeframe' } } };
  const times = valuesOf(float, [at], 'at');
  it('weight seasons', () => {
    const values = changed([{ type: 'seasonality', dimension: 'month', weights: { dec: 2 } }, { type: 'seasonality', dimension: 'hour', weights: Array.from({ length: 24 }, (_, i) => i / 12), column: 'AT' }], float, [at]);
    const expected = plain.map((x, i) => x * (new Date(times[i]).getUTCMonth() === 11 ? 2 : 1) * (new Date(times[i]).getUTCHours() / 12));
    expect(values.every((x, i) => Math.abs(x - expected[i]) <= 1e-9)).toBe(true);
  });

  it('grow', () => {
    const values = changed([{ type: 'trend', growth: 'exponential', growth_rate: 0.1, period: 'day' }, { type: 'trend', args: { type: 'linear', growth_rate: 1, period: 'hour', start: '2024-01-01' } }], float, [at]);
    const days = times.map((ms) => (ms - Date.UTC(2024, 0, 1)) / DAY_MS);
    expect(values.every((x, i) => Math.abs(x / (plain[i] * 1.1 ** days[i] * (1 + 24 * days[i])) - 1) < 1e-9)).toBe(true);
  });

  it('leave rows without a time as they are, and NULLs NULL', async () => {
    const columns = [{ name: 'n', data_type: 'INT', required: false, null_rate: 0.5, generator: { type: 'const', params: { value: 3 } }, modifiers: [{ type: 'seasonality', dimension: 'dow', weights: [2, 2, 2, 2, 2, 2, 2] }] }, { ...at, required: false, null_rate: 0.5 }, { name: 'double', data_type: 'INT', required: false, generator: { type: 'expression', params: { code: 'n * 2' } } }];
    const [{ rows }] = previewTables(planOf(columns as unknown as Column[]), 400);
    expect(new Set(rows.map(([n, time, double]) => `${String(n)} ${time === null ? 'never' : 'sometimes'} ${String(double)}`))).toEqual(new Set(['null never null', 'null sometimes null', '3 never 6', '6 sometimes 12']));
  });

  it('move times, within what is declared', () => {
    const day = { data_type: 'DATE', date_start: '2024-01-01', date_end: '2024-01-10' };
    expect(new Set(changed([{ type: 'time_jitter', std_minutes: 5 * 1440 }], day).map((x) => x - Date.UTC(2024, 0, 1) / DAY_MS))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    const moment = { data_type: 'TIMESTAMPTZ', generator: { type: 'const', params: {} } };
    expect(check([{ name: 'x', ...moment }]).errors).not.toEqual([]);
    const noon = { data_type: 'TIMESTAMP', generator: { type: 'time_series', params: { start: '2024-01-01T12:00', step: '1d' } } };
    const minutes = changed([{ type: 'time_jitter', std_minutes: 30 }], noon).map((x, i) => (x - Date.UTC(2024, 0, 1, 12) - i * DAY_MS) / 60_000);
    expect(mean(minutes)).toBeCloseTo(0, 0);
    expect(Math.sqrt(mean(minutes.map((x) => x * x)))).toBeCloseTo(30, 0);
    expect(changed([{ type: 'add', value: '-90 minutes' }, { type: 'clamp', max: '2024-06-30' }], noon)[1]).toBe(Date.UTC(2024, 0, 2, 10, 30));
    const clock = { data_type: 'TIME', generator: { type: 'time_of_day', params: { start: '23:00', end: '23:30' } } };
    expect(changed([{ type: 'add', value: 'PT1H' }], clock).every((x) => x >= 0 && x <= 1.8e9)).toBe(true);
  });
});

it('map values of texts, numbers and booleans', async () => {
  const columns = [
    { name: 'code', data_type: 'VARCHAR(10)', generator: { type: 'choice', params: { values: ['a', 'b', 'c'] } }, modifiers: [{ type: 'map_values', mapping: { a: 'Ä', b: 'Ä' } }] },
    { name: 'text', data_type: 'VARCHAR(9)', generator: { type: 'template', params: { template: '{code}!' } }, modifiers: [{ type: 'map_values', mapping: { 'c!': 'see' }, default: 'ten bytes' }] },
    { name: 'number', data_type: 'INT', generator: { type: 'choice', params: { values: [1, 2] } }, modifiers: [{ type: 'map_values', mapping: { 1: 10 }, default: 7 }] },
    { name: 'flag', data_type: 'BOOLEAN', modifiers: [{ type: 'map_values', mapping: { true: false } }] },
  ];
  const [{ rows }] = previewTables(planOf(columns as unknown as Column[]), 300);
  expect(new Set(rows.map(([code, text]) => `${String(code)} ${String(text)}`))).toEqual(new Set(['Ä ten bytes', 'c see']));
  expect([new Set(rows.map((row) => row[2])), new Set(rows.map((row) => row[3]))]).toEqual([new Set([10, 7]), new Set([false])]);
});

describe('effect', () => {
  const products = { name: 'products', target_rows: 40, columns: [{ name: 'id', data_type: 'UUID', is_unique: true, required: true }] };
  const reference = { data_type: 'UUID', foreign_key: { references_table: 'products', references_column: 'id' } };
  const promotions = {
    name: 'promotions',
    target_rows: 300,
    columns: [
      { name: 'product', ...reference, required: true },
      { name: 'region', data_type: 'VARCHAR(5)', generator: { type: 'choice', params: { values: ['n', 's', 'w'] } }, null_rate: 0.1 },
      { name: 'starts', data_type: 'DATE', date_start: '2024-01-01', date_end: '2024-12-31', null_rate: 0.1 },
      { name: 'ends', data_type: 'DATE', required: false, null_rate: 0.1, generator: { type: 'after', params: { column: 'starts', max: '60 days' } } },
      { name: 'factor', data_type: 'DECIMAL(4,2)', min_value: 0, max_value: 2, null_rate: 0.1, modifiers: [{ type: 'multiply', value: 0.5 }] },
    ],
  };
  const params = { effect_table: 'Promotions', on: { product_id: 'product', area: 'region' }, window: { start_col: 'starts', end_col: 'ends' }, time_column: 'at' };
  const columns = (modifier: Record<string, unknown>): Column[] => [
    { name: 'product_id', ...reference },
    { name: 'area', data_type: 'VARCHAR(9)', required: false, generator: { type: 'pattern', params: { pattern: '[nsx]' } } },
    { name: 'at', data_type: 'TIMESTAMP', required: false, date_start: '2024-01-01', date_end: '2024-12-31' },
    { name: 'x', data_type: 'FLOAT', generator: { type: 'const', params: { value: 8 } }, modifiers: [modifier as never] },
  ];

  it.each([['mul', undefined], ['mul', 3], ['add', undefined], ['add', -1]])('is what a join says: %s, default %s', async (op, otherwise) => {
    const map = { field: 'factor', op, ...(otherwise === undefined ? {} : { default: otherwise }) };
    const tables = previewTables(planOf(columns({ type: 'effect', ...params, map }), [products, promotions] as TableDefinition[], 3000), 3000);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const { table, columns: of, rows } of tables) {
      await connection.run(`CREATE TABLE ${table} (${of.map(({ name, type }) => `"${name}" ${type === 'FLOAT' ? 'DOUBLE' : type}`).join(', ')}${table === 't' ? ', row_number INT' : ''})`);
      const cell = (value: unknown): string => (value === null ? 'NULL' : `'${String(value)}'`);
      await connection.run(`INSERT INTO ${table} VALUES ${rows.map((row, i) => `(${[...row.map(cell), ...(table === 't' ? [i] : [])].join(', ')})`).join(', ')}`);
    }
    const joined = op === 'mul' ? `8 * coalesce(product(p.factor), ${otherwise ?? 1})` : `8 + coalesce(sum(p.factor), ${otherwise ?? 0})`;
    const result = await connection.runAndReadAll(`
      SELECT count(*) AS rows, count(*) FILTER (WHERE effects > 0) AS affected, count(*) FILTER (WHERE effects > 1) AS doubly, max(abs(x - expected)) AS error FROM (
        SELECT any_value(t.x) AS x, count(p.factor) AS effects, ${joined} AS expected FROM t LEFT JOIN promotions p ON t.product_id = p.product AND t.area = p.region AND p.factor IS NOT NULL
          AND t."at" >= coalesce(p.starts, DATE '0001-01-01') AND t."at" < coalesce(p.ends, DATE '9999-12-30') + INTERVAL 1 DAY
        GROUP BY t.row_number)`);
    const [{ rows, affected, doubly, error }] = result.getRowObjectsJson();
    expect(Number(rows)).toBe(3000);
    expect(Number(affected)).toBeGreaterThan(300);
    expect(Number(doubly)).toBeGreaterThan(30);
    expect(Number(error)).toBeLessThan(1e-12);
  });

  it('without keys or without a window holds for all, or always', () => {
    const holidays = { name: 'holidays', target_rows: 1, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'day', data_type: 'DATE', required: true, date_start: '2024-07-04', date_end: '2024-07-04' }, { name: 'more', data_type: 'INT', required: true, min_value: 5, max_value: 5 }] };
    const at = { name: 'at', data_type: 'DATE', generator: { type: 'time_series', params: { start: '2024-01-01', step: '1d' } } };
    const plan = planOf([{ name: 'x', ...float, modifiers: [{ type: 'effect', effect_table: 'holidays', window: { start_col: 'day', end_col: 'day' }, map: { field: 'more' } }] } as Column, at], [holidays] as TableDefinition[], 366);
    const kernel = new PlanKernels(plan).kernelOf('t', 'x');
    const out = new Float64Array(366);
    if (kernel.lane === 'number') kernel.fill(out, Uint32Array.from({ length: 366 }, (_, i) => i), 366);
    expect([...out.keys()].filter((i) => out[i] > 90 || Math.abs(out[i] - plain[i]) > 1e-9)).toEqual([185]);
    expect(out[185]).toBeCloseTo(5 * plain[185], 9);
  });
});

describe('faults', () => {
  const at = { name: 'at', data_type: 'TIMESTAMP' };
  const x = (modifier: unknown, more: Column = float): Column => ({ name: 'x', ...more, modifiers: [modifier as never] });
  it.each<[unknown, string, string]>([
    [{ type: 'multipy', value: 2 }, '.type', 'did you mean "multiply"'], [{ value: 2 }, '.type', 'type is missing'], [7, '', 'the modifier is 7'], [{ type: 'multiply' }, '', 'value or factor is missing'], [{ type: 'multiply', value: 1, factor: 2 }, '.factor', 'both given'],
    [{ type: 'multiply', params: { value: '2' } }, '.params.value', 'value is "2"'], [{ type: 'add', value: '2 days' }, '.value', 'a number'], [{ type: 'clamp' }, '', 'neither min nor max'], [{ type: 'clamp', min: 5, max: 2 }, '.min', 'min 5 is above max 2'], [{ type: 'jitter', std: -1 }, '.std', 'std is -1'],
    [{ type: 'jitter', std: 1, sdt: 2 }, '.sdt', 'did you mean "std"'], [{ type: 'time_jitter', std_minutes: 1 }, '', 'does not change FLOAT'], [{ type: 'seasonality', dimension: 'hour', weights: [1] }, '.weights', '1 weights for 24'], [{ type: 'seasonality', dimension: 'dow', weights: [0, 0, 0, 0, 0, 0, 0] }, '.weights', 'all weights are 0'],
    [{ type: 'seasonality', dimension: 'era', weights: [1] }, '.dimension', 'dow (day of the week)'], [{ type: 'seasonality', dimension: 'month', weights: { dec: 2 }, column: 'att' }, '.column', 'did you mean "at"'], [{ type: 'seasonality', dimension: 'month', weights: { dec: 2 }, column: 'n' }, '.column', 'the column "n" is INT'],
    [{ type: 'trend', growth: 'logistic', growth_rate: 0.1 }, '.limit', 'needs a limit'], [{ type: 'trend', growth: 'exponential', growth_rate: -2 }, '.growth_rate', 'above -1'], [{ type: 'outliers', rate: 2 }, '.rate', 'rate is 2'], [{ type: 'outliers', rate: 0.1, length: 3 }, '.length', 'only bursts'],
    [{ type: 'outliers', rate: 0.1, magnitude_dist: { type: 'norml' } }, '.magnitude_dist.type', 'did you mean "normal"'], [{ type: 'outliers', rate: 0.1, magnitude_dist: { type: 'normal', params: { mean: 1, stddev: -1 } } }, '.magnitude_dist.params.stddev', 'stddev is -1'], [{ type: 'map_values', mapping: {} }, '.mapping', 'empty'], [{ type: 'map_values', mapping: { one: 1, 2: 'b' } }, '.mapping', 'one'],
    [{ type: 'effect', effect_table: 'promo', on: { n: 'id' }, map: { field: 'id' } }, '.effect_table', 'did you mean "promos"'], [{ type: 'effect', effect_table: 'promos', map: { field: 'id' } }, '', 'on, window, or both'], [{ type: 'effect', effect_table: 'promos', on: { m: 'id' }, map: { field: 'id' } }, '.on.m', 'no other column "m"'],
    [{ type: 'effect', effect_table: 'promos', on: { at: 'id' }, map: { field: 'id' } }, '.on.at', 'promos.id is INT'], [{ type: 'effect', effect_table: 'promos', window: { start_col: 'id', end_col: 'day' }, map: { field: 'day', op: 'div' } }, '.map.op', 'mul'], [{ type: 'effect', effect_table: 'promos', on: { n: 'id' }, map: { field: 'day' } }, '.map.field', 'promos.day is DATE'],
  ])('%j', (modifier, path, message) => {
    const promos = { name: 'promos', target_rows: 5, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'day', data_type: 'DATE' }] };
    const { errors } = check([x(modifier), at, { name: 'n', data_type: 'INT' }], [promos] as TableDefinition[]);
    expect(errors[0]).toMatchObject({ path: expect.stringContaining(`$.tables[0].columns[0].modifiers[0]${path}`), message: expect.stringContaining(message) });
  });

  it('refuses to change keys, whatever makes them so', () => {
    const change = { modifiers: [{ type: 'add', value: 1 }] as never };
    const id = { name: 'id', data_type: 'INT', is_unique: true, ...change };
    const child = { name: 'parent', data_type: 'INT', foreign_key: { references_table: 't', references_column: 'id' }, ...change };
    const table = { name: 'u', target_rows: 5, columns: [{ name: 'a', data_type: 'INT', ...change }, { name: 'b', data_type: 'INT', min_value: 1, max_value: 9 }, child], composite_keys: [['a', 'b']] } as TableDefinition;
    expect(check([id], [table]).errors.map(({ path, message }) => `${path} ${message}`)).toEqual([
      expect.stringContaining('$.tables[0].columns[0].modifiers id is unique'), expect.stringContaining('$.tables[1].columns[0].modifiers a is a member of a composite key'), expect.stringContaining('$.tables[1].columns[2].modifiers parent is a foreign key'),
    ]);
  });

  it('refuses columns that change each other, in one table and across tables', () => {
    const time = { name: 'at', data_type: 'TIMESTAMP', generator: { type: 'expression', params: { code: "date_add(DATE '2024-01-01', x, 'day')" } } };
    expect(check([x({ type: 'seasonality', dimension: 'month', weights: { dec: 2 } }), time]).errors).toMatchObject([{ code: 'column_cycle', message: expect.stringContaining('t.x → t.at → t.x') }]);
    const back = { name: 'u', target_rows: 5, columns: [{ name: 'id', data_type: 'INT', required: true }, { name: 'f', data_type: 'FLOAT', modifiers: [{ type: 'effect', effect_table: 't', on: { id: 'n' }, map: { field: 'x' } }] }] };
    expect(check([x({ type: 'effect', effect_table: 'u', on: { n: 'id' }, map: { field: 'f' } }), { name: 'n', data_type: 'INT' }], [back] as unknown as TableDefinition[], 100).errors).toMatchObject([{ code: 'column_cycle', message: expect.stringContaining('t.x → u.f → t.x') }]);
  });

  it('tells declared bounds that hold nothing, and effect tables that are too long', () => {
    expect(check([x({ type: 'add', value: 1 }, { ...float, min_value: 5, max_value: 1 })]).errors).toMatchObject([{ path: '$.tables[0].columns[0].min_value', code: 'range_reversed' }]);
    const effects = { name: 'u', target_rows: 5, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'f', data_type: 'FLOAT' }] } as TableDefinition;
    const columns = [x({ type: 'effect', effect_table: 'u', on: { n: 'id' }, map: { field: 'f' } }), { name: 'n', data_type: 'INT' }];
    expect(check(columns, [{ ...effects, target_rows: 250_001 }]).errors).toMatchObject([{ code: 'too_large', message: expect.stringContaining('250,001') }]);
    const { model } = check(columns, [effects]);
    expect(() => model && compilePlan(model, { seed: 1, rows: { u: 300_000 } })).toThrow('300,000 rows are asked of the effect table u');
  });
});

it('any list of modifiers gives the same values whole, in parts and in any order', () => {
  const modifier = fc.oneof(
    fc.double({ min: -3, max: 3, noNaN: true }).map((value) => ({ type: 'multiply', value })), fc.integer({ min: -99, max: 99 }).map((value) => ({ type: 'add', value })), fc.constantFrom({ type: 'clamp', min: 5 }, { type: 'clamp', min: -50, max: 50 }),
    fc.constantFrom('mul', 'add').map((mode) => ({ type: 'jitter', std: 0.3, mode })), fc.record({ type: fc.constant('outliers'), rate: fc.double({ min: 0, max: 1, noNaN: true }), mode: fc.constantFrom('spike', 'drop', 'burst') }),
    fc.constantFrom({ type: 'seasonality', dimension: 'dow', weights: { sun: 0 } }, { type: 'trend', growth_rate: 0.4 }, { type: 'map_values', mapping: { 5: 6 } }),
  );
  fc.assert(
    fc.property(fc.array(modifier, { maxLength: 5 }), fc.constantFrom('INT', 'FLOAT', 'DECIMAL(9,3)'), fc.array(fc.nat(9999), { minLength: 1, maxLength: 50 }), (modifiers, data_type, some) => {
      const kernels = () => new PlanKernels(planOf([{ name: 'x', data_type, min_value: -100, max_value: 100, modifiers }, { name: 'at', data_type: 'DATE', date_start: '2024-01-01', date_end: '2025-12-31' }] as Column[], [], 10_000)).kernelOf('t', 'x');
      const whole = new Float64Array(10_000);
      const part = new Float64Array(some.length);
      const [one, other] = [kernels(), kernels()];
      if (one.lane !== 'number' || other.lane !== 'number') throw new Error('no numbers');
      one.fill(whole, Uint32Array.from(whole, (_, i) => i), whole.length);
      other.fill(part, Uint32Array.from(some), some.length);
      expect([...part]).toEqual(some.map((row) => whole[row]));
      expect(whole.every((value) => value >= -100 && value <= 100)).toBe(true);
    }),
    { numRuns: 40, seed: 3 },
  );
});
