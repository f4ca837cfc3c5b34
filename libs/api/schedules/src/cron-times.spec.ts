import { CronTimes } from './cron-times';

const next = (cron: string, zone: string, after: string) => CronTimes.of(cron, zone).next(new Date(after)).toISOString();

describe('CronTimes', () => {
  it('are told in their zone, summer and winter', () => {
    expect(next('0 6 * * *', 'UTC', '2026-01-01T06:00:00Z')).toBe('2026-01-02T06:00:00.000Z');
    expect(next('0 6 * * *', 'Europe/Berlin', '2026-01-01T00:00:00Z')).toBe('2026-01-01T05:00:00.000Z');
    expect(next('0 6 * * *', 'Europe/Berlin', '2026-07-01T00:00:00Z')).toBe('2026-07-01T04:00:00.000Z');
    expect(next('@monthly', 'UTC', '2026-01-15T00:00:00Z')).toBe('2026-02-01T00:00:00.000Z');
    expect(next('*/15 9-17 * * 1-5', 'UTC', '2026-01-02T17:46:00Z')).toBe('2026-01-05T09:00:00.000Z');
  });

  it.each([
    ['61 * * * *', 'out of range'],
    ['* * * *', 'it has 4 fields'],
    ['0 0 6 * * *', 'it has 6 fields'],
    ['', 'it has 0 fields'],
    ['@sometimes', 'no such short form'],
    ['0 0 30 2 *', 'no such day in the next eight years'],
    ['0 6 * * someday', 'no cron expression'],
  ])('refuse %j', (cron, message) => {
    expect(() => CronTimes.of(cron, 'UTC')).toThrow(expect.objectContaining({ code: 'invalid_request', message: expect.stringContaining(message) }));
  });

  it('may have blanks around them', () => {
    expect(CronTimes.of(' @daily\n', 'UTC').next(new Date('2026-01-01T12:00:00Z')).toISOString()).toBe('2026-01-02T00:00:00.000Z');
  });

  it('tell all faults at once', () => {
    expect(() => CronTimes.of('x', 'Nowhere/City')).toThrow(expect.objectContaining({ details: { errors: [expect.objectContaining({ path: '$.time_zone' }), expect.objectContaining({ path: '$.cron' })] } }));
  });
});
