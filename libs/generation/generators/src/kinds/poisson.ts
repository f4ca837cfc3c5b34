import { discreteKind, unimodal } from '../discrete-kind';

/** The Poisson distribution. */
export const poisson = discreteKind({
  kind: 'poisson',
  description: 'Poisson distribution: how often something happens that happens `lambda` times on average.',
  parameters: [{ name: 'lambda', type: 'number', exclusiveMinimum: 0, maximum: 1e8, description: 'Mean, above 0.' }],
  example: { lambda: 3.5, min: 1 },
  support: () => ({ min: 0, max: Infinity }),
  ...unimodal(({ lambda }) => ({ mode: Math.floor(lambda), ratio: (k) => lambda / (k + 1) })),
});
