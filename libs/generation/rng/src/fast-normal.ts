/** Beyond this many standard deviations a probability is no longer told from 0 or 1. */
const FARTHEST = 37;
/** Up to here the ratio of polynomials serves, and a continued fraction beyond. */
const RATIO_LIMIT = 7.07106781186547;

/**
 * Distribution function of the standard normal distribution, to about 1e-15, in the time of one exponential.
 * Source: J. F. Hart et al., "Computer Approximations" (1968), as given by G. West, "Better approximations to cumulative
 * normal functions", Wilmott Magazine (2005).
 */
export function fastNormalCdf(x: number): number {
  const z = x < 0 ? -x : x;
  if (z > FARTHEST) return x < 0 ? 0 : 1;
  const density = Math.exp((-z * z) / 2);
  const upper = z < RATIO_LIMIT ? (density * numerator(z)) / denominator(z) : density / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.506628274631;
  return x > 0 ? 1 - upper : upper;
}

function numerator(z: number): number {
  return (((((3.52624965998911e-2 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z + 112.079291497871) * z + 221.213596169931) * z + 220.206867912376;
}

function denominator(z: number): number {
  return ((((((8.83883476483184e-2 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z + 296.564248779674) * z + 637.333633378831) * z + 793.826512519948) * z + 440.413735824752;
}
