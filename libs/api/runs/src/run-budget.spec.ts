import { RunBudget } from './run-budget';

const MB = 2 ** 20;
const budget = (limits: Partial<ConstructorParameters<typeof RunBudget>[0]> = {}) =>
  new RunBudget({ runs: 3, workers: 4, memoryBytes: 4000 * MB, workerMemoryBytes: 500 * MB, ...limits });

describe('RunBudget', () => {
  it('gives a run alone what it wants, as far as there is', () => {
    expect(budget().take(3)?.workers).toBe(3);
    expect(budget().take(9)?.workers).toBe(4);
    expect(budget().take(0)?.workers).toBe(0);
  });

  it('gives later runs what is left, and at least one worker', () => {
    const shared = budget();
    expect([2, 9, 9].map((wanted) => shared.take(wanted)?.workers)).toEqual([2, 2, 1]);
  });

  it('lets no more runs work than it may, until one gives its share back', () => {
    const shared = budget({ runs: 2 });
    const first = shared.take(1);
    shared.take(0);
    expect(shared.take(0)).toBeUndefined();
    first?.giveBack();
    first?.giveBack();
    expect(shared.take(0)).toBeDefined();
    expect(shared.take(0)).toBeUndefined();
  });

  it('lets runs wait that have no room in memory, but never the only one', () => {
    const shared = budget({ memoryBytes: 1200 * MB });
    expect(shared.take(9)?.workers).toBe(2);
    expect(shared.take(1)).toBeUndefined();
    expect(shared.take(0)?.workers).toBe(0);
    expect(budget({ memoryBytes: MB }).take(9)?.workers).toBe(1);
  });
});
