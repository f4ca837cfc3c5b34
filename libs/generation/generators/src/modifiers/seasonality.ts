import { stringOf } from '../parameters';
import { checkDimensionWeights, type Dimension, dimensionIndex, dimensionOf, DIMENSIONS_ALLOWED, weightsOf } from '../schedule/dimensions';
import { SiblingVectors } from '../sibling-vectors';
import type { ModifierKind } from './modifier-kind';
import { NUMERIC_TYPES, onNumbers } from './on-numbers';
import { checkTimeColumn, type TimeColumn, timeColumnOf, timeReader } from './time-column';

interface Prepared {
  readonly time: TimeColumn;
  readonly dimension: Dimension;
  readonly weights: readonly number[];
}

/** Multiplies by a weight that the hour, weekday or month of the row's time has. */
export const seasonality: ModifierKind<Prepared> = {
  kind: 'seasonality',
  description: 'Multiplies by the weight of the hour, weekday, month or day of the month at which the row is. Rows without a time stay as they are.',
  types: NUMERIC_TYPES,
  parameters: [
    { name: 'dimension', type: 'string', required: true, description: '`hour`, `dow` (day of the week), `month` or `day` (of the month).' },
    { name: 'weights', type: 'any', form: 'list of numbers, or object', required: true, description: 'Factors, about 1 on average: 24 by hour, 7 from Monday on, 12 by month, 31 by day; or an object such as `{"dec": 1.8}` in which the others are 1.' },
    { name: 'column', type: 'string', description: 'Column of the row with its day or moment; by default the only one of the table.' },
  ],
  example: { dimension: 'month', weights: { nov: 1.3, dec: 1.8 }, column: 'ordered_at' },
  check: (params, { siblings }) => {
    const dimension = dimensionOf(params['dimension']);
    if (!dimension) return [{ parameter: 'dimension', code: 'unknown_dimension', message: `dimension is ${JSON.stringify(params['dimension'])}`, allowed: DIMENSIONS_ALLOWED }];
    return [...checkDimensionWeights(dimension, params['weights'], 'weights'), ...checkTimeColumn(params, 'column', siblings)];
  },
  summarize: (params) => `by ${stringOf(params, 'dimension')}`,
  dependsOn: (params, own) => [{ column: timeColumnOf(params, 'column', own)?.name ?? '' }],
  prepare: (params, { siblings }) => {
    const [time, dimension] = [timeColumnOf(params, 'column', siblings), dimensionOf(params['dimension'])];
    if (!time || !dimension) throw new Error('the seasonality was not checked');
    return { time, dimension, weights: weightsOf(dimension, params['weights']) };
  },
  compile: ({ time, dimension, weights }, kernel, context) => {
    const read = timeReader(time, new SiblingVectors(context));
    const indexOf = dimensionIndex(dimension);
    return onNumbers(kernel, (values, rows, count) => {
      const { ms, nulls } = read(rows, count);
      for (let i = 0; i < count; i++) if (nulls[i] === 0) values[i] *= weights[indexOf(ms[i])];
    });
  },
};
