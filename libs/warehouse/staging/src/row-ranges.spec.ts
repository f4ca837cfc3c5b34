import fc from 'fast-check';
import { rowRanges } from './row-ranges';

describe('rowRanges', () => {
  it('joins small row groups and cuts large ones', () => {
    expect(rowRanges([40, 40, 40, 250], 100)).toEqual([
      { rowStart: 0, rowEnd: 80 },
      { rowStart: 80, rowEnd: 120 },
      { rowStart: 120, rowEnd: 220 },
      { rowStart: 220, rowEnd: 320 },
      { rowStart: 320, rowEnd: 370 },
    ]);
  });

  it('covers every row once, in order, in ranges within the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500)), fc.integer({ min: 1, max: 200 }), (groups, limit) => {
        const ranges = rowRanges(groups, limit);
        let next = 0;
        for (const { rowStart, rowEnd } of ranges) {
          expect(rowStart).toBe(next);
          expect(rowEnd - rowStart).toBeGreaterThan(0);
          expect(rowEnd - rowStart).toBeLessThanOrEqual(limit);
          next = rowEnd;
        }
        expect(next).toBe(groups.reduce((sum, size) => sum + size, 0));
      }),
    );
  });
});
