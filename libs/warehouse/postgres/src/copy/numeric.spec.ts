import fc from 'fast-check';
import { BinaryWriter } from './binary-writer';
import { numericByteCount, writeNumeric } from './numeric';

function written(text: string): Buffer {
  const bytes = Buffer.from(text);
  const writer = new BinaryWriter(4 + numericByteCount(bytes.length));
  writeNumeric(writer, bytes, 0, bytes.length);
  return writer.written();
}

/** As numeric_recv reads it. */
function read(field: Buffer): string {
  expect(field.readInt32BE(0)).toBe(field.length - 4);
  const [count = 0, weight = 0, sign, scale = 0] = [4, 6, 8, 10].map((at) => field.readInt16BE(at));
  let unscaled = 0n;
  for (let index = 0; index < count; index++) {
    const digit = field.readInt16BE(12 + 2 * index);
    expect(digit).toBeGreaterThanOrEqual(0);
    expect(digit).toBeLessThan(10_000);
    // Twelve groups of decimals are more than any scale has.
    unscaled += BigInt(digit) * 10_000n ** BigInt(weight - index + 12);
  }
  const digits = String(unscaled / 10n ** BigInt(48 - scale)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${sign === 0x4000 ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}

describe('writeNumeric', () => {
  it('keeps every decimal of up to 38 digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.nat(38), fc.nat(38), (unscaled, scale, zeros) => {
        const rounded = (unscaled / 10n ** BigInt(zeros)) * 10n ** BigInt(zeros);
        const digits = String(rounded < 0n ? -rounded : rounded).padStart(scale + 1, '0');
        const point = digits.length - scale;
        const text = `${rounded < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
        expect(read(written(text))).toBe(text);
      }),
    );
  });

  it.each([
    ['0.00', [0, 0, 0, 2]],
    ['-0', [0, 0, 0, 0]],
    ['12.50', [2, 0, 0, 2, 12, 5000]],
    ['-100000000', [1, 2, 0x4000, 0, 1]],
    ['0.00001', [1, -2, 0, 5, 1000]],
  ])('writes %s without zeros at either end', (text, expected) => {
    const field = written(text);
    expect(Array.from({ length: (field.length - 4) / 2 }, (_, index) => field.readInt16BE(4 + 2 * index))).toEqual(expected);
  });
});
