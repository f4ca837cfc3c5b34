import { AppError } from '@dw-sim/contracts';
import { checkDefinition } from './check-definition';
import { compilePlan } from './compile-plan';
import type { ExperimentModel } from './model';

const CLOCK = Date.UTC(2025, 0, 31, 12);
const HOUR_MS = 3_600_000;

function definitionOf(column: Record<string, unknown>, target_rows = 10) {
  return { name: 'x', tables: [{ name: 't', target_rows, columns: [{ name: 'at', data_type: 'TIMESTAMP', required: true, ...column }] }] };
}

const check = (column: Record<string, unknown>, rows?: number) => checkDefinition(definitionOf(column, rows), { warehouses: [], clock: CLOCK });

function modelOf(column: Record<string, unknown>): ExperimentModel {
  const { model, errors } = check(column);
  if (!model) throw new Error(JSON.stringify(errors));
  return model;
}

const series = (params: Record<string, unknown>) => ({ generator: { type: 'time_series', params } });
const preparedOf = (column: Record<string, unknown>, clock: number | string = CLOCK) => compilePlan(modelOf(column), { seed: 1, clock }).tables[0].columns[0].prepared;

describe('relative times', () => {
  it.each([
    ['now', CLOCK], ['today', Date.UTC(2025, 0, 31)], ['-7d', CLOCK - 168 * HOUR_MS], ['-120d', CLOCK - 2880 * HOUR_MS], ['-12h', CLOCK - 12 * HOUR_MS], ['+1mo', Date.UTC(2025, 1, 28, 12)],
    ['-90 minutes', CLOCK - 1.5 * HOUR_MS], ['-1y', Date.UTC(2024, 0, 31, 12)], ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ])('%s', (start, startMs) => expect(preparedOf(series({ start, step: '1d' }))).toMatchObject({ startMs }));

  it('are told against the clock of the run, which the plan keeps', () => {
    const model = modelOf(series({ start: '-1d', step: '5s' }));
    const plan = compilePlan(model, { seed: 1, clock: '2020-01-02T00:00:00Z' });
    expect(plan.clock).toBe(Date.UTC(2020, 0, 2));
    expect(plan.tables[0].columns[0].prepared).toMatchObject({ startMs: Date.UTC(2020, 0, 1), step: { ms: 5000 } });
    expect(compilePlan(model, { seed: 1, clock: plan.clock })).toEqual(plan);
    expect(compilePlan(model, { seed: 1 }).clock % 1000).toBe(0);
  });

  it('serve date_start and date_end, from which a relative start ends now', () => {
    expect(preparedOf({ date_start: '-1d' })).toEqual({ first: CLOCK - 24 * HOUR_MS, size: 24 * HOUR_MS + 1 });
    expect(preparedOf({ data_type: 'DATE', date_start: '-2d', date_end: 'today' })).toMatchObject({ size: 3 });
  });

  it('that are wrong at the clock of a run are told before a row is made', () => {
    const model = modelOf({ date_start: '-1d', date_end: '2025-06-01' });
    expect(() => compilePlan(model, { seed: 1, clock: '2026-01-01' })).toThrow(AppError);
    expect(() => compilePlan(model, { seed: 1, clock: '2026-01-01' })).toThrow(/at the clock 2026-01-01T00:00:00.000Z t.at can't be made: the start -1d is after the end 2025-06-01/);
    expect(() => compilePlan(model, { seed: 1, clock: 'yesterday' })).toThrow('clock is "yesterday"');
    expect(() => compilePlan(model, { seed: 1, clock: 1e300 })).toThrow('clock is 1e+300');
  });
});

it.each([
  ['5s', 5000, 0], ['1m', 60_000, 0], ['150ms', 150, 0], ['1d', 86_400_000, 0], ['1mo', 0, 1], ['1M', 0, 1], ['H', 3_600_000, 0], ['15 minutes', 900_000, 0], ['1.5h', 5_400_000, 0], ['2 years', 0, 24],
])('reads the step %s', (step, ms, months) => expect(preparedOf(series({ start: 'now', step }))).toMatchObject({ step: { ms, months } }));

it.each([
  [{ start: '-7x', step: '1d' }, 'start'], [{ start: 'now', step: '0s' }, 'step'], [{ start: 'now', step: '-1d' }, 'step'], [{ start: 'now', step: '0.3ms' }, 'step'], [{ start: '-9000y', step: '1d' }, 'start'],
  [{ start: 'now', step: '1d', jitter_seconds: -1 }, 'jitter_seconds'], [{ start: '0001-01-01', step: '1d', jitter_seconds: 5 }, 'jitter_seconds'],
])('refuses %j', (params, parameter) => expect(check(series(params)).errors).toMatchObject([{ path: `$.tables[0].columns[0].generator.params.${parameter}` }]));

it('knows how many rows there are room for', () => {
  expect(check(series({ start: '9999-12-01', step: '1d' }), 31).errors).toEqual([]);
  expect(check(series({ start: '9999-12-01', step: '1d' }), 32).errors).toMatchObject([{ code: 'not_enough_values', message: expect.stringContaining('ends after 31') }]);
  expect(check(series({ start: '9999-11-30T12:00:00Z', step: '1mo' }), 3).errors).toMatchObject([{ code: 'not_enough_values' }]);
});

it('can be a key where rows never meet', () => {
  expect(check({ is_unique: true, ...series({ start: 'now', step: '10s', jitter_seconds: 4 }) }).errors).toEqual([]);
  expect(check({ is_unique: true, ...series({ start: 'now', step: '10s', jitter_seconds: 5 }) }).errors).toMatchObject([{ code: 'not_unique' }]);
  expect(check({ is_unique: true, data_type: 'DATE', ...series({ start: 'now', step: '12h' }) }).errors).toMatchObject([{ code: 'not_unique' }]);
});

it('refuses a timeframe that is none, with every fault', () => {
  const { errors } = checkDefinition({ ...definitionOf({}), timeframe: { start: 'soon', end: '2024-01-01', freq: 'x', of: 1 } }, { warehouses: [], clock: CLOCK });
  expect(errors).toMatchObject([{ path: '$.timeframe.of', code: 'unknown_key' }, { path: '$.timeframe.start' }, { path: '$.timeframe.freq' }]);
});
