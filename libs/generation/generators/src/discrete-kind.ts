import { hash32, makeUnimodalDraw, type StreamKey, type UnimodalDistribution } from '@dw-sim/generation-rng';
import { BOUNDS_PARAMETERS, checkDistribution, drawAt, onGrid, summarizeBounds } from './bounded-quantile';
import { shapeOf, summarizeShape, type Shape } from './continuous-kind';
import type { ColumnContext, GeneratorKind, ParameterFault } from './generator-kind';
import { numericLimits, type NumberRange } from './numeric-scale';
import { numberOf, type ParameterSpec, type Parameters } from './parameters';

interface Prepared {
  readonly shape: Shape;
  readonly bounds: NumberRange;
  readonly truncate: boolean;
}

/** What sets one distribution of whole numbers apart from another. */
export interface DiscreteDistribution {
  readonly kind: string;
  readonly description: string;
  /** Its own numbers, all required; min, max and bounds come with every distribution. */
  readonly parameters: readonly ParameterSpec[];
  readonly example: Parameters;
  /** Whole numbers that are possible; `max` may be Infinity. */
  support(shape: Shape): NumberRange;
  /** Draw of the values inside a range, for a row. */
  draw(shape: Shape, range: NumberRange, key: StreamKey): (row: number) => number;
  /** Value at each probability of those inside a range. */
  quantile(shape: Shape, range: NumberRange): (p: number) => number;
}

/** Generator of a distribution of whole numbers. */
export function discreteKind({ kind, description, parameters, example, support, draw, quantile }: DiscreteDistribution): GeneratorKind<Prepared> {
  const possible = ({ shape, bounds, truncate }: Prepared): NumberRange => {
    const { min, max } = support(shape);
    return truncate ? { min: Math.max(min, bounds.min), max: Math.min(max, bounds.max) } : { min, max };
  };
  const prepare = (params: Parameters, column: ColumnContext): Prepared => ({ shape: shapeOf(params, parameters), bounds: wholeBounds(params, column), truncate: params['bounds'] === 'truncate' });
  return {
    kind,
    isDistribution: true,
    description,
    types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
    parameters: [...parameters.map((parameter) => ({ ...parameter, required: true })), ...BOUNDS_PARAMETERS.filter(({ name }) => name !== 'decimals')],
    example,
    check: (params, column) => [...checkDistribution({ ...params, decimals: 0 }, column), ...checkPossible(possible(prepare(params, column)), support(shapeOf(params, parameters)))],
    summarize: (params) => `${kind}, ${summarizeShape(params, parameters)}${summarizeBounds(params)}`,
    distinctCount: () => Infinity,
    prepare,
    quantile: (prepared) => {
      const { min, max } = prepared.bounds;
      const value = quantile(prepared.shape, possible(prepared));
      return (p) => Math.min(max, Math.max(min, value(p)));
    },
    compile: (prepared, context) => {
      const { min, max } = prepared.bounds;
      const value = draw(prepared.shape, possible(prepared), context.key('value'));
      return {
        lane: 'number',
        fill: (out, rows, count) => {
          for (let i = 0; i < count; i++) {
            const x = value(rows[i]);
            out[i] = x < min ? min : x > max ? max : x;
          }
        },
      };
    },
  };
}

/** Draws of a distribution whose probabilities rise to one peak and fall from it. */
export function unimodal(peakOf: (shape: Shape) => Pick<UnimodalDistribution, 'mode' | 'ratio'>): Pick<DiscreteDistribution, 'draw' | 'quantile'> {
  const drawOf = (shape: Shape, { min, max }: NumberRange): ((draw: number) => number) => makeUnimodalDraw({ first: min, last: max, ...peakOf(shape) });
  return {
    draw: (shape, range, [k0, k1]) => {
      const draw = drawOf(shape, range);
      return (row) => draw(hash32(row, k0, k1));
    },
    quantile: (shape, range) => {
      const draw = drawOf(shape, range);
      return (p) => draw(drawAt(p));
    },
  };
}

function wholeBounds(params: Parameters, { type }: ColumnContext): NumberRange {
  const limits = numericLimits(type);
  const { min, max } = onGrid({ min: numberOf(params, 'min', limits.min), max: numberOf(params, 'max', limits.max) }, 0);
  return { min, max };
}

function checkPossible({ min, max }: NumberRange, support: NumberRange): readonly ParameterFault[] {
  if (min <= max) return [];
  const allowed = support.max === Infinity ? `a range that reaches above ${support.min}` : `a range that meets ${support.min} to ${support.max}`;
  return [{ parameter: 'bounds', code: 'empty_range', message: 'no value of the distribution lies between min and max, so none can be drawn there', allowed }];
}
