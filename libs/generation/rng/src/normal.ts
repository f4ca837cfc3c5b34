/**
 * Quantile of the standard normal distribution, to about 16 digits.
 * Source: M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37
 * (1988), routine PPND16.
 *
 * @param p probability, strictly between 0 and 1
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, CENTRE_NUMERATOR, CENTRE_DENOMINATOR);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const x = r <= 5 ? ratio(r - 1.6, MIDDLE_NUMERATOR, MIDDLE_DENOMINATOR) : ratio(r - 5, TAIL_NUMERATOR, TAIL_DENOMINATOR);
  return q < 0 ? -x : x;
}

/**
 * Distribution function of the standard normal distribution, to about 1e-15 of absolute error: the power series of
 * erf near 0 and Laplace's continued fraction beyond (Abramowitz and Stegun 26.2.11 and 26.2.14).
 */
export function normalCdf(x: number): number {
  if (x === Infinity) return 1;
  if (x === -Infinity) return 0;
  const z = Math.abs(x);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const upper = z < 3 ? 0.5 - density * oddSeries(z) : density * millsRatio(z);
  return x < 0 ? upper : 1 - upper;
}

/** z + z^3/3 + z^5/(3*5) + … */
function oddSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return sum;
}

/** 1/(z+ 1/(z+ 2/(z+ 3/(z+ …)))) */
function millsRatio(z: number): number {
  let tail = z;
  for (let k = 120; k >= 1; k--) tail = z + k / tail;
  return 1 / tail;
}

/** Ratio of two polynomials, highest power first. */
function ratio(x: number, numerator: readonly number[], denominator: readonly number[]): number {
  return polynomial(x, numerator) / polynomial(x, denominator);
}

function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

const CENTRE_NUMERATOR = [2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608];
const CENTRE_DENOMINATOR = [5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1];
const MIDDLE_NUMERATOR = [7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734];
const MIDDLE_DENOMINATOR = [1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1];
const TAIL_NUMERATOR = [2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182650489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772];
const TAIL_DENOMINATOR = [2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1];
