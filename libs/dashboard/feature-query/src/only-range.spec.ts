import { onlyRange } from './only-range';

describe('onlyRange', () => {
  it('keeps lines and columns', () => {
    const text = 'SELECT 1;\n  SELECT 2;\nSELECT 3';
    expect(onlyRange(text, { from: 12, to: 20 })).toBe('         \n  SELECT 2');
    expect(onlyRange(text, { from: 0, to: text.length })).toBe(text);
  });
});
