import { positionWithin } from '../text-position';
import { experimentResolver } from './experiment-resolver';
import { rewriteTableNames } from './rewrite-table-names';

const SHARED = { physical: (name: string) => `shop__${name}` };
const resolve = experimentResolver(SHARED, ['users', 'sales']);
const source = 'SELECT users.id, nmae\nFROM users\nJOIN sales ON true';
const { sql, toSource } = rewriteTableNames(source, resolve);

test('the text under test', () => {
  expect(sql).toBe('SELECT users.id, nmae\nFROM shop__users AS users\nJOIN shop__sales ON true');
});

test.each([
  ['outside of what was replaced', { line: 1, column: 18 }, { line: 1, column: 18 }],
  ['with a length', { line: 1, column: 18, length: 4 }, { line: 1, column: 18, length: 4 }],
  ['at a replaced name', { line: 2, column: 6, length: 11 }, { line: 2, column: 6, length: 5 }],
  ['inside a replaced name', { line: 3, column: 9 }, { line: 3, column: 6, length: 5 }],
  ['in an added alias', { line: 2, column: 22 }, { line: 2, column: 6, length: 5 }],
  ['after a replaced name', { line: 3, column: 18 }, { line: 3, column: 12 }],
  ['across a replaced name', { line: 3, column: 1, length: 20 }, { line: 3, column: 1, length: 14 }],
  ['at the end of the text', { line: 3, column: 25 }, { line: 3, column: 19 }],
])('%s', (_what, position, expected) => {
  expect(toSource(position)).toEqual(expected);
});

test.each([{ line: 4, column: 1 }, { line: 1, column: 0 }, { line: 0, column: 1 }, { line: 3, column: 99 }])('no place %j', (position) => {
  expect(toSource(position)).toBeUndefined();
});

test('a place in a statement becomes one in the whole text', () => {
  expect(positionWithin({ line: 3, column: 5 }, { line: 1, column: 2, length: 4 })).toEqual({ line: 3, column: 6, length: 4 });
  expect(positionWithin({ line: 3, column: 5 }, { line: 2, column: 2 })).toEqual({ line: 4, column: 2 });
});
