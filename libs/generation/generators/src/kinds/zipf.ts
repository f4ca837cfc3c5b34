import { makeZipfDraw, makeZipfQuantile } from '@dw-sim/generation-rng';
import { discreteKind } from '../discrete-kind';
import { MAX_EXACT } from '../numeric-scale';
import { ALPHA_PARAMETER } from '../popularity';

/** The Zipf distribution over a finite number of ranks. */
export const zipf = discreteKind({
  kind: 'zipf',
  description: 'Zipf distribution: ranks from 1 to `n`, rank k as likely as 1 / k to the power `alpha`.',
  parameters: [
    ALPHA_PARAMETER,
    { name: 'n', type: 'integer', minimum: 1, maximum: MAX_EXACT, description: 'Number of ranks.' },
  ],
  example: { alpha: 1.1, n: 10000 },
  support: ({ n }) => ({ min: 1, max: n }),
  quantile: ({ alpha }, { min, max }) => makeZipfQuantile({ first: min, last: max, alpha }),
  draw: ({ alpha }, { min, max }, key) => makeZipfDraw({ first: min, last: max, alpha }, key),
});
