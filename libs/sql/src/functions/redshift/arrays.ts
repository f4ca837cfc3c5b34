import type { Call, FunctionEntry } from '../function-entry';
import { argument, bound, integerOf, textOf } from './render';
import { shim } from './shim';
import { isSuper, superOf } from './super-value';

/** DuckDB: the elements of an array as a list of JSON values. */
const elements = (sql: string) => bound('source', sql, `CASE WHEN json_type(source) = 'ARRAY' THEN CAST(json_extract(source, '$[*]') AS JSON[]) WHEN source IS NOT NULL THEN CAST(error('An array is wanted, not ' || source) AS JSON[]) END`);

/** Arguments that are of a type which is no SUPER. */
function assertArrays(call: Call, count: number): void {
  for (const value of call.args.slice(0, count)) {
    if (!isSuper(value) && value.type !== 'unknown') call.refuse(`${call.name} takes arrays.`, 'Make one of it: ARRAY(value).', value);
  }
}

/** A function of arrays whose shim has the same name; the first `arrays` of its arguments have to be some. */
function ofArrays(name: string, count: 1 | 2, duckdb: (call: Call) => string, result: FunctionEntry['result'] = 'array', arrays: number = count): FunctionEntry {
  const render = (call: Call) => {
    assertArrays(call, arrays);
    return call.engine === 'duckdb' ? duckdb(call) : shim(name.toLowerCase(), ...call.args.map((value) => superOf(call, value)));
  };
  return { name, family: 'array', args: [count, count], result, duckdb: render, postgres: render };
}

const sql = (call: Call, index: number) => argument(call, index).sql;

function makeArray(call: Call): string {
  return `${call.engine === 'duckdb' ? 'json_array' : 'jsonb_build_array'}(${call.args.map((value) => superOf(call, value)).join(', ')})`;
}

function makeObject(call: Call): string {
  if (call.args.length % 2 === 1) call.refuse('OBJECT takes pairs of a key and a value.', undefined, call.args.at(-1));
  const values = call.args.map((value, index) => (index % 2 === 0 ? textOf(value) : superOf(call, value)));
  return `${call.engine === 'duckdb' ? 'json_object' : 'jsonb_build_object'}(${values.join(', ')})`;
}

function splitToArray(call: Call): string {
  const [text, delimiter] = [textOf(argument(call, 0)), call.args[1] ? textOf(call.args[1]) : `','`];
  return call.engine === 'duckdb' ? `to_json(string_split(${text}, ${delimiter}))` : `to_jsonb(string_to_array(${text}, ${delimiter}))`;
}

/** From 0; a negative start counts from the end. */
function subarray(call: Call): string {
  const [start, length] = [integerOf(argument(call, 1)), call.args[2] ? integerOf(call.args[2]) : undefined];
  if (call.engine === 'postgres') return shim('subarray', sql(call, 0), start, length ?? 'NULL');
  const first = `CASE WHEN ${start} < 0 THEN greatest(len(items) + ${start}, 0) ELSE ${start} END`;
  return bound('items', elements(sql(call, 0)), `to_json(items[(${first}) + 1:${length === undefined ? 'len(items)' : `(${first}) + ${length}`}])`);
}

function arrayLength(call: Call): string {
  const value = sql(call, 0);
  if (call.engine === 'postgres') return `CASE WHEN jsonb_typeof(${value}) = 'array' THEN jsonb_array_length(${value}) END`;
  return `CASE WHEN json_type(${value}) = 'ARRAY' THEN CAST(json_array_length(${value}) AS INTEGER) END`;
}

const asText = (list: string) => `list_transform(${list}, lambda item: CAST(item AS VARCHAR))`;
const found = (call: Call) => `CAST(json(${superOf(call, argument(call, 1))}) AS VARCHAR)`;

/** DuckDB: the elements of two arrays; NULL where one of them is, which its own function leaves out. */
const concatenated = (call: Call) => `CASE WHEN ${sql(call, 0)} IS NOT NULL AND ${sql(call, 1)} IS NOT NULL THEN list_concat(${elements(sql(call, 0))}, ${elements(sql(call, 1))}) END`;

