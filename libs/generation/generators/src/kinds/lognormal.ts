import { normalCdf, normalQuantile } from '@dw-sim/generation-rng';
import { continuousKind } from '../continuous-kind';

/** The lognormal distribution: its logarithm is normal. */
export const lognormal = continuousKind({
  kind: 'lognormal',
  description: 'Lognormal distribution: the natural logarithm of the values is normal with the mean `mean` and the standard deviation `sigma`.',
  parameters: [
    { name: 'mean', type: 'number', minimum: -700, maximum: 700, description: 'Mean of the logarithm; the median is e to this power.' },
    { name: 'sigma', type: 'number', exclusiveMinimum: 0, maximum: 100, description: 'Standard deviation of the logarithm, above 0.' },
  ],
  example: { mean: 3, sigma: 0.8, max: 10000, decimals: 2 },
  distribution: ({ mean, sigma }) => ({
    quantile: (p) => Math.exp(mean + sigma * normalQuantile(p)),
    cdf: (x) => (x <= 0 ? 0 : normalCdf((Math.log(x) - mean) / sigma)),
  }),
});
