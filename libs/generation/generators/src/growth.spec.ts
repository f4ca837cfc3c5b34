import { growthFactor, PERIOD_MS } from './growth';

describe('growth', () => {
  it.each([
    ['linear', growthFactor({ type: 'linear', rate: 0.1 }), 10, 2],
    ['exponential', growthFactor({ type: 'exponential', rate: 0.1 }), 2, 1.21],
    ['shrinking', growthFactor({ type: 'exponential', rate: -0.5 }), 3, 0.125],
    ['logistic at its start', growthFactor({ type: 'logistic', rate: 0.3, limit: 5 }), 0, 1],
    ['logistic at its end', growthFactor({ type: 'logistic', rate: 0.3, limit: 5 }), 1000, 5],
    ['logistic without an end', growthFactor({ type: 'logistic', rate: 1 }), 3, 8],
    ['back in time', growthFactor({ type: 'exponential', rate: 1 }), -1, 0.5],
  ])('%s', (_what, factor, periods, expected) => expect(factor(periods)).toBeCloseTo(expected, 12));

  it('logistic growth begins as exponential growth does and passes half of its limit where it is steepest', () => {
    const factor = growthFactor({ type: 'logistic', rate: Math.E - 1, limit: 101 });
    expect(factor(0.001) - 1).toBeCloseTo((0.001 * 100) / 101, 6);
    expect(factor(Math.log(100))).toBeCloseTo(50.5, 9);
  });

  it('a year has twelve months', () => expect(PERIOD_MS.month * 12).toBe(PERIOD_MS.year));
});
