import { GROWTH_TYPES, type Growth, growthFactor, type GrowthPeriod, type GrowthType, PERIOD_MS } from '../growth';
import type { ParameterFault } from '../generator-kind';
import { formatNumber } from '../numeric-scale';
import { numberOf, stringOf, type Parameters } from '../parameters';
import { checkTimes } from '../check-times';
import { resolveTime } from '../relative-time';
import { SiblingVectors } from '../sibling-vectors';
import type { ModifiedColumn, ModifierKind } from './modifier-kind';
import { NUMERIC_TYPES, onNumbers } from './on-numbers';
import { checkTimeColumn, type TimeColumn, timeColumnOf, timeReader } from './time-column';

interface Prepared {
  readonly time: TimeColumn;
  readonly growth: Growth;
  readonly periodMs: number;
  /** Moment at which the factor is 1. */
  readonly startMs: number;
}

/** Multiplies by a factor that grows with the time of the row. */
export const trend: ModifierKind<Prepared> = {
  kind: 'trend',
  description: 'Multiplies by a factor that grows with the time of the row and is 1 at `start`: linear `1 + rate × t`, exponential `(1 + rate)^t`, or logistic towards `limit`, with t in periods. Rows without a time stay as they are.',
  types: NUMERIC_TYPES,
  parameters: [
    { name: 'type', type: 'string', oneOf: GROWTH_TYPES, description: 'How it grows; linear by default. In the flat spelling, where `type` names the modifier, it is `growth`.' },
    { name: 'growth', type: 'string', oneOf: GROWTH_TYPES, description: 'The same as `type`.' },
    { name: 'growth_rate', type: 'number', required: true, description: 'Growth in one period: 0.05 is 5 %; above -1 unless it is linear.' },
    { name: 'period', type: 'string', oneOf: Object.keys(PERIOD_MS), description: 'Span of time that the rate is for; year by default.' },
    { name: 'limit', type: 'number', exclusiveMinimum: 0, description: 'Factor at which logistic growth ends.' },
    { name: 'time_reference', type: 'string', description: 'Column of the row with its day or moment; by default the only one of the table.' },
    { name: 'start', type: 'time', description: 'When the factor is 1; the start of the experiment\'s timeframe by default.' },
  ],
  example: { growth: 'exponential', growth_rate: 0.2, period: 'year', time_reference: 'ordered_at', start: '2020-01-01' },
  check,
  summarize: (params) => `${typeOf(params)} trend of ${formatNumber(numberOf(params, 'growth_rate', 0) * 100)} % a ${periodOf(params)}`,
  dependsOn: (params, own) => [{ column: timeColumnOf(params, 'time_reference', own)?.name ?? '' }],
  prepare: (params, column) => {
    const time = timeColumnOf(params, 'time_reference', column.siblings);
    if (!time) throw new Error('the trend was not checked');
    const limit = params['limit'];
    const growth = { type: typeOf(params), rate: numberOf(params, 'growth_rate', 0), ...(typeof limit === 'number' && { limit }) };
    return { time, growth, periodMs: PERIOD_MS[periodOf(params)], startMs: resolveTime(startOf(params, column) ?? '', column.clock) ?? 0 };
  },
  compile: ({ time, growth, periodMs, startMs }, kernel, context) => {
    const read = timeReader(time, new SiblingVectors(context));
    const factor = growthFactor(growth);
    return onNumbers(kernel, (values, rows, count) => {
      const { ms, nulls } = read(rows, count);
      for (let i = 0; i < count; i++) if (nulls[i] === 0) values[i] *= factor((ms[i] - startMs) / periodMs);
    });
  },
};

function typeOf(params: Parameters): GrowthType {
  return (stringOf(params, 'type') ?? stringOf(params, 'growth') ?? 'linear') as GrowthType;
}

function periodOf(params: Parameters): GrowthPeriod {
  return (stringOf(params, 'period') ?? 'year') as GrowthPeriod;
}

function startOf(params: Parameters, { timeframe }: ModifiedColumn): string | undefined {
  return stringOf(params, 'start') ?? timeframe?.start;
}

function check(params: Parameters, column: ModifiedColumn): readonly ParameterFault[] {
  const faults = [...checkTimeColumn(params, 'time_reference', column.siblings), ...checkTimes(params, ['start'], column.clock)];
  const [type, rate, limit] = [typeOf(params), numberOf(params, 'growth_rate', 0), params['limit']];
  if (startOf(params, column) === undefined) faults.push({ parameter: 'start', code: 'missing', message: 'it is not said when the trend starts', allowed: 'a day or moment, or a timeframe of the experiment' });
  if (params['type'] !== undefined && params['growth'] !== undefined) faults.push({ parameter: 'growth', code: 'ambiguous', message: 'type and growth are both given', allowed: 'one of them' });
  if (type !== 'linear' && rate <= -1) faults.push({ parameter: 'growth_rate', code: 'out_of_range', message: `growth_rate is ${rate}`, allowed: 'above -1, which is a loss of all' });
  if (limit !== undefined && type !== 'logistic') faults.push({ parameter: 'limit', code: 'not_applicable', message: `${type} growth has no limit`, allowed: 'logistic growth, or no limit' });
  if (type === 'logistic' && limit === undefined) faults.push({ parameter: 'limit', code: 'missing', message: 'logistic growth needs a limit', allowed: 'a number above 0' });
  return faults;
}
