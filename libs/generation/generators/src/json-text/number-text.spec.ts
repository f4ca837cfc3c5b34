import * as fc from 'fast-check';
import { NUMBER_LENGTH, writeNumber } from './number-text';

function written(value: number): string {
  const bytes = new Uint8Array(NUMBER_LENGTH + 8);
  return new TextDecoder().decode(bytes.subarray(0, writeNumber(bytes, 0, value)));
}

describe('numbers as JSON', () => {
  it.each([0, -0, 1, -1, 9, 10, 999999999, 1e9, -1e9, 123456789012, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 2 ** 53, 1e21, 0.1, -0.5, 0.000001, 1e-7, 5e-324, Number.MAX_VALUE, 999999999.999999, 0.30000000000000004, 1.005, 100.25])('%d has the shortest digits', (value) => {
    expect(written(value)).toBe(JSON.stringify(value));
  });

  it('are written as JavaScript writes them', () => {
    const units = fc.record({ value: fc.integer(), decimals: fc.integer({ min: 0, max: 9 }) }).map(({ value, decimals }) => value / 10 ** decimals);
    fc.assert(
      fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger(), units), (value) => {
        expect(written(value)).toBe(JSON.stringify(value));
        expect(written(value).length).toBeLessThanOrEqual(NUMBER_LENGTH);
      }),
      { numRuns: 2000 },
    );
  });
});
