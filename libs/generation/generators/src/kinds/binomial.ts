import { hash32, makeUnimodalDraw } from '@dw-sim/generation-rng';
import { discreteKind } from '../discrete-kind';

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
  draw: ({ n, p }, { min, max }, [k0, k1]) => {
    const odds = p / (1 - p);
    const draw = makeUnimodalDraw({ first: min, last: max, mode: Math.floor((n + 1) * p), ratio: (k) => ((n - k) / (k + 1)) * odds });
    return (row) => draw(hash32(row, k0, k1));
  },
});
