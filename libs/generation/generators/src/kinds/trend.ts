import { hash32, makeQuantileDraw, normalQuantile, type StreamKey } from '@dw-sim/generation-rng';
import { didYouMean } from '@dw-sim/contracts';
import { NumberVector } from '../expression/vector';
import { fittedKernel } from '../fitted-kernel';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault, SiblingColumn } from '../generator-kind';
import { GROWTH_TYPES, growthFactor, type Growth, type GrowthPeriod, type GrowthType, PERIOD_MS } from '../growth';
import { parseIsoTime } from '../iso-time';
import type { Kernel } from '../kernel';
import { formatNumber } from '../numeric-scale';
import { numberOf, objectOf, stringOf, type ParameterSpec, type Parameters } from '../parameters';
import { SiblingVectors } from '../sibling-vectors';

const DAY_MS = PERIOD_MS.day;
const PERIODS = Object.keys(PERIOD_MS) as GrowthPeriod[];
const TIME_TYPES = ['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'];

interface Wave {
  /** In periods. */
  readonly period: number;
  readonly phase: number;
  /** Share of the level. */
  readonly amplitude: number;
}

interface Prepared {
  readonly start: number;
  /** Added in each period; null where the level grows by `growth`. */
  readonly slope: number | null;
  readonly growth: Growth;
  readonly noise: number;
  readonly wave: Wave | null;
  /** Time column, its units per period, and its value at period 0; null where rows are counted. */
  readonly over: { readonly column: string; readonly unitsPerPeriod: number; readonly origin: number } | null;
}

const SEASONALITY: readonly ParameterSpec[] = [
  { name: 'period', type: 'number', required: true, exclusiveMinimum: 0, description: 'Length of a wave, in rows or in units of `per`.' },
  { name: 'amplitude', type: 'number', required: true, minimum: 0, description: 'Height of the wave, as a share of the level: 0.2 is 20 % up and down.' },
  { name: 'phase', type: 'number', description: 'Where in the wave it begins, in units of `period`\'s; 0 by default.' },
];

/** A level that moves from row to row, or with a column of time, with noise and a season. */
export const trend: GeneratorKind<Prepared> = {
  kind: 'trend',
  description: 'A level that grows or falls over the rows, or over a column of time: linear, compounding or towards a limit, with a season and normal noise. NULL where the column of time is.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
  parameters: [
    { name: 'start', type: 'number', required: true, description: 'Level at the first row, or at `origin`.' },
    { name: 'type', type: 'string', oneOf: GROWTH_TYPES, description: 'linear (default): by `slope`, or by `growth_rate` of the start; exponential: by `growth_rate` of the level, which compounds; logistic: likewise, slowing down towards `limit`.' },
    { name: 'slope', type: 'number', description: 'Added for each row, or for each `per`; linear only.' },
    { name: 'growth_rate', type: 'number', exclusiveMinimum: -1, description: 'Growth for each row, or for each `per`, as a share: 0.05 is 5 %.' },
    { name: 'limit', type: 'number', description: 'Level that logistic growth approaches.' },
    { name: 'over', type: 'string', description: 'DATE, TIMESTAMP or TIMESTAMPTZ column of the same row; the row\'s number from 0 where absent.' },
    { name: 'per', type: 'string', oneOf: PERIODS, description: 'Time in which `slope` is added or `growth_rate` applies; day by default. Months and years count by their mean length.' },
    { name: 'origin', type: 'time', description: 'Moment at which the level is `start`; 2020-01-01 by default.' },
    { name: 'noise', type: 'number', minimum: 0, description: 'Standard deviation of normal noise that is added; 0 by default.' },
    { name: 'seasonality', type: 'object', fields: SEASONALITY, description: 'A sine wave around the level.' },
  ],
  example: { start: 1000, type: 'exponential', growth_rate: 0.001, noise: 25, seasonality: { period: 365, amplitude: 0.2 } },
  check: (params, column) => [...checkGrowth(params), ...checkOver(params, column), ...checkColumn(column)],
  summarize: (params) => {
    const slope = params['slope'];
    const by = typeof slope === 'number' ? `by ${formatNumber(slope)}` : `by ${formatNumber(numberOf(params, 'growth_rate', 0) * 100)} %`;
    const over = stringOf(params, 'over');
    return `${typeOf(params)} trend from ${formatNumber(numberOf(params, 'start', 0))} ${by} a ${over ? `${stringOf(params, 'per') ?? 'day'} of ${over}` : 'row'}`;
  },
  distinctCount: () => Infinity,
  dependsOn: (params) => {
    const over = stringOf(params, 'over');
    return over === undefined ? [] : [over];
  },
  prepare,
  compile,
};

function typeOf(params: Parameters): GrowthType {
  return (stringOf(params, 'type') ?? 'linear') as GrowthType;
}

function overColumn(params: Parameters, { siblings }: ColumnContext): SiblingColumn | undefined {
  const name = stringOf(params, 'over')?.toLowerCase();
  return siblings.find((sibling) => sibling.name.toLowerCase() === name);
}

