import * as fc from 'fast-check';
import { hash32, uniform53 } from './hash';
import { streamKey } from './stream-key';

/** Chi-square statistic of counts against equal expectation. */
function chiSquare(counts: ArrayLike<number>, total: number): number {
  const expected = total / counts.length;
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += (counts[i] - expected) ** 2 / expected;
  return sum;
}

describe('hash32', () => {
  it('is a pure function of row and key with 32-bit results', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.integer(), fc.integer(), (row, k0, k1) => {
        const draw = hash32(row, k0, k1);
        return draw === hash32(row, k0, k1) && draw >= 0 && draw <= 0xffffffff && Number.isInteger(draw);
      }),
    );
  });

  // 255 degrees of freedom: 99.999 % of true streams stay below 358.
  it.each([0, 8, 16, 24])('spreads bits %i to +7 evenly over sequential rows', (shift) => {
    const [k0, k1] = streamKey(42, 't', 'c', 'value');
    const counts = new Uint32Array(256);
    for (let row = 0; row < 1_000_000; row++) counts[(hash32(row, k0, k1) >>> shift) & 255]++;
    expect(chiSquare(counts, 1_000_000)).toBeLessThan(358);
  });

  it('gives neighbouring keys independent streams', () => {
    const [k0, k1] = streamKey(42, 't', 'c', 'value');
    const counts = new Uint32Array(256);
    for (let row = 0; row < 500_000; row++) {
      counts[((hash32(row, k0, k1) >>> 28) << 4) | (hash32(row, k0 + 1, k1) >>> 28)]++;
    }
    expect(chiSquare(counts, 500_000)).toBeLessThan(358);
  });

  it('shows no serial correlation between neighbouring rows', () => {
    const [k0, k1] = streamKey(7, 't', 'c', 'value');
    const counts = new Uint32Array(256);
    for (let row = 0; row < 500_000; row++) {
      counts[((hash32(row, k0, k1) >>> 28) << 4) | (hash32(row + 1, k0, k1) >>> 28)]++;
    }
    expect(chiSquare(counts, 500_000)).toBeLessThan(358);
  });
});

describe('uniform53', () => {
  it('stays on [0, 1) and has the mean and variance of the uniform distribution', () => {
    const [k0, k1] = streamKey(1, 't', 'c', 'value');
    const n = 200_000;
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < n; row++) {
      const u = uniform53(row, k0, k1);
      if (!(u >= 0 && u < 1)) throw new Error(`${u} is not on [0, 1)`);
      sum += u;
      squares += u * u;
    }
    // Four standard errors.
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / n));
  });
});

describe('streamKey', () => {
  it('differs by seed, table, column and purpose, and never joins names ambiguously', () => {
    const keys = [
      streamKey(1, 'a', 'b', 'value'),
      streamKey(2, 'a', 'b', 'value'),
      streamKey(1, 'b', 'a', 'value'),
      streamKey(1, 'ab', '', 'value'),
      streamKey(1, 'a', 'b', 'null'),
    ];
    expect(new Set(keys.map(String)).size).toBe(keys.length);
  });

  it('is frozen', () => {
    expect(streamKey(42, 'customers', 'id', 'value')).toMatchInlineSnapshot(`
[
  -119288417,
  1213183165,
]
`);
  });
});
