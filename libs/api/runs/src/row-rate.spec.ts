import { RowRate } from './row-rate';

describe('RowRate', () => {
  it('knows nothing at first', () => {
    const rate = new RowRate();
    expect([rate.perSecond, rate.remainingMs(10)]).toEqual([0, null]);
    rate.add(0, 0);
    rate.add(100, 100);
    expect(rate.perSecond).toBe(0);
  });

  it('is the speed over the last seconds, not over all', () => {
    const rate = new RowRate();
    for (let at = 0; at <= 10_000; at += 200) rate.add(at < 5_000 ? at : 5_000 + (at - 5_000) * 10, at);
    expect(rate.perSecond).toBe(10_000);
    expect(rate.remainingMs(5_000)).toBe(500);
  });

  it('does not count the time of waiting', () => {
    const rate = new RowRate();
    for (let at = 0; at <= 3_000; at += 500) rate.add(0, at);
    rate.add(1_000, 3_500);
    expect(rate.perSecond).toBe(2_000);
  });

  it('has nothing to go at the end', () => {
    expect(new RowRate().remainingMs(0)).toBe(0);
  });

  it('is 0 where nothing moves', () => {
    const rate = new RowRate();
    for (let at = 0; at <= 10_000; at += 1_000) rate.add(7, at);
    expect([rate.perSecond, rate.remainingMs(1)]).toEqual([0, null]);
  });
});
