import type { Argument, Call, FunctionEntry } from '../function-entry';
import { bound, boundArguments, entriesOf, once, wholeNumber } from './define';
import { arrayOf, elementsOf, integerOf, isVariant, sortKey, textOf, variantOf } from './values';

const entry = entriesOf('array');

/** Whether an element is there: it is not JSON's null. */
const PRESENT = `json_type(dw_item) <> 'NULL'`;

/** `null` of JSON where the value is NULL: an element of an array is never missing. */
function elementOf(argument: Argument): string {
  return `coalesce(${variantOf(argument)}, CAST('null' AS JSON))`;
}

/** A rendering over the elements of the first array; NULL for NULL. */
function over(list: (elements: string, args: readonly Argument[]) => string) {
  return ({ args: [array, ...others] }: Call): string =>
    boundArguments('dw_list', [{ ...array, sql: elementsOf(array) }, ...others], ([{ sql }, ...rest]) => `CASE WHEN ${sql} IS NOT NULL THEN ${list(sql, rest)} END`);
}

/** A rendering over the elements of two arrays; NULL where one is. */
function overBoth(list: (first: string, second: string) => string) {
  return ({ args: [first, second] }: Call): string =>
    bound('dw_lists', [elementsOf(first), elementsOf(second)], ([a, b]) => `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN ${list(a, b)} END`);
}

/** Where an element stands among its equals so far: multisets are compared by counts. */
function occurrence(list: string): string {
  return `len(list_filter(${list}[:dw_index], lambda dw_same: dw_same = dw_item))`;
}

function inOther(list: string): string {
  return `len(list_filter(${list}, lambda dw_other: dw_other = dw_item))`;
}

/** The index of a position from 0, counted from the end where it is negative. */
function indexOf(position: Argument, elements: string): string {
  const known = wholeNumber(position);
  if (known !== undefined) return known < 0 ? `(len(${elements}) - ${-known})` : String(known);
  return `(CASE WHEN ${integerOf(position)} < 0 THEN len(${elements}) + ${integerOf(position)} ELSE ${integerOf(position)} END)`;
}

function slice(elements: string, [from, to]: readonly Argument[]): string {
  return `CASE WHEN ${from.sql} IS NOT NULL AND ${to.sql} IS NOT NULL THEN ${arrayOf(`list_slice(${elements}, greatest(${indexOf(from, elements)}, 0) + 1, greatest(${indexOf(to, elements)}, 0))`)} END`;
}

/** An index past the end fills the gap with nulls. */
function insertAt(elements: string, [position, value]: readonly Argument[]): string {
  const index = indexOf(position, elements);
  const gap = `list_transform(range(greatest(${index} - len(${elements}), 0)), lambda dw_gap: CAST('null' AS JSON))`;
  return arrayOf(`list_concat(list_slice(${elements}, 1, ${index}), ${gap}, [${elementOf(value)}], list_slice(${elements}, ${index} + 1, len(${elements})))`);
}

function removeAt(elements: string, [position]: readonly Argument[]): string {
  const index = indexOf(position, elements);
  return arrayOf(`list_filter(${elements}, lambda dw_item, dw_index: dw_index <> ${index} + 1)`);
}

/** Elements with the number they hold, so that numbers sort as such and text as text. */
function sortable(elements: string): string {
  return `list_transform(list_filter(${elements}, lambda dw_item: ${PRESENT}), lambda dw_item: ${sortKey('dw_item')})`;
}

function sort(call: Call): string {
  const [value, ascending, nullsFirst] = call.args;
  const flag = (argument: Argument | undefined, otherwise: boolean): boolean => {
    if (argument === undefined) return otherwise;
    const word = (argument.literal ?? argument.word ?? argument.sql).replace(/[()]/g, '').toLowerCase();
    return word === 'true' || (word !== 'false' && call.refuse('ARRAY_SORT takes TRUE or FALSE.', undefined, argument));
  };
  const up = flag(ascending, true);
  const first = flag(nullsFirst, !up);
  return once(elementsOf(value), 'dw_list', (elements) => {
    const values = `list_transform(list_sort(${sortable(elements)}, '${up ? 'ASC' : 'DESC'}'), lambda dw_item: dw_item.v)`;
    const nulls = `list_filter(${elements}, lambda dw_item: json_type(dw_item) = 'NULL')`;
    return `CASE WHEN ${elements} IS NOT NULL THEN ${arrayOf(`list_concat(${first ? `${nulls}, ${values}` : `${values}, ${nulls}`})`)} END`;
  });
}

