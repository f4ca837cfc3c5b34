import { formatBytes, formatCount, formatDuration, formatPlural, formatRate, formatRowsIn, formatShare } from './quantities';

test.each([[0, '0'], [999, '999'], [1000, '1,000'], [1_750_000, '1,750,000']])('count %d', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test.each([[0, '0 rows'], [1, '1 row'], [2000, '2,000 rows']])('plural %d', (count, text) => {
  expect(formatPlural(count, 'row')).toBe(text);
});

test.each([
  [0, '0 ms'], [999.4, '999 ms'], [999.6, '1.0 s'], [1234, '1.2 s'], [9940, '9.9 s'], [9960, '10 s'], [59_400, '59 s'], [59_600, '1 min 0 s'],
  [125_000, '2 min 5 s'], [3_599_600, '1 h 0 min'], [3_780_000, '1 h 3 min'],
])('duration %d', (elapsedMs, text) => {
  expect(formatDuration(elapsedMs)).toBe(text);
});

test.each([[950, '950 rows/s'], [999.6, '1 k rows/s'], [1240, '1.2 k rows/s'], [830_400, '830 k rows/s'], [999_600, '1 M rows/s'], [4_600_000, '4.6 M rows/s']])('rate %d', (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});

test.each([[0, '0 B'], [512, '512 B'], [12_300, '12 kB'], [3_400_000, '3.4 MB'], [2e9, '2 GB']])('bytes %d', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('a share is 100 % only when all is there', () => {
  expect([formatShare(999_999, 1_000_000), formatShare(5, 5), formatShare(0, 0), formatShare(7, 5)]).toEqual(['99 %', '100 %', '100 %', '100 %']);
});

test('rows with time and speed', () => {
  expect(formatRowsIn(1_000_000, 1200)).toBe('1,000,000 rows in 1.2 s (833 k rows/s)');
  expect(formatRowsIn(1, 0)).toBe('1 row in 0 ms');
});
