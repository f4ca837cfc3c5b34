import type { Argument, Call, FunctionEntry } from '../function-entry';
import { bound, entriesOf, once, quoted } from './define';
import { elementsOf, isVariant, textOf, variantOf } from './values';

const entry = entriesOf('json');

/** The members of an OBJECT as a DuckDB list of {k, v}, v being JSON. */
function members(object: string): string {
  return `list_transform(json_keys(${object}), lambda dw_key: {'k': dw_key, 'v': json_extract(${object}, '/' || replace(replace(dw_key, '~', '~0'), '/', '~1'))})`;
}

/** A list of {k, v} as an OBJECT with its keys in order. */
function objectOf(list: string): string {
  const member = `CAST(to_json(dw_member.k) AS VARCHAR) || ':' || CAST(dw_member.v AS VARCHAR)`;
  return `CAST('{' || array_to_string(list_transform(list_sort(${list}), lambda dw_member: ${member}), ',') || '}' AS JSON)`;
}

/** OBJECT_CONSTRUCT(key, value, …): a NULL value leaves its member out, unless it is kept as JSON's null. */
function construct(keepNull: boolean) {
  return (call: Call): string => {
    const { args } = call;
    if (args.length % 2 === 1) return call.refuse(`${call.name} takes keys and values in turn.`, 'Add a value, or take a key away.', args[args.length - 1]);
    const pairs = Array.from({ length: args.length / 2 }, (_, index): [Argument, Argument] => [args[2 * index], args[2 * index + 1]]);
    const repeated = pairs.find(([key], index) => key.literal !== undefined && pairs.slice(0, index).some(([other]) => other.literal === key.literal));
    if (repeated) return call.refuse(`The key '${repeated[0].literal}' stands twice in ${call.name}.`, undefined, repeated[0]);
    const value = (argument: Argument): string => `CAST(${keepNull ? `coalesce(${variantOf(argument)}, CAST('null' AS JSON))` : variantOf(argument)} AS VARCHAR)`;
    if (pairs.every(([key]) => key.literal !== undefined)) return literalKeys(pairs, value);
    const texts = pairs.map(([key, argument]) => `CAST(to_json(${textOf(key)}) AS VARCHAR) || ':' || ${value(argument)}`);
    return `CAST('{' || array_to_string(list_sort(list_filter([${texts.join(', ')}], lambda dw_member: dw_member IS NOT NULL)), ',') || '}' AS JSON)`;
  };
}

function literalKeys(pairs: readonly (readonly [Argument, Argument])[], value: (argument: Argument) => string): string {
  const sorted = [...pairs].sort(([a], [b]) => ((a.literal as string) < (b.literal as string) ? -1 : 1));
  const texts = sorted.map(([key, argument]) => `${quoted(`${JSON.stringify(key.literal)}:`)} || ${value(argument)}`);
  return texts.length === 0 ? `CAST('{}' AS JSON)` : `CAST('{' || concat_ws(',', ${texts.join(', ')}) || '}' AS JSON)`;
}

/** OBJECT_INSERT(object, key, value [, update]): a NULL value changes nothing; a key that is there is an error unless it may be updated. */
function insert({ args: [object, key, value, update] }: Call): string {
  return bound('dw_object', [object.sql, textOf(key), variantOf(value), update?.sql ?? 'false'], ([json, name, added, mayUpdate]) => {
    const others = `list_filter(${members(json)}, lambda dw_old: dw_old.k <> ${name})`;
    const branches = [
      `WHEN ${json} IS NULL OR ${name} IS NULL THEN NULL`,
      `WHEN list_contains(json_keys(${json}), ${name}) AND NOT ${mayUpdate} THEN CAST(error('OBJECT_INSERT: the key is there already; add TRUE to update it') AS JSON)`,
      `WHEN ${added} IS NULL THEN ${objectOf(others)}`,
    ];
    return `CASE ${branches.join(' ')} ELSE ${objectOf(`list_append(${others}, {'k': ${name}, 'v': ${added}})`)} END`;
  });
}

/** Keys given one by one or as an ARRAY, as a DuckDB list. */
function keyList(keys: readonly Argument[]): string {
  if (keys.length === 1 && isVariant(keys[0])) return `list_transform(${elementsOf(keys[0])}, lambda dw_name: dw_name ->> '$')`;
  return `[${keys.map(textOf).join(', ')}]`;
}

function chosen(keep: boolean) {
  return ({ args: [object, ...keys] }: Call): string =>
    bound('dw_object', [object.sql, keyList(keys)], ([json, names]) => {
      const filtered = `list_filter(${members(json)}, lambda dw_old: ${keep ? '' : 'NOT '}list_contains(${names}, dw_old.k))`;
      return `CASE WHEN ${json} IS NOT NULL THEN ${objectOf(filtered)} END`;
    });
}

/** The members of both maps; of a key that is in both, the second one's. */
function merged({ args: [first, second] }: Call): string {
  return bound('dw_map', [first.sql, second.sql], ([one, other]) => {
    const kept = `list_filter(${members(one)}, lambda dw_old: NOT list_contains(json_keys(${other}), dw_old.k))`;
    return `CASE WHEN ${one} IS NOT NULL AND ${other} IS NOT NULL THEN ${objectOf(`list_concat(${kept}, ${members(other)})`)} END`;
  });
}

function toObject({ args: [value] }: Call): string {
  return once(value.sql, 'dw_json', (json) => `CASE WHEN ${json} IS NULL OR json_type(${json}) = 'OBJECT' THEN ${json} WHEN json_type(${json}) <> 'NULL' THEN CAST(error('The value is no OBJECT') AS JSON) END`);
}

/** OBJECT: JSON objects on DuckDB, their keys in order. */
export const OBJECT_FUNCTIONS: readonly FunctionEntry[] = [
  entry('OBJECT_CONSTRUCT', [0, Infinity], 'object', construct(false), { star: 'members' }),
  entry('OBJECT_CONSTRUCT_KEEP_NULL', [0, Infinity], 'object', construct(true), { star: 'members' }),
  entry('OBJECT_INSERT', [3, 4], 'object', insert),
  entry('OBJECT_DELETE', [2, Infinity], 'object', chosen(false)),
  entry('OBJECT_PICK', [2, Infinity], 'object', chosen(true)),
  entry('OBJECT_KEYS', [1, 1], 'array', ({ args: [object] }) => `to_json(list_sort(json_keys(${object.sql})))`),
  entry('TO_OBJECT', [1, 1], 'object', toObject),
  entry('MAP_KEYS', [1, 1], 'array', ({ args: [map] }) => `to_json(list_sort(json_keys(${map.sql})))`),
  entry('MAP_SIZE', [1, 1], 'integer', ({ args: [map] }) => `len(json_keys(${map.sql}))`),
  entry('MAP_CONTAINS_KEY', [2, 2], 'boolean', ({ args: [key, map] }) => `list_contains(json_keys(${map.sql}), ${textOf(key)})`),
  entry('MAP_DELETE', [2, Infinity], 'object', chosen(false)),
  entry('MAP_PICK', [2, Infinity], 'object', chosen(true)),
  entry('MAP_INSERT', [3, 4], 'object', insert),
  entry('MAP_CAT', [2, 2], 'object', merged),
];
