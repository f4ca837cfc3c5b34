import { gammaCdf, gammaQuantile } from './gamma';

/** Reference values of SciPy 1.17, `scipy.special.gammainc` and `gammaincinv`. */
describe('reference values', () => {
  it.each([
    [0.2, 0.5, 0.47291074313446196],
    [1, 1, 0.6321205588285577],
    [2.5, 3, 0.45618688411667035],
    [12, 10, 0.7576078383294875],
    [90, 100, 0.15822098918643007],
    [1e-5, 0.01, 0.8963367982671969],
  ])('gammaCdf(%p, %p) = %p', (x, shape, p) => expect(Math.abs(gammaCdf(x, shape) - p)).toBeLessThan(1e-13));

  it('gammaCdf(10100, 10000) = 0.8413487504471796', () => expect(Math.abs(gammaCdf(10100, 10000) - 0.8413487504471796)).toBeLessThan(1e-11));

  it.each([
    [0.1, 0.5, 0.00789538704671561],
    [0.5, 1, 0.6931471805599455],
    [0.9, 3, 5.322320337834211],
    [0.999, 10, 22.65737330906293],
    [1e-6, 2.5, 0.0064480801032485435],
    [0.3, 0.05, 2.0378971887326733e-11],
    [0.5, 1e4, 9999.666668642047],
  ])('gammaQuantile(%p, %p) = %p', (p, shape, x) => expect(Math.abs(gammaQuantile(p, shape) / x - 1)).toBeLessThan(1e-12));

  it('keeps its digits in the upper tail', () => expect(gammaQuantile(1 - 1e-9, 4)).toBeCloseTo(29.15380659514153, 5));

  it('answers the ends, and 0 where the value is below the smallest double', () => {
    expect([gammaCdf(0, 2), gammaCdf(Infinity, 2), gammaQuantile(0, 2), gammaQuantile(1, 2)]).toEqual([0, 1, 0, Infinity]);
    expect(gammaQuantile(0.01, 0.001)).toBe(0);
  });
});

it('the quantile inverts the distribution function for every shape', () => {
  for (const shape of [0.02, 0.3, 0.5, 0.999, 1, 2, 7.5, 50, 1000, 99_999]) {
    for (const p of [1e-8, 1e-4, 0.01, 0.25, 0.5, 0.9, 0.999, 1 - 1e-8]) {
      const x = gammaQuantile(p, shape);
      if (x > 0) expect(Math.abs(gammaCdf(x, shape) - p)).toBeLessThan(1e-9);
    }
  }
});
