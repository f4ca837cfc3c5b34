import { BOUNDS_PARAMETERS, boundsOf, checkDistribution, drawnBy, summarizeBounds, type Bounds, type Distribution } from '../bounded-quantile';
import type { GeneratorKind, ParameterFault } from '../generator-kind';
import { formatNumber } from '../numeric-scale';
import { numberOf, type Parameters } from '../parameters';

/** The exponential distribution, by rate (`lambda`) or by mean (`scale`). */
export const exponential: GeneratorKind<{ readonly scale: number; readonly bounds: Bounds }> = {
  kind: 'exponential',
  isDistribution: true,
  description: 'Exponential distribution, by its rate `lambda` or its mean `scale` (1 / lambda).',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
  parameters: [
    { name: 'lambda', type: 'number', minimum: 1e-300, description: 'Rate, above 0.' },
    { name: 'scale', type: 'number', exclusiveMinimum: 0, description: 'Mean, above 0; instead of lambda.' },
    ...BOUNDS_PARAMETERS,
  ],
  example: { scale: 20, min: 1, max: 500 },
  check: (params, column) => [...checkRate(params), ...checkDistribution(params, column, distribution(scaleOf(params)))],
  summarize: (params) => `exponential, mean ${formatNumber(scaleOf(params))}${summarizeBounds(params)}`,
  distinctCount: () => Infinity,
  prepare: (params, column) => ({ scale: scaleOf(params), bounds: boundsOf(params, column) }),
  ...drawnBy(({ scale, bounds }) => ({ distribution: distribution(scale), bounds })),
};

function distribution(scale: number): Distribution {
  return { quantile: (p) => -scale * Math.log1p(-p), cdf: (x) => (x <= 0 ? 0 : -Math.expm1(-x / scale)) };
}

function scaleOf(params: Parameters): number {
  return numberOf(params, 'scale', 1 / numberOf(params, 'lambda', 1));
}

function checkRate(params: Parameters): readonly ParameterFault[] {
  const given = ['lambda', 'scale'].filter((name) => params[name] !== undefined);
  if (given.length === 1) return [];
  return [
    {
      parameter: given.length === 0 ? 'lambda' : 'scale',
      code: given.length === 0 ? 'missing' : 'ambiguous',
      message: given.length === 0 ? 'the exponential distribution has neither a rate nor a mean' : 'lambda and scale are both given',
      allowed: 'exactly one of lambda and scale',
    },
  ];
}
