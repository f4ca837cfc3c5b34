import { excerptAt } from './text-excerpt';

test('marks the place under the line', () => {
  expect(excerptAt('SELECT *\nFROM usrs u\nWHERE 1', { line: 2, column: 6, length: 4 })).toBe('  2 | FROM usrs u\n    |      ^^^^');
});

test('tabs and wide characters do not move the mark', () => {
  expect(excerptAt("\tSELECT '東' x\r\n", { line: 1, column: 13 })).toBe("  1 |  SELECT '東' x\n    |              ^");
});

test('a place after the last character gets a mark', () => {
  expect(excerptAt('SELECT', { line: 1, column: 7, length: 1 })).toBe('  1 | SELECT\n    |       ^');
});

test('a long line is cut around the place', () => {
  const excerpt = excerptAt(`${'a'.repeat(5000)}!${'b'.repeat(5000)}`, { line: 1, column: 5001 }) ?? '';
  const [line, mark] = excerpt.split('\n');
  expect(line?.length).toBeLessThan(220);
  expect(line?.[mark?.indexOf('^') ?? -1]).toBe('!');
});

test('nothing where there is no such line', () => {
  expect(excerptAt('SELECT', { line: 2, column: 1 })).toBeUndefined();
});

test('control characters of a file are shown, not obeyed', () => {
  expect(excerptAt('SELECT \u001b]0;x\u0007 FROM x', { line: 1, column: 8, length: 1 })).toBe('  1 | SELECT \\u001b]0;x\\u0007 FROM x\n    |        ^^^^^^');
});