/** A NULL is found among nulls; else it is unknown whether it is there. */
function contains({ args: [value, array] }: Call): string {
  const found = `list_contains(${elementsOf(array)}, ${elementOf(value)})`;
  return value.literal === undefined ? `CASE WHEN ${value.sql} IS NULL THEN nullif(${found}, false) ELSE ${found} END` : found;
}

function toArray({ args: [value] }: Call): string {
  if (value.type === 'array') return value.sql;
  return once(variantOf(value), 'dw_json', (json) => {
    const wrapped = `to_json([${json}])`;
    return isVariant(value) ? `CASE WHEN ${json} IS NULL OR json_type(${json}) = 'NULL' THEN NULL WHEN json_type(${json}) = 'ARRAY' THEN ${json} ELSE ${wrapped} END` : `CASE WHEN ${json} IS NOT NULL THEN ${wrapped} END`;
  });
}

function toText({ args: [value, separator] }: Call): string {
  const texts = `list_transform(${elementsOf(value)}, lambda dw_item: coalesce(dw_item ->> '$', ''))`;
  if (separator.literal !== undefined) return `array_to_string(${texts}, ${textOf(separator)})`;
  // DuckDB joins by a constant alone.
  return bound('dw_texts', [texts, textOf(separator)], ([list, between]) => {
    const joined = `list_reduce(${list}, lambda dw_left, dw_right: dw_left || ${between} || dw_right)`;
    return `CASE WHEN ${list} IS NULL OR ${between} IS NULL THEN NULL WHEN len(${list}) = 0 THEN '' ELSE ${joined} END`;
  });
}

function zip({ args }: Call): string {
  return bound('dw_lists', args.map(elementsOf), zipped);
}

function zipped(lists: readonly string[]): string {
  const longest = lists.length === 1 ? `len(${lists[0]})` : `greatest(${lists.map((list) => `len(${list})`).join(', ')})`;
  const members = lists.map((list, index) => `'$${index + 1}', coalesce(${list}[dw_index], CAST('null' AS JSON))`);
  return `CASE WHEN ${lists.map((list) => `${list} IS NOT NULL`).join(' AND ')} THEN to_json(list_transform(range(1, ${longest} + 1), lambda dw_index: json_object(${members.join(', ')}))) END`;
}

function toObject({ args: [keys, values] }: Call): string {
  return bound('dw_lists', [elementsOf(keys), elementsOf(values)], ([names, items]) => {
    const member = `CAST(to_json(dw_name ->> '$') AS VARCHAR) || ':' || CAST(${items}[dw_index] AS VARCHAR)`;
    return `CAST('{' || array_to_string(list_sort(list_transform(${names}, lambda dw_name, dw_index: ${member})), ',') || '}' AS JSON)`;
  });
}

/** Every element once, in the order of its first place. */
const DISTINCT = over((elements) => arrayOf(`list_filter(${elements}, lambda dw_item, dw_index: list_position(${elements}, dw_item) = dw_index)`));

function extreme(name: 'max' | 'min') {
  return over((elements) => `list_${name}(${sortable(elements)}).v`);
}

function generateRange({ args: [start, stop, step] }: Call): string {
  return `to_json(range(CAST(${integerOf(start)} AS BIGINT), CAST(${integerOf(stop)} AS BIGINT), ${step ? `CAST(${integerOf(step)} AS BIGINT)` : '1'}))`;
}

