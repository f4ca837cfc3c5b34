import { BOUNDS_PARAMETERS, boundsOf, checkDistribution, drawnBy, summarizeBounds, type Bounds, type Distribution } from './bounded-quantile';
import type { GeneratorKind } from './generator-kind';
import { formatNumber } from './numeric-scale';
import { numberOf, type ParameterSpec, type Parameters } from './parameters';

/** The numbers that shape a distribution, by name, as plain data. */
export type Shape = Readonly<Record<string, number>>;

interface Prepared {
  readonly shape: Shape;
  readonly bounds: Bounds;
}

/** What sets one continuous distribution apart from another. */
export interface ContinuousDistribution {
  readonly kind: string;
  readonly description: string;
  /** Its own numbers, all required; min, max, decimals and bounds come with every distribution. */
  readonly parameters: readonly ParameterSpec[];
  readonly example: Parameters;
  distribution(shape: Shape): Distribution;
}

/** Generator of a continuous distribution that is known by its quantile function. */
export function continuousKind({ kind, description, parameters, example, distribution }: ContinuousDistribution): GeneratorKind<Prepared> {
  return {
    kind,
    isDistribution: true,
    description,
    types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
    parameters: [...parameters.map((parameter) => ({ ...parameter, required: true })), ...BOUNDS_PARAMETERS],
    example,
    check: (params, column) => checkDistribution(params, column, distribution(shapeOf(params, parameters))),
    summarize: (params) => `${kind}, ${summarizeShape(params, parameters)}${summarizeBounds(params)}`,
    distinctCount: () => Infinity,
    prepare: (params, column) => ({ shape: shapeOf(params, parameters), bounds: boundsOf(params, column) }),
    ...drawnBy(({ shape, bounds }) => ({ distribution: distribution(shape), bounds })),
  };
}

export function shapeOf(params: Parameters, parameters: readonly ParameterSpec[]): Shape {
  return Object.fromEntries(parameters.map(({ name }) => [name, numberOf(params, name, 1)]));
}

/** `shape 2, scale 10`. */
export function summarizeShape(params: Parameters, parameters: readonly ParameterSpec[]): string {
  return parameters.map(({ name }) => `${name} ${formatNumber(numberOf(params, name, 1))}`).join(', ');
}
