import { betaCdf, betaQuantile } from '@dw-sim/generation-rng';
import { BOUNDS_PARAMETERS, checkDistribution, onGrid, drawnBy, summarizeBounds, type Bounds } from '../bounded-quantile';
import type { GeneratorKind } from '../generator-kind';
import { decimalsOf, formatNumber, numericLimits } from '../numeric-scale';
import { numberOf } from '../parameters';

interface Prepared {
  readonly alpha: number;
  readonly beta: number;
  readonly low: number;
  readonly span: number;
  readonly bounds: Bounds;
}

/** The beta distribution, scaled from 0 … 1 to min … max. */
export const beta: GeneratorKind<Prepared> = {
  kind: 'beta',
  isDistribution: true,
  description: 'Beta distribution with the shapes alpha and beta, scaled from 0 … 1 to min … max.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
  parameters: [
    { name: 'alpha', type: 'number', required: true, exclusiveMinimum: 0, maximum: 10000, description: 'First shape, above 0.' },
    { name: 'beta', type: 'number', required: true, exclusiveMinimum: 0, maximum: 10000, description: 'Second shape, above 0.' },
    ...BOUNDS_PARAMETERS.filter(({ name }) => name !== 'bounds'),
  ],
  example: { alpha: 2, beta: 5, min: 0, max: 100 },
  check: (params, column) => checkDistribution(params, column),
  summarize: (params) => `beta, alpha ${formatNumber(numberOf(params, 'alpha', 1))}, beta ${formatNumber(numberOf(params, 'beta', 1))}${summarizeBounds(params)}`,
  distinctCount: () => Infinity,
  prepare: (params, { type }) => {
    const limits = numericLimits(type);
    const low = Math.max(limits.min, numberOf(params, 'min', Math.min(0, numberOf(params, 'max', 1) - 1)));
    const high = Math.min(limits.max, numberOf(params, 'max', low + 1));
    return {
      alpha: numberOf(params, 'alpha', 1),
      beta: numberOf(params, 'beta', 1),
      low,
      span: high - low,
      bounds: { ...onGrid({ min: low, max: high }, decimalsOf(type, params)), truncate: false },
    };
  },
  ...drawnBy(({ alpha, beta: b, low, span, bounds }) => ({
    distribution: { quantile: (p) => low + span * betaQuantile(p, alpha, b), cdf: (x) => betaCdf((x - low) / span, alpha, b) },
    bounds,
  })),
};
