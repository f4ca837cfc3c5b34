import { formatColumnType } from '@dw-sim/contracts';
import { makePermutation } from '@dw-sim/generation-rng';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import type { Kernel } from '../kernel';
import type { Parameters } from '../parameters';
import { indexDraw } from '../index-draw';
import { characterCount } from '../text-length';
import { decimalsOf, gridOf, numericLimits } from '../numeric-scale';

type Scalar = string | number | boolean;

interface Prepared {
  readonly values: readonly Scalar[];
  readonly weights: readonly number[] | null;
}

/** One of a list of values, equally likely or weighted. */
export const choice: GeneratorKind<Prepared> = {
  kind: 'choice',
  description: 'One of a list of values, equally likely or in proportion to weights.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'BOOLEAN'],
  parameters: [
    { name: 'values', type: 'scalars', required: true, description: 'The values, all different.' },
    { name: 'weights', type: 'numbers', description: 'One number for each value, not negative, not all 0.' },
  ],
  example: { values: ['pending', 'paid', 'shipped'], weights: [10, 30, 60] },
  check: (params, column) => [...checkWeights(params), ...checkValues(params, column)],
  summarize: (params) => {
    const values = valuesOf(params);
    const shown = values.slice(0, 4).join(', ');
    return `one of ${shown}${values.length > 4 ? ` and ${values.length - 4} more` : ''}${params['weights'] ? ', weighted' : ''}`;
  },
  distinctCount: (params) => valuesOf(params).length,
  prepare: (params) => ({ values: valuesOf(params), weights: (params['weights'] as number[] | undefined) ?? null }),
  compile: ({ values, weights }, context): Kernel => {
    const draw = context.unique
      ? makePermutation(values.length, context.key('value'))
      : indexDraw(values.length, weights ?? undefined, context.key('value'));
    if (context.type.kind === 'VARCHAR') {
      return {
        lane: 'code',
        values: values.map(String),
        fill: (out, rows, count) => {
          for (let i = 0; i < count; i++) out[i] = draw(rows[i]);
        },
      };
    }
    const numbers = Float64Array.from(values, Number);
    return {
      lane: 'number',
      fill: (out, rows, count) => {
        for (let i = 0; i < count; i++) out[i] = numbers[draw(rows[i])];
      },
    };
  },
};

function valuesOf(params: Parameters): readonly Scalar[] {
  return Array.isArray(params['values']) ? (params['values'] as Scalar[]) : [];
}

function checkWeights(params: Parameters): readonly ParameterFault[] {
  const weights = params['weights'];
  if (!Array.isArray(weights)) return [];
  const values = valuesOf(params);
  if (weights.length !== values.length) {
    return [{ parameter: 'weights', code: 'length_mismatch', message: `there are ${weights.length} weights for ${values.length} values`, allowed: `${values.length} weights` }];
  }
  const bad = weights.some((weight) => weight < 0) || weights.every((weight) => weight === 0);
  return bad ? [{ parameter: 'weights', code: 'out_of_range', message: 'weights are shares', allowed: 'numbers from 0 up, not all 0' }] : [];
}

function checkValues(params: Parameters, { type }: ColumnContext): readonly ParameterFault[] {
  const values = valuesOf(params);
  const faults: ParameterFault[] = [];
  if (new Set(values.map(String)).size < values.length) {
    faults.push({ parameter: 'values', code: 'duplicate_value', message: 'a value stands in the list twice', allowed: 'different values; weights make one more frequent' });
  }
  const misfit = values.find((value) => !fits(value, type));
  if (misfit !== undefined) {
    faults.push({ parameter: 'values', code: 'wrong_type', message: `the value ${JSON.stringify(misfit)} does not fit the column's type ${formatColumnType(type)}` });
  }
  return faults;
}

/** Whether a column of this type holds the value as it is. */
export function fits(value: Scalar, type: ColumnContext['type']): boolean {
  if (type.kind === 'VARCHAR') return isStorable(String(value)) && (type.length === undefined || characterCount(String(value)) <= type.length);
  if (type.kind === 'BOOLEAN') return typeof value === 'boolean';
  if (typeof value !== 'number') return false;
  const { min, max } = numericLimits(type);
  return value >= min && value <= max && gridOf({ min: value, max: value }, decimalsOf(type, {}))?.size !== 0;
}

/** Text that survives as UTF-8 in every warehouse: no NUL, no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}
