import { hash32, makeUnimodalDraw } from '@dw-sim/generation-rng';
import { discreteKind } from '../discrete-kind';

/** The Poisson distribution. */
export const poisson = discreteKind({
  kind: 'poisson',
  description: 'Poisson distribution: how often something happens that happens `lambda` times on average.',
  parameters: [{ name: 'lambda', type: 'number', exclusiveMinimum: 0, maximum: 1e8, description: 'Mean, above 0.' }],
  example: { lambda: 3.5, min: 1 },
  support: () => ({ min: 0, max: Infinity }),
  draw: ({ lambda }, { min, max }, [k0, k1]) => {
    const draw = makeUnimodalDraw({ first: min, last: max, mode: Math.floor(lambda), ratio: (k) => lambda / (k + 1) });
    return (row) => draw(hash32(row, k0, k1));
  },
});
