import { hash32, makeWeightedChoice, normalCdf, normalQuantile } from '@dw-sim/generation-rng';
import { BOUNDS_PARAMETERS, boundedDraw, boundedQuantile, boundsOf, checkDistribution, clampAndRound, summarizeBounds, type Bounds, type Distribution } from '../bounded-quantile';
import type { GeneratorKind } from '../generator-kind';
import type { NumberKernel } from '../kernel';
import { formatNumber } from '../numeric-scale';
import type { Parameters } from '../parameters';

interface Component {
  readonly weight: number;
  readonly mean: number;
  readonly stddev: number;
}

/** Components with less of the weight than this are not drawn. */
const NEGLIGIBLE_SHARE = 2 ** -40;

/** Several normal distributions, each with its share of the rows. */
export const mixture: GeneratorKind<{ readonly components: readonly Component[]; readonly bounds: Bounds }> = {
  kind: 'mixture',
  isDistribution: true,
  description: 'Mixture of normal distributions, each with its share of the rows: several peaks in one column.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
  parameters: [
    {
      name: 'components',
      type: 'objects',
      required: true,
      description: 'The distributions of the mixture.',
      fields: [
        { name: 'weight', type: 'number', required: true, exclusiveMinimum: 0, description: 'Its share, in proportion to the others\'.' },
        { name: 'mean', type: 'number', required: true, description: 'Mean.' },
        { name: 'stddev', type: 'number', required: true, exclusiveMinimum: 0, description: 'Standard deviation, above 0.' },
      ],
    },
    ...BOUNDS_PARAMETERS,
  ],
  example: { components: [{ weight: 70, mean: 30, stddev: 5 }, { weight: 30, mean: 80, stddev: 10 }], min: 0, decimals: 1 },
  check: (params, column) => checkDistribution(params, column, { cdf: cdfOf(componentsOf(params)) }),
  summarize: (params) => `mixture of normals around ${componentsOf(params).map(({ mean }) => formatNumber(mean)).join(', ')}${summarizeBounds(params)}`,
  distinctCount: () => Infinity,
  prepare: (params, column) => ({ components: componentsOf(params), bounds: boundsOf(params, column) }),
  quantile: ({ components, bounds }) => boundedQuantile({ quantile: (p) => mixtureQuantile(components, p), cdf: cdfOf(components) }, bounds),
  compile: ({ components, bounds }, context): NumberKernel => {
    const [k0, k1] = context.key('value');
    const [c0, c1] = context.key('component');
    const drawn = withinBounds(components, bounds);
    const choose = makeWeightedChoice(drawn.map(({ weight }) => weight));
    const draws = drawn.map((component) => boundedDraw(distribution(component), bounds));
    return {
      lane: 'number',
      fill: (out, rows, count) => {
        for (let i = 0; i < count; i++) out[i] = draws[choose(hash32(rows[i], c0, c1))](hash32(rows[i], k0, k1));
        clampAndRound(out, count, bounds);
      },
    };
  },
};

/** Halvings of a probability's place among the components' quantiles. */
const HALVINGS = 60;

/** Quantile of the mixture, by bisection between the smallest and the largest quantile of its components. */
function mixtureQuantile(components: readonly Component[], p: number): number {
  const quantiles = components.map((component) => distribution(component).quantile(p));
  const cdf = cdfOf(components);
  let [low, high] = [Math.min(...quantiles), Math.max(...quantiles)];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = low + (high - low) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

/** Components with weights relative to their sum. */
function componentsOf(params: Parameters): readonly Component[] {
  const components = Array.isArray(params['components']) ? (params['components'] as readonly Component[]) : [];
  const largest = components.reduce((max, { weight }) => Math.max(max, weight), 0);
  const total = components.reduce((sum, { weight }) => sum + weight / largest, 0);
  return components.map(({ weight, mean, stddev }) => ({ weight: weight / largest / total, mean, stddev }));
}

/** Truncating bounds leave of each component what lies inside them. */
function withinBounds(components: readonly Component[], { min, max, truncate }: Bounds): readonly Component[] {
  const weighed = components.map((component) => {
    const { cdf } = distribution(component);
    return truncate ? { ...component, weight: component.weight * (cdf(max) - cdf(min)) } : component;
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  // Bounds that leave one value: it is reached by moving onto them.
  return total > 0 ? weighed.filter(({ weight }) => weight > total * NEGLIGIBLE_SHARE) : components;
}

function distribution({ mean, stddev }: Component): Distribution {
  return { quantile: (p) => mean + stddev * normalQuantile(p), cdf: (x) => normalCdf((x - mean) / stddev) };
}

function cdfOf(components: readonly Component[]): (x: number) => number {
  return (x) => components.reduce((sum, component) => sum + component.weight * distribution(component).cdf(x), 0);
}
