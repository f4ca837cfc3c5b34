import { parseJsonPath } from './json-path';

test.each([
  ['$', []],
  ['$.tables[10].columns[1].min_value', ['tables', 10, 'columns', 1, 'min_value']],
  ['$["odd \\"name\\""].x-y', ['odd "name"', 'x-y']],
  ['$.a[*].b', ['a']],
])('%s', (path, keys) => {
  expect(parseJsonPath(path)).toEqual(keys);
});
