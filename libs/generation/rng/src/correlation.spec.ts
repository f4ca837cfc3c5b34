import { choleskyFactor, smallestEigenvalue } from './correlation-matrix';
import { fastNormalCdf } from './fast-normal';
import { hermiteSeries, normalCorrelation, pairCorrelation, type HermiteSeries } from './hermite-series';
import { normalCdf, normalQuantile } from './normal';

it('the fast distribution function is the exact one', () => {
  for (let z = -12; z <= 12; z += 0.0137) {
    const exact = normalCdf(z);
    expect(Math.abs(fastNormalCdf(z) - exact)).toBeLessThan(1e-14);
    if (z < 0) expect(fastNormalCdf(z) / exact).toBeCloseTo(1, 6);
  }
});

describe('correlation matrices', () => {
  const three = [[1, 0.6, -0.3], [0.6, 1, 0.2], [-0.3, 0.2, 1]];

  it('the factor times itself is the matrix', () => {
    const factor = choleskyFactor(three) ?? [];
    three.forEach((row, i) => row.forEach((value, j) => expect(factor[i].reduce((sum, x, k) => sum + x * factor[j][k], 0)).toBeCloseTo(value, 12)));
  });

  it('columns that are the same have a factor', () => expect(choleskyFactor([[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]])).toBeDefined());

  it.each([[[[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]], [[[1, 1, 0.5], [1, 1, 0.6], [0.5, 0.6, 1]]]])('what no columns can have has none', (matrix) => {
    expect(choleskyFactor(matrix)).toBeUndefined();
    expect(smallestEigenvalue(matrix)).toBeLessThan(0);
  });

  it('eigenvalues of equal correlations are 1 - rho and 1 + (n - 1) rho', () => {
    expect(smallestEigenvalue([[1, 0.3, 0.3], [0.3, 1, 0.3], [0.3, 0.3, 1]])).toBeCloseTo(0.7, 12);
    expect(smallestEigenvalue([[1, -0.8, -0.8], [-0.8, 1, -0.8], [-0.8, -0.8, 1]])).toBeCloseTo(-0.6, 12);
  });
});

describe('correlation of functions of normal variables', () => {
  const series = (quantile: (p: number) => number): HermiteSeries => hermiteSeries(quantile) as HermiteSeries;
  const uniform = series((p) => p);
  const coin = series((p) => (p < 0.5 ? 0 : 1));
  const lognormal = series((p) => Math.exp(0.5 * normalQuantile(p)));
  const normal = series(normalQuantile);

  it.each<[string, HermiteSeries, HermiteSeries, (r: number) => number]>([
    ['two normals: r', normal, normal, (r) => r],
    ['two uniforms: 6/pi asin(r/2)', uniform, uniform, (r) => (6 / Math.PI) * Math.asin(r / 2)],
    ['two coins: 2/pi asin r', coin, coin, (r) => (2 / Math.PI) * Math.asin(r)],
    ['a coin and a normal: r sqrt(2/pi)', coin, normal, (r) => r * Math.sqrt(2 / Math.PI)],
    ['two lognormals', lognormal, lognormal, (r) => Math.expm1(0.25 * r) / Math.expm1(0.25)],
  ])('%s', (_what, one, other, exact) => {
    const pair = pairCorrelation(one, other);
    for (const r of [-0.95, -0.5, 0, 0.3, 0.6, 0.9]) {
      expect(Math.abs(pair.at(r) - exact(r))).toBeLessThan(0.002);
      expect(normalCorrelation(pair, exact(r))).toBeCloseTo(r, 2);
    }
    expect(pair.max).toBeCloseTo(exact(1), 3);
    expect(pair.min).toBeCloseTo(exact(-1), 3);
  });

  it('a constant has no series', () => expect(hermiteSeries(() => 7)).toBeUndefined());
});
