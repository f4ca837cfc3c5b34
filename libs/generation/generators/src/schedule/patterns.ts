import type { ColumnContext, ParameterFault } from '../generator-kind';
import { isObject, type Parameters, type ParameterSpec } from '../parameters';
import { checkDimensionWeights, type Dimension, dimensionOf, DIMENSIONS_ALLOWED, weightsOf } from './dimensions';

/** Weights of all dimensions, as plain data. */
export type PatternWeights = Readonly<Record<Dimension, readonly number[]>>;

/** How the moments are spread over hours, weekdays and months. */
export const PATTERN_PARAMETER: ParameterSpec = {
  name: 'pattern',
  type: 'any',
  form: 'object { dimension, weights } or a list of them',
  description: '`{"dimension": "hour", "weights": …}`, or of `dow`, `month` or `day`: a list (24 hours; 7 weekdays from Monday on; 12 months; 31 days of the month) or an object such as `{"mon": 2, "sun": 0}` in which the others weigh 1. Of several patterns in a list the weights multiply.',
};

const PATTERN_ALLOWED = 'an object { "dimension": …, "weights": … }, or a list of them';

interface Pattern {
  readonly path: string;
  readonly given: unknown;
}

function patternsOf({ pattern }: Parameters): readonly Pattern[] {
  if (pattern === undefined) return [];
  return Array.isArray(pattern) ? pattern.map((given: unknown, i) => ({ path: `pattern[${i}]`, given })) : [{ path: 'pattern', given: pattern }];
}

export function checkPatterns(params: Parameters, { type }: ColumnContext): readonly ParameterFault[] {
  return patternsOf(params).flatMap(({ path, given }): readonly ParameterFault[] => {
    if (!isObject(given)) return [{ parameter: path, value: given, code: 'wrong_type', message: `the pattern is ${JSON.stringify(given)}`, allowed: PATTERN_ALLOWED }];
    const unknown = Object.keys(given).filter((name) => name !== 'dimension' && name !== 'weights');
    const dimension = dimensionOf(given['dimension']);
    const faults: ParameterFault[] = unknown.map((name) => ({ parameter: `${path}.${name}`, value: given[name], code: 'unknown_key', message: `unknown key ${JSON.stringify(name)}`, allowed: ['dimension', 'weights'] }));
    if (!dimension) faults.push({ parameter: `${path}.dimension`, value: given['dimension'], code: given['dimension'] === undefined ? 'missing' : 'unknown_dimension', message: `dimension is ${JSON.stringify(given['dimension']) ?? 'missing'}`, allowed: DIMENSIONS_ALLOWED });
    else if (dimension === 'hour' && type.kind === 'DATE') faults.push({ parameter: `${path}.dimension`, value: 'hour', code: 'not_applicable', message: 'days have no hours', allowed: ['dow', 'month', 'day'] });
    else faults.push(...checkDimensionWeights(dimension, given['weights'], `${path}.weights`));
    return faults;
  });
}

/** The product of all patterns, by dimension; they are checked. */
export function patternWeights(params: Parameters): PatternWeights {
  const product: Record<Dimension, readonly number[]> = { hour: weightsOf('hour', {}), dow: weightsOf('dow', {}), month: weightsOf('month', {}), day: weightsOf('day', {}) };
  for (const { given } of patternsOf(params)) {
    const dimension = isObject(given) ? dimensionOf(given['dimension']) : undefined;
    if (!dimension || !isObject(given)) continue;
    const weights = weightsOf(dimension, given['weights']);
    // Divided by the largest, so that a product of large weights stays finite.
    const largest = Math.max(...weights);
    product[dimension] = product[dimension].map((weight, i) => weight * (weights[i] / largest));
  }
  return product;
}

/** `, by dow and hour`. */
export function summarizePatterns(params: Parameters): string {
  const dimensions = patternsOf(params).map(({ given }) => (isObject(given) ? dimensionOf(given['dimension']) : ''));
  return dimensions.length > 0 ? `, by ${[...new Set(dimensions)].join(' and ')}` : '';
}
