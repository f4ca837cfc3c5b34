import { logGamma } from './beta';
import { normalQuantile } from './normal';

/**
 * Distribution function of the gamma distribution with scale 1: the regularised lower incomplete gamma function, by its
 * power series below the mean (NIST DLMF 8.11.4) and by Legendre's continued fraction above it (DLMF 8.9.2), to about
 * 1e-13 for shapes up to 100 and 1e-10 for shapes up to 100,000.
 *
 * @param x from 0
 * @param shape above 0
 */
export function gammaCdf(x: number, shape: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < shape + 1 ? lowerSeries(x, shape) : 1 - upperFraction(x, shape);
}

/**
 * Quantile of the gamma distribution with scale 1, to about 1e-13 of its value: Newton steps that are kept inside a
 * bracket, from Wilson and Hilferty's cube of a normal quantile (Proc. Nat. Acad. Sci. 17, 1931) or, for small shapes
 * and probabilities, from the first term of the series.
 */
export function gammaQuantile(p: number, shape: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Infinity;
  const logNorm = logGamma(shape);
  let low = 0;
  let high = Infinity;
  let x = firstGuess(p, shape);
  for (let step = 0; step < 200 && x > 0; step++) {
    const error = cdfError(x, shape, p);
    if (error < 0) low = x;
    else high = x;
    const newton = x - error / Math.exp((shape - 1) * Math.log(x) - x - logNorm);
    const next = newton > low && newton < high ? newton : high === Infinity ? 2 * x : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-14 * x) return next;
    x = next;
  }
  return x;
}

function firstGuess(p: number, shape: number): number {
  const root = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  const cube = shape * root * root * root;
  return shape >= 0.5 && cube > 0.1 * shape ? cube : Math.exp((Math.log(p) + logGamma(shape + 1)) / shape);
}

/** Distance of the distribution function from p, by the tail that keeps more digits. */
function cdfError(x: number, shape: number, p: number): number {
  return x < shape + 1 ? lowerSeries(x, shape) - p : 1 - p - upperFraction(x, shape);
}

function front(x: number, shape: number): number {
  return Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

function lowerSeries(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < 100_000 && term > 1e-17 * sum; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum * front(x, shape);
}

const TINY = 1e-300;

/** Lentz's method, as modified by Thompson and Barnett (1986). */
function upperFraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / (b || TINY);
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const a = -i * (i - shape);
    b += 2;
    d = 1 / (a * d + b || TINY);
    c = b + a / c || TINY;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h * front(x, shape);
}
