import { formatBytes, formatCompact, formatCount, formatPlural } from './format-number';
import { formatDuration, formatRelative, formatRemaining } from './format-time';

describe('numbers for people', () => {
  it('groups, shortens and names', () => {
    expect(formatCount(4_294_967_296)).toBe('4,294,967,296');
    expect(formatCompact(1_505_000)).toBe('1.5M');
    expect(formatCompact(999)).toBe('999');
    expect([formatPlural(1, 'table'), formatPlural(0, 'table'), formatPlural(1_200, 'row')]).toEqual(['1 table', '0 tables', '1,200 rows']);
  });

  it('writes sizes in decimal units', () => {
    expect([0, 999, 1_000, 23_456_789].map(formatBytes)).toEqual(['0 B', '999 B', '1 kB', '23.5 MB']);
  });
});

describe('time for people', () => {
  it('writes durations', () => {
    expect([42.3, 999, 4_250, 59_999, 125_000, 3_780_000].map(formatDuration)).toEqual(['42 ms', '999 ms', '4.2 s', '59.9 s', '2 m 05 s', '1 h 03 m']);
  });

  it('rounds the time to go up', () => {
    expect([0, 400, 11_200, 61_000].map(formatRemaining)).toEqual(['a moment', 'a moment', '12 s', '1 m 01 s']);
  });

  it('sees a moment from now', () => {
    const now = Date.parse('2026-01-02T12:00:00Z');
    const seen = ['2026-01-02T11:59:30Z', '2026-01-02T11:57:00Z', '2026-01-02T09:00:00Z', '2026-01-01T12:00:00Z', '2026-01-02T12:00:05Z'];
    expect(seen.map((iso) => formatRelative(iso, now))).toEqual(['just now', '3 minutes ago', '3 hours ago', 'yesterday', 'just now']);
  });
});
