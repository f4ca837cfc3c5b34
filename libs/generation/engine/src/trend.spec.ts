import type { ColumnDefinition } from '@dw-sim/contracts';
import { checkDefinition, compilePlan } from '@dw-sim/generation-plan';
import { PlanKernels } from './plan-kernels';

const ROWS = 20_000;

function check(params: Record<string, unknown>, column: Partial<ColumnDefinition> = {}) {
  const columns = [
    { name: 'day', data_type: 'DATE', required: true, date_start: '2024-01-01', date_end: '2024-12-31' },
    { name: 'moment', data_type: 'TIMESTAMP', null_rate: 0.3 },
    { name: 'word', data_type: 'VARCHAR(9)' },
    { name: 'x', data_type: 'FLOAT', generator: { type: 'trend', params }, ...column },
  ];
  return checkDefinition({ name: 'm', tables: [{ name: 't', target_rows: ROWS, columns }] }, { warehouses: [] });
}

function columnsOf(params: Record<string, unknown>, ...names: string[]): Float64Array[] {
  const { model, errors } = check(params);
  if (!model) throw new Error(JSON.stringify(errors));
  const kernels = new PlanKernels(compilePlan(model, { seed: 5 }));
  return names.map((name) => {
    const out = new Float64Array(ROWS);
    const kernel = kernels.kernelOf('t', name);
    if (kernel.lane === 'number') kernel.fill(out, Uint32Array.from({ length: ROWS }, (_, i) => i), ROWS, new Uint8Array(ROWS));
    return out;
  });
}

it.each<[string, Record<string, unknown>, (row: number) => number]>([
  ['linear by a slope', { start: 10, slope: 0.5 }, (row) => 10 + row / 2],
  ['linear by a rate', { start: 10, growth_rate: 0.01 }, (row) => 10 * (1 + row / 100)],
  ['exponential', { start: 100, type: 'exponential', growth_rate: -0.001 }, (row) => 100 * 0.999 ** row],
  ['logistic', { start: 1, type: 'logistic', growth_rate: 0.01, limit: 50 }, (row) => 50 / (1 + 49 * 1.01 ** -row)],
  ['with a season', { start: 10, slope: 0, seasonality: { period: 100, amplitude: 0.5, phase: 25 } }, (row) => 10 * (1 + 0.5 * Math.cos((2 * Math.PI * row) / 100))],
])('%s over rows', (_what, params, expected) => {
  const [values] = columnsOf(params, 'x');
  for (const row of [0, 1, 50, 777, ROWS - 1]) expect(values[row]).toBeCloseTo(expected(row), 6);
});

it('over a column of days, months from an origin', () => {
  const [values, days] = columnsOf({ start: 100, slope: 12, over: 'day', per: 'month', origin: '2024-01-01' }, 'x', 'day');
  values.forEach((value, row) => expect(value).toBeCloseTo(100 + (12 * (days[row] - 19_723)) / (365.2425 / 12), 6));
});

it('noise is normal around the level (four standard errors)', () => {
  const [values] = columnsOf({ start: 10, slope: 0.01, noise: 3 }, 'x');
  const residuals = values.map((value, row) => value - 10 - row / 100);
  const mean = residuals.reduce((sum, value) => sum + value, 0) / ROWS;
  const variance = residuals.reduce((sum, value) => sum + value ** 2, 0) / ROWS;
  expect(Math.abs(mean)).toBeLessThan((4 * 3) / Math.sqrt(ROWS));
  expect(Math.abs(variance / 9 - 1)).toBeLessThan(4 * Math.sqrt(2 / ROWS));
});

it.each<[string, Record<string, unknown>, RegExp]>([
  ['no growth', { start: 1 }, /slope: nothing says how the level grows; allowed: slope or growth_rate/],
  ['two growths', { start: 1, slope: 1, growth_rate: 1 }, /slope and growth_rate both say/],
  ['a slope that compounds', { start: 1, type: 'exponential', slope: 1, growth_rate: 1 }, /exponential growth is given by its rate/],
  ['no limit', { start: 1, type: 'logistic', growth_rate: 1 }, /limit: logistic growth needs the level/],
  ['a limit below the start', { start: 10, type: 'logistic', growth_rate: 1, limit: 5 }, /limit 5 is not beyond the start 10; allowed: above 10/],
  ['a start of 0', { start: 0, growth_rate: 1 }, /a start of 0 never grows/],
  ['an unknown column', { start: 1, slope: 1, over: 'dya' }, /over: there is no other column "dya" in the table \(did you mean "day"\?\); allowed: day, moment/],
  ['a column of text', { start: 1, slope: 1, over: 'word' }, /the column "word" is VARCHAR; allowed: day, moment/],
  ['a period of rows', { start: 1, slope: 1, per: 'month' }, /per: per belongs to a trend over a column of time/],
  ['an unknown type', { start: 1, slope: 1, type: 'cubic' }, /type is "cubic"; allowed: linear, exponential, logistic/],
])('%s is a fault', (_what, params, message) => {
  const { errors } = check(params);
  expect(errors.map(({ path, message: text }) => `${path}: ${text}`)).toContainEqual(expect.stringMatching(message));
});

it('a required trend needs a required column of time', () => expect(check({ start: 1, slope: 1, over: 'moment' }, { required: true }).errors[0].message).toMatch(/NULL where moment is/));
