import { continuousKind } from '../continuous-kind';

/** The Pareto distribution of type I. */
export const pareto = continuousKind({
  kind: 'pareto',
  description: 'Pareto distribution (type I): no value below `minimum`, and a tail that falls with the power `alpha`. 1.16 is the 80:20 rule.',
  parameters: [
    { name: 'alpha', type: 'number', exclusiveMinimum: 0, description: 'Tail index, above 0; the mean is infinite up to 1.' },
    { name: 'minimum', type: 'number', exclusiveMinimum: 0, description: 'Smallest value of the distribution (its scale), above 0.' },
  ],
  example: { alpha: 1.16, minimum: 100, max: 1000000 },
  distribution: ({ alpha, minimum }) => ({
    quantile: (p) => minimum * Math.exp(-Math.log1p(-p) / alpha),
    cdf: (x) => (x <= minimum ? 0 : -Math.expm1(-alpha * Math.log(x / minimum))),
  }),
});
