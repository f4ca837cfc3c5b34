import { AppError, type Fault } from '@dw-sim/contracts';
import { parseUserDocument } from './parse-document';

const YAML = `# a shop
name: shop
tables:
  - name: users
    target_rows: 10
    colums: []
    columns:
      - {name: id, data_type: INT, min_value: 9}
      - name: "odd name"
        data_type:
`;

const JSON_TEXT = '{\n  "name": "shop",\n  "tables": [\n    {"name": "users", "target_rows": -1, "columns": [ {"name": "id"} ]}\n  ]\n}';

function placeIn(text: string, path: string, code = 'invalid_value'): string {
  const fault: Fault = { path, code, message: '' };
  const position = parseUserDocument({ label: undefined, text }).positionOf(fault);
  return `${position?.line}:${position?.column}`;
}

function failureOf(text: string, label?: string): AppError {
  try {
    parseUserDocument({ label, text });
  } catch (error) {
    return error as AppError;
  }
  throw new Error('expected an error');
}

test('reads JSON and YAML alike', () => {
  expect(parseUserDocument({ label: undefined, text: '{"a": [1, "2024-01-01", null]}' }).value).toEqual({ a: [1, '2024-01-01', null] });
  expect(parseUserDocument({ label: undefined, text: 'a: [1, 2024-01-01, null]' }).value).toEqual({ a: [1, '2024-01-01', null] });
});

test.each([
  ['$', '2:1'],
  ['$.name', '2:7'],
  ['$.tables[0].target_rows', '5:18'],
  ['$.tables[0].columns[0].min_value', '8:47'],
  ['$.tables[0].columns[1].name', '9:15'],
  ['$.tables[0].columns[1].data_type', '10:9'],
  ['$.tables[0].columns[1].varchar_length', '9:9'],
  ['$.tables[7].name', '4:3'],
  ['$.nothing', '2:1'],
])('%s in YAML is at %s', (path, place) => {
  expect(placeIn(YAML, path)).toBe(place);
});

test('an unknown key is at the key', () => {
  expect(placeIn(YAML, '$.tables[0].colums', 'unknown_key')).toBe('6:5');
  expect(placeIn('"a b": 1', '$["a b"]', 'unknown_key')).toBe('1:1');
});

test.each([
  ['$.tables[0].target_rows', '4:38'],
  ['$.tables[0].columns[0].name', '4:64'],
])('%s in JSON is at %s', (path, place) => {
  expect(placeIn(JSON_TEXT, path)).toBe(place);
});

test.each([
  ['{"a": 1,}', 1, 9],
  ['{"a": 1\n "b": 2}', 2, 2],
  ['{"a": 1', 1, 8],
  ['[1, 2', 1, 6],
  ['{"a": 1,\n "a": 2}', 2, 2],
])('broken JSON %j is shown at %d:%d', (text, line, column) => {
  const error = failureOf(text, 'shop.json');
  expect(error.code).toBe('invalid_json');
  expect(error.message).toBe('shop.json is not valid JSON.');
  expect(error.details.errors?.[0]).toMatchObject({ position: { line, column } });
});

test.each([
  ['['.repeat(5_000), 'shop.json', 'invalid_json', 201],
  ['['.repeat(5_000), 'shop.yaml', 'invalid_definition', 201],
  [`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, undefined, 'invalid_json', 1001],
  ['- '.repeat(5_000), 'shop.yaml', 'invalid_definition', 401],
])('what is nested too deeply is refused at its place (%#)', (text, label, code, column) => {
  const error = failureOf(text, label);
  expect(error.code).toBe(code);
  expect(error.details.errors).toEqual([{ path: '$', code: 'invalid_syntax', message: 'The text is nested deeper than 200 levels.', position: { line: 1, column } }]);
});

test('every fault of broken YAML is listed', () => {
  const error = failureOf('a: 1\na: 2\nb: [1\nc: "x', 'shop.yaml');
  expect(error.code).toBe('invalid_definition');
  expect(error.details.errors?.length).toBeGreaterThan(1);
  expect(error.details.errors).toContainEqual(expect.objectContaining({ code: 'duplicate_key', position: { line: 2, column: 1 } }));
});

test('an alias without an anchor is a fault', () => {
  expect(failureOf('a: *none', 'x.yaml').details.errors).toEqual([{ path: '$', code: 'invalid_syntax', message: 'Unresolved alias (the anchor must be set before the alias).' }]);
});

test('an empty document is no document', () => {
  expect(failureOf(' \n', 'x.yaml').message).toBe('x.yaml is empty.');
});
