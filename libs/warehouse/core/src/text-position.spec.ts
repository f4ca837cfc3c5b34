import fc from 'fast-check';
import { positionAt, positionAtByte } from './text-position';

describe('positionAt', () => {
  it.each([
    ['select x', 7, { line: 1, column: 8, length: 1 }],
    ['a\nbcd e', 2, { line: 2, column: 1, length: 3 }],
    ['a\r\n\t"b c" d', 4, { line: 2, column: 2, length: 5 }],
    ["x = 'it''s'", 4, { line: 1, column: 5, length: 7 }],
    ['grün, ', 0, { line: 1, column: 1, length: 4 }],
    ['a + b', 2, { line: 1, column: 3, length: 1 }],
    ['abc', 3, { line: 1, column: 4 }],
    ['', 0, { line: 1, column: 1 }],
  ])('finds %j at %d', (text, offset, position) => {
    expect(positionAt(text, offset)).toEqual(position);
  });

  it('leads back to the offset', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, seed) => {
        const offset = seed % (text.length + 1);
        const { line, column } = positionAt(text, offset);
        const lineStart = text.split('\n').slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
        expect(lineStart + column - 1).toBe(offset);
      }),
    );
  });
});

describe('positionAtByte', () => {
  it('counts bytes of UTF-8', () => {
    const text = "select 'äöü😀', idd";
    expect(positionAtByte(text, Buffer.byteLength("select 'äöü😀', "))).toEqual({ line: 1, column: 17, length: 3 });
  });
});
