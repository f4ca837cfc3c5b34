import fc from 'fast-check';
import { decimalCell, floatCell, integerCell } from './cell-value';

describe('cells', () => {
  it.each([
    [2n ** 53n - 1n, 9007199254740991],
    [2n ** 53n, '9007199254740992'],
    [-(2n ** 63n), '-9223372036854775808'],
    [0n, 0],
  ])('keeps every digit of the integer %s', (value, cell) => {
    expect(integerCell(value)).toBe(cell);
  });

  it.each([
    ['1.50', 1.5],
    ['-0.10', -0.1],
    ['9999999999999.99', 9999999999999.99],
    ['99999999999999.99', '99999999999999.99'],
    ['0.000000000000000001', 1e-18],
    ['1234567890123456.7891', '1234567890123456.7891'],
  ])('keeps every digit of the decimal %s', (text, cell) => {
    expect(decimalCell(text)).toBe(cell);
  });

  it.each([
    [0.1, 0.1],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('makes the double %d fit into JSON', (value, cell) => {
    expect(floatCell(value)).toBe(cell);
  });

  it('loses no digit of any decimal', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 1, max: 10 }), (unscaled, scale) => {
        const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
        const text = `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
        const cell = decimalCell(text);
        expect(typeof cell === 'number' ? Number(cell).toFixed(scale).replace(/^-(0\.0*)$/, '$1') : cell).toBe(text);
      }),
    );
  });
});
