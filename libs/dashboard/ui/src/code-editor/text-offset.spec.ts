import { rangeOfPosition } from './text-offset';

const TEXT = 'SELECT *\nFROM custmers c\n\nLIMIT 5';
const marked = (line: number, column: number, length?: number) => {
  const { from, to } = rangeOfPosition(TEXT, { line, column, length });
  return TEXT.slice(from, to);
};

describe('rangeOfPosition', () => {
  it('marks the length that is known', () => expect(marked(2, 6, 8)).toBe('custmers'));
  it('marks the word where no length is known', () => expect(marked(2, 6)).toBe('custmers'));
  it('marks one character where there is no word', () => expect(marked(1, 8)).toBe('*'));
  it('marks the last character at the end of the text', () => expect(marked(4, 8)).toBe('5'));
  it('stays inside the text for a place outside it', () => {
    expect(marked(99, 1)).toBe('5');
    expect(marked(1, 99)).toBe('\n');
    expect(rangeOfPosition('', { line: 1, column: 1 })).toEqual({ from: 0, to: 0 });
  });
});
