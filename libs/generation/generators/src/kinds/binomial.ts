import { discreteKind, unimodal } from '../discrete-kind';

/** The binomial distribution. */
export const binomial = discreteKind({
  kind: 'binomial',
  description: 'Binomial distribution: successes in `n` trials that each succeed with the probability `p`.',
  parameters: [
    { name: 'n', type: 'integer', minimum: 1, maximum: 1_000_000_000, description: 'Number of trials.' },
    { name: 'p', type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, description: 'Probability of success, above 0 and below 1.' },
  ],
  example: { n: 20, p: 0.3 },
  support: ({ n }) => ({ min: 0, max: n }),
  ...unimodal(({ n, p }) => {
    const odds = p / (1 - p);
    return { mode: Math.floor((n + 1) * p), ratio: (k) => ((n - k) / (k + 1)) * odds };
  }),
});
