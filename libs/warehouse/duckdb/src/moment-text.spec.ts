import { DuckDBDateValue, DuckDBTimestampTZValue, DuckDBTimestampValue } from '@duckdb/node-api';
import fc from 'fast-check';
import { dateText, timestampText } from './moment-text';

const EDGES = [0n, 1n, -1n, 999_999n, 1_000_000n, -86_400_000_000n, 2n ** 53n - 1n, 2n ** 53n, -(2n ** 53n), 2n ** 63n - 2n, 2n ** 63n - 1n, -(2n ** 63n - 1n)];
const micros = fc.oneof(fc.constantFrom(...EDGES), fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }), fc.integer({ min: 0, max: 4e9 }).map((second) => BigInt(second) * 1_000_000n));

describe('texts of moments', () => {
  it('are those of the driver', () => {
    fc.assert(fc.property(micros, (count) => {
      for (const value of [new DuckDBTimestampValue(count), new DuckDBTimestampTZValue(count)]) expect(timestampText(value)).toBe(value.toString());
    }), { numRuns: 2_000 });
  });

  it('are those of the driver for dates, however many', () => {
    for (let days = -60_000; days < 60_000; days++) if (dateText(days) !== new DuckDBDateValue(days).toString()) throw new Error(`day ${days}`);
    for (const days of [2 ** 31 - 1, -(2 ** 31 - 1), 0, 19_782]) expect(dateText(days)).toBe(new DuckDBDateValue(days).toString());
  });
});
