import { normalCdf, normalQuantile } from '@dw-sim/generation-rng';
import { BOUNDS_PARAMETERS, boundsOf, checkDistribution, drawnBy, summarizeBounds, type Bounds, type Distribution } from '../bounded-quantile';
import type { GeneratorKind } from '../generator-kind';
import { formatNumber } from '../numeric-scale';
import { numberOf } from '../parameters';

interface Prepared {
  readonly mean: number;
  readonly stddev: number;
  readonly bounds: Bounds;
}

/** The normal (Gaussian) distribution. */
export const normal: GeneratorKind<Prepared> = {
  kind: 'normal',
  isDistribution: true,
  description: 'Normal (Gaussian) distribution with a mean and a standard deviation.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
  parameters: [
    { name: 'mean', type: 'number', required: true, description: 'Mean.' },
    { name: 'stddev', type: 'number', required: true, exclusiveMinimum: 0, description: 'Standard deviation, above 0.' },
    ...BOUNDS_PARAMETERS,
  ],
  example: { mean: 150, stddev: 50, min: 1, max: 1000, decimals: 2 },
  check: (params, column) => checkDistribution(params, column, distribution(numberOf(params, 'mean', 0), numberOf(params, 'stddev', 1))),
  summarize: (params) => `normal, mean ${formatNumber(numberOf(params, 'mean', 0))}, stddev ${formatNumber(numberOf(params, 'stddev', 1))}${summarizeBounds(params)}`,
  distinctCount: () => Infinity,
  prepare: (params, column) => ({ mean: numberOf(params, 'mean', 0), stddev: numberOf(params, 'stddev', 1), bounds: boundsOf(params, column) }),
  ...drawnBy(({ mean, stddev, bounds }) => ({ distribution: distribution(mean, stddev), bounds })),
};

function distribution(mean: number, stddev: number): Distribution {
  return { quantile: (p) => mean + stddev * normalQuantile(p), cdf: (x) => normalCdf((x - mean) / stddev) };
}