/** SUPER arrays and objects (https://docs.aws.amazon.com/redshift/latest/dg/c_Array_Functions.html). */
export const ARRAY_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'ARRAY', family: 'array', args: [0, Infinity], result: 'array', duckdb: makeArray, postgres: makeArray },
  { name: 'OBJECT', family: 'array', args: [0, Infinity], result: 'object', duckdb: makeObject, postgres: makeObject },
  ofArrays('ARRAY_CONCAT', 2, (call) => bound('items', concatenated(call), 'to_json(items)')),
  ofArrays('ARRAY_FLATTEN', 1, (call) => bound('items', elements(sql(call, 0)), `to_json(flatten(list_transform(items, lambda item: CASE WHEN json_type(item) = 'ARRAY' THEN ${elements('item')} ELSE [item] END)))`)),
  ofArrays('ARRAY_DISTINCT', 1, (call) => bound('items', elements(sql(call, 0)), `to_json(list_filter(items, lambda item, place: list_position(items, item) = place))`)),
  ofArrays('ARRAY_CONTAINS', 2, (call) => `list_contains(${asText(elements(sql(call, 0)))}, ${found(call)})`, 'boolean', 1),
  ofArrays('ARRAY_POSITION', 2, (call) => bound('items', asText(elements(sql(call, 0))), bound('wanted', found(call), 'CASE WHEN items IS NOT NULL AND wanted IS NOT NULL THEN coalesce(list_position(items, wanted) - 1, -1) END')), 'integer', 1),
  ofArrays('ARRAY_UNION', 2, (call) => bound('items', concatenated(call), `to_json(list_filter(items, lambda item, place: list_position(items, item) = place))`)),
  ofArrays('ARRAY_INTERSECTION', 2, (call) => bound('items', elements(sql(call, 0)), bound('others', elements(sql(call, 1)), `CASE WHEN others IS NOT NULL THEN to_json(list_filter(items, lambda item, place: list_contains(others, item) AND list_position(items, item) = place)) END`))),
  ofArrays('ARRAY_EXCEPT', 2, (call) => bound('items', elements(sql(call, 0)), bound('others', elements(sql(call, 1)), `CASE WHEN others IS NOT NULL THEN to_json(list_filter(items, lambda item: NOT list_contains(others, item))) END`))),
  ofArrays('ARRAYS_OVERLAP', 2, (call) => `list_has_any(${asText(elements(sql(call, 0)))}, ${asText(elements(sql(call, 1)))})`, 'boolean'),
  { name: 'GET_ARRAY_LENGTH', family: 'array', args: [1, 1], result: 'integer', duckdb: arrayLength, postgres: arrayLength },
  { name: 'SPLIT_TO_ARRAY', family: 'array', args: [1, 2], result: 'array', duckdb: splitToArray, postgres: splitToArray },
  { name: 'SUBARRAY', family: 'array', args: [2, 3], result: 'array', duckdb: subarray, postgres: subarray },
  {
    name: 'GET_NUMBER_ATTRIBUTES', family: 'array', args: [1, 1], result: 'integer',
    duckdb: `CASE WHEN json_type({1}) = 'OBJECT' THEN len(json_keys({1})) END`,
    postgres: `CASE WHEN jsonb_typeof({1}) = 'object' THEN (SELECT count(*) FROM jsonb_object_keys({1})) END`,
  },
  refused('ARRAY_SORT', 'The order of mixed SUPER values is not simulated. Unnest the array and sort its elements.'),
  refused('ARRAY_POSITIONS', 'Unnest the array with AT: FROM t, t.items AS item AT place.'),
  refused('LOWER_ATTRIBUTE_NAMES', 'Write the keys in lower case where the value is made.'),
  refused('UPPER_ATTRIBUTE_NAMES', 'Write the keys in upper case where the value is made.'),
  refused('OBJECT_TRANSFORM', 'Make the object anew: OBJECT(\'key\', value, …).'),
];

function refused(name: string, reason: string): FunctionEntry {
  return { name, family: 'array', args: [1, Infinity], result: 'json', duckdb: { refused: reason }, postgres: { refused: reason } };
}
