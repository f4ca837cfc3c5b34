import { gammaCdf, gammaQuantile } from '@dw-sim/generation-rng';
import { continuousKind } from '../continuous-kind';

/** The gamma distribution, by shape and scale. */
export const gamma = continuousKind({
  kind: 'gamma',
  description: 'Gamma distribution with a shape and a scale; the mean is shape times scale.',
  parameters: [
    { name: 'shape', type: 'number', exclusiveMinimum: 0, maximum: 100_000, description: 'Shape (k, alpha), above 0.' },
    { name: 'scale', type: 'number', exclusiveMinimum: 0, description: 'Scale (theta, 1 / rate), above 0.' },
  ],
  example: { shape: 2, scale: 15, decimals: 1 },
  distribution: ({ shape, scale }) => ({ quantile: (p) => scale * gammaQuantile(p, shape), cdf: (x) => gammaCdf(x / scale, shape) }),
});