function prepare(params: Parameters, column: ColumnContext): Prepared {
  const start = numberOf(params, 'start', 0);
  const slope = params['slope'];
  const limit = params['limit'];
  const season = objectOf(params, 'seasonality');
  const over = overColumn(params, column);
  const unitMs = over?.type.kind === 'DATE' ? DAY_MS : 1;
  return {
    start,
    slope: typeof slope === 'number' ? slope : null,
    growth: { type: typeOf(params), rate: numberOf(params, 'growth_rate', 0), ...(typeof limit === 'number' ? { limit: limit / start } : {}) },
    noise: numberOf(params, 'noise', 0),
    wave: season ? { period: numberOf(season, 'period', 1), amplitude: numberOf(season, 'amplitude', 0), phase: numberOf(season, 'phase', 0) } : null,
    over: over ? { column: over.name, unitsPerPeriod: PERIOD_MS[(stringOf(params, 'per') ?? 'day') as GrowthPeriod] / unitMs, origin: (parseIsoTime(stringOf(params, 'origin') ?? '2020-01-01') ?? 0) / unitMs } : null,
  };
}

function checkGrowth(params: Parameters): readonly ParameterFault[] {
  const type = typeOf(params);
  const [hasSlope, hasRate, hasLimit] = ['slope', 'growth_rate', 'limit'].map((name) => params[name] !== undefined);
  const start = numberOf(params, 'start', 0);
  const limit = numberOf(params, 'limit', start);
  const fault = (parameter: string, code: string, message: string, allowed: string): ParameterFault => ({ parameter, code, message, allowed });
  return [
    ...(hasSlope && hasRate ? [fault('slope', 'contradiction', 'slope and growth_rate both say how the level grows', 'one of them')] : []),
    ...(!hasSlope && !hasRate ? [fault(type === 'linear' ? 'slope' : 'growth_rate', 'missing', 'nothing says how the level grows', type === 'linear' ? 'slope or growth_rate' : 'growth_rate')] : []),
    ...(hasSlope && type !== 'linear' ? [fault('slope', 'not_applicable', `${type} growth is given by its rate`, 'growth_rate')] : []),
    ...(hasLimit && type !== 'logistic' ? [fault('limit', 'not_applicable', `${type} growth has no limit`, 'type logistic')] : []),
    ...(!hasLimit && type === 'logistic' ? [fault('limit', 'missing', 'logistic growth needs the level that it approaches', 'a number beyond start')] : []),
    ...(hasRate && !hasSlope && start === 0 ? [fault('start', 'out_of_range', 'a start of 0 never grows by a rate', 'slope, or another start')] : []),
    ...(hasLimit && type === 'logistic' && !(limit / start > 1) ? [fault('limit', 'out_of_range', `the limit ${limit} is not beyond the start ${start}`, start < 0 ? `below ${start}` : `above ${start}`)] : []),
  ];
}

function checkOver(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const given = stringOf(params, 'over');
  if (given === undefined) {
    return ['per', 'origin'].filter((name) => params[name] !== undefined).map((parameter) => ({ parameter, code: 'not_applicable', message: `${parameter} belongs to a trend over a column of time`, allowed: 'over: a DATE or TIMESTAMP column' }));
  }
  const times = column.siblings.filter(({ type }) => TIME_TYPES.includes(type.kind)).map(({ name }) => name);
  const over = overColumn(params, column);
  if (!over) return [{ parameter: 'over', code: 'unknown_column', message: `there is no other column ${JSON.stringify(given)} in the table${didYouMean(given, times)}`, allowed: times }];
  if (!times.includes(over.name)) return [{ parameter: 'over', code: 'wrong_type', message: `the column ${JSON.stringify(over.name)} is ${over.type.kind}`, allowed: times.length > 0 ? times : 'a DATE or TIMESTAMP column' }];
  if (!column.nullable && over.mayBeNull) return [{ parameter: 'over', code: 'nullable_value', message: `the column is required, but NULL where ${over.name} is`, allowed: `required: false, or required: true on ${over.name}` }];
  return [];
}

function checkColumn({ unique }: ColumnContext): readonly ParameterFault[] {
  return unique ? [{ parameter: '', code: 'not_unique', message: 'a trend may come back to a value, so the column can\'t be unique', allowed: 'is_unique: false' }] : [];
}

/** Level after some periods, without noise. */
function levelOf({ start, slope, growth, wave }: Prepared): (periods: number) => number {
  const factor = growthFactor(growth);
  const level = slope === null ? (periods: number) => start * factor(periods) : (periods: number) => start + slope * periods;
  if (!wave) return level;
  const turn = (2 * Math.PI) / wave.period;
  return (periods) => level(periods) * (1 + wave.amplitude * Math.sin(turn * (periods + wave.phase)));
}

function compile(prepared: Prepared, context: KernelContext): Kernel {
  const level = levelOf(prepared);
  const { over } = prepared;
  const addNoise = noiseOf(prepared.noise, context.key('value'));
  const siblings = new SiblingVectors(context);
  const time = over ? (siblings.column(over.column) as NumberVector) : undefined;
  const values = new NumberVector(time?.nullable ?? false, (out, nulls, count) => {
    const rows = siblings.selected;
    if (time && over) {
      time.evaluate(count);
      nulls.set(time.nulls.subarray(0, count));
      for (let i = 0; i < count; i++) out[i] = level((time.values[i] - over.origin) / over.unitsPerPeriod);
    } else for (let i = 0; i < count; i++) out[i] = level(rows[i]);
    addNoise?.(out, rows, count);
  });
  return fittedKernel(values, siblings, context.type, 0);
}

function noiseOf(stddev: number, [k0, k1]: StreamKey): ((out: Float64Array, rows: Uint32Array, count: number) => void) | undefined {
  if (stddev === 0) return undefined;
  const normal = makeQuantileDraw(normalQuantile);
  return (out, rows, count) => {
    for (let i = 0; i < count; i++) out[i] += stddev * normal(hash32(rows[i], k0, k1));
  };
}