/** ARRAY: JSON arrays on DuckDB. Positions count from 0. A NULL among the elements is JSON's null, where Snowflake shows undefined. */
export const ARRAY_FUNCTIONS: readonly FunctionEntry[] = [
  entry('ARRAY_CONSTRUCT', [0, Infinity], 'array', ({ args }) => (args.length === 0 ? `CAST('[]' AS JSON)` : `to_json([${args.map(elementOf).join(', ')}])`), { note: 'A NULL of a column becomes a null of JSON, where Snowflake has undefined.' }),
  entry('ARRAY_CONSTRUCT_COMPACT', [0, Infinity], 'array', ({ args }) => (args.length === 0 ? `CAST('[]' AS JSON)` : `to_json(list_filter([${args.map(variantOf).join(', ')}], lambda dw_item: dw_item IS NOT NULL))`)),
  entry('ARRAY_APPEND', [2, 2], 'array', over((elements, [value]) => arrayOf(`list_append(${elements}, ${elementOf(value)})`))),
  entry('ARRAY_PREPEND', [2, 2], 'array', over((elements, [value]) => arrayOf(`list_prepend(${elementOf(value)}, ${elements})`))),
  entry('ARRAY_CAT', [2, 2], 'array', overBoth((a, b) => arrayOf(`list_concat(${a}, ${b})`))),
  entry('ARRAY_COMPACT', [1, 1], 'array', over((elements) => arrayOf(`list_filter(${elements}, lambda dw_item: ${PRESENT})`))),
  entry('ARRAY_CONTAINS', [2, 2], 'boolean', contains),
  entry('ARRAY_POSITION', [2, 2], 'integer', ({ args: [value, array] }) => `(nullif(list_position(${elementsOf(array)}, ${elementOf(value)}), 0) - 1)`),
  entry('ARRAY_DISTINCT', [1, 1], 'array', DISTINCT),
  entry('ARRAY_EXCEPT', [2, 2], 'array', overBoth((a, b) => arrayOf(`list_filter(${a}, lambda dw_item, dw_index: ${occurrence(a)} > ${inOther(b)})`))),
  entry('ARRAY_INTERSECTION', [2, 2], 'array', overBoth((a, b) => arrayOf(`list_filter(${a}, lambda dw_item, dw_index: ${occurrence(a)} <= ${inOther(b)})`))),
  entry('ARRAYS_OVERLAP', [2, 2], 'boolean', overBoth((a, b) => `list_has_any(${a}, ${b})`)),
  entry('ARRAY_FLATTEN', [1, 1], 'array', over((elements) => arrayOf(`flatten(list_transform(${elements}, lambda dw_item: json_extract(dw_item, '$[*]')))`))),
  entry('ARRAY_INSERT', [3, 3], 'array', over(insertAt)),
  entry('ARRAY_REMOVE', [2, 2], 'array', over((elements, [value]) => `CASE WHEN ${value.sql} IS NOT NULL THEN ${arrayOf(`list_filter(${elements}, lambda dw_item: dw_item <> ${elementOf(value)})`)} END`)),
  entry('ARRAY_REMOVE_AT', [2, 2], 'array', over(removeAt)),
  entry('ARRAY_REVERSE', [1, 1], 'array', over((elements) => arrayOf(`list_reverse(${elements})`))),
  entry('ARRAY_SLICE', [3, 3], 'array', over(slice)),
  entry('ARRAY_SORT', [1, 3], 'array', sort),
  entry('ARRAY_MAX', [1, 1], 'json', extreme('max')),
  entry('ARRAY_MIN', [1, 1], 'json', extreme('min')),
  entry('ARRAY_SIZE', [1, 1], 'integer', ({ args: [array] }) => once(array.sql, 'dw_json', (json) => `CASE WHEN json_type(${json}) = 'ARRAY' THEN CAST(json_array_length(${json}) AS INTEGER) END`)),
  entry('ARRAY_TO_STRING', [2, 2], 'text', toText),
  entry('ARRAY_GENERATE_RANGE', [2, 3], 'array', generateRange),
  entry('ARRAYS_ZIP', [1, Infinity], 'array', zip),
  entry('ARRAYS_TO_OBJECT', [2, 2], 'object', toObject),
  entry('TO_ARRAY', [1, 1], 'array', toArray),
];
