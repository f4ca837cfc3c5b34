import { formatColumnType } from '@dw-sim/contracts';
import { makePermutation, makeWeightedPosition } from '@dw-sim/generation-rng';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import type { Kernel } from '../kernel';
import { objectOf, type Parameters } from '../parameters';
import { checkPopularity, popularityOf, popularityParameter, popularityWeights, summarizePopularity } from '../popularity';
import { indexDraw } from '../index-draw';
import { characterCount } from '../text-length';
import { decimalsOf, gridOf, numericLimits } from '../numeric-scale';
import { parsePopularity, readShares, type Shares } from '../shares';

export type Scalar = string | number | boolean;

interface Prepared {
  readonly values: readonly Scalar[];
  readonly weights: readonly number[] | null;
}

/** One of a list of values, equally likely, weighted, or by popularity. */
export const choice: GeneratorKind<Prepared> = {
  kind: 'choice',
  description: 'One of a list of values, equally likely, in proportion to weights, or the more popular the earlier it stands.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'BOOLEAN'],
  parameters: [
    { name: 'values', type: 'scalars', required: true, description: 'The values, all different.' },
    { name: 'weights', type: 'shares', description: 'One number for each value, not negative, not all 0, as a list or an object by value; or `"uniform"`, `"zipf@1.2"`, `"head_tail@{0.8,1.1}"` (share of the first, exponent of the rest).' },
    popularityParameter('distribution', 'Instead of weights: how popular the values are, in their order. `head_tail` gives the first value its share, and the others the rest as `zipf` does.', ['uniform', 'zipf', 'head_tail']),
  ],
  example: { values: ['pending', 'paid', 'shipped'], weights: [10, 30, 60] },
  check: (params, column) => [...sharesOf(params).faults, ...checkDistribution(params), ...checkValues(valuesOf(params), 'values', column)],
  summarize: (params) => {
    const values = valuesOf(params);
    const popularity = popularityOf(params, 'distribution');
    const shown = values.slice(0, 4).join(', ');
    return `one of ${shown}${values.length > 4 ? ` and ${values.length - 4} more` : ''}${summarizeShares(params['weights'])}${popularity ? `, ${summarizePopularity(popularity)}` : ''}`;
  },
  distinctCount: (params) => valuesOf(params).length,
  possibleValues: (params) => valuesOf(params).map(String),
  prepare: (params) => ({ values: valuesOf(params), weights: weightsOf(params) ?? null }),
  quantile: ({ values, weights }) => {
    const ranked = values.map((value, i) => ({ value: Number(value), weight: weights?.[i] ?? 1 })).sort((a, b) => a.value - b.value);
    const positionAt = makeWeightedPosition(ranked.map(({ weight }) => weight));
    return (p) => ranked[Math.floor(positionAt(p))].value;
  },
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

function summarizeShares(weights: unknown): string {
  if (weights === undefined) return '';
  const popularity = typeof weights === 'string' ? parsePopularity(weights) : undefined;
  return popularity ? `, ${summarizePopularity(popularity)}` : ', weighted';
}

function sharesOf(params: Parameters): Shares {
  return readShares(params['weights'], valuesOf(params).map(String), 'weights', 'values');
}

function weightsOf(params: Parameters): readonly number[] | undefined {
  const popularity = popularityOf(params, 'distribution');
  return popularity ? popularityWeights(popularity, valuesOf(params).length) : sharesOf(params).weights;
}

function checkDistribution(params: Parameters): readonly ParameterFault[] {
  const both = params['weights'] !== undefined && objectOf(params, 'distribution') !== undefined;
  const contradiction = { parameter: 'distribution', code: 'contradiction', message: 'weights and distribution both say how frequent the values are', allowed: 'one of them' };
  return [...(both ? [contradiction] : []), ...checkPopularity(params, 'distribution')];
}

/** Faults of a list of different values of a column. */
export function checkValues(values: readonly Scalar[], parameter: string, { type }: ColumnContext): readonly ParameterFault[] {
  const faults: ParameterFault[] = [];
  if (new Set(values.map(String)).size < values.length) {
    faults.push({ parameter, code: 'duplicate_value', message: 'a value stands in the list twice', allowed: 'different values; weights make one more frequent' });
  }
  const misfit = values.find((value) => !fits(value, type));
  if (misfit !== undefined) {
    faults.push({ parameter, code: 'wrong_type', message: `the value ${JSON.stringify(misfit)} does not fit the column's type ${formatColumnType(type)}` });
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
