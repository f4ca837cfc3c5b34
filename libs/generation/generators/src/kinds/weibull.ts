import { continuousKind } from '../continuous-kind';

/** The Weibull distribution, by shape and scale. */
export const weibull = continuousKind({
  kind: 'weibull',
  description: 'Weibull distribution with a shape and a scale, as of times to failure; shape 1 is the exponential distribution.',
  parameters: [
    { name: 'shape', type: 'number', exclusiveMinimum: 0, description: 'Shape (k), above 0: below 1 early failures, above 1 wear.' },
    { name: 'scale', type: 'number', exclusiveMinimum: 0, description: 'Scale (lambda), above 0: 63.2 % of the values lie below it.' },
  ],
  example: { shape: 1.5, scale: 1000 },
  distribution: ({ shape, scale }) => ({
    quantile: (p) => scale * Math.exp(Math.log(-Math.log1p(-p)) / shape),
    cdf: (x) => (x <= 0 ? 0 : -Math.expm1(-Math.exp(shape * Math.log(x / scale)))),
  }),
});
