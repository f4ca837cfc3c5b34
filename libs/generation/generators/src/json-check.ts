import { COLUMN_TYPE_NAMES } from '@dw-sim/contracts';
import type { ColumnContext, ParameterFault } from './generator-kind';
import { childPath } from './json-path';
import { DEFAULT_ITEMS, entriesOf, itemRange, type JsonEntry, MAX_DEPTH, MAX_VALUES, valueCountOf, valuesOf } from './json-parameters';
import { isObject, type Parameters } from './parameters';

const ENTRY_KEYS = ['type', 'params', 'data_type', 'null_rate'];
const ARRAY_KEYS = ['of', 'min', 'max'];

/** Faults of the form of a JSON generator; those of the generators inside are found where they are checked. */
export function checkJson(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  if (column.unique) return [{ parameter: '', code: 'not_unique', message: 'JSON is compared as text, so it can\'t be a key', allowed: 'is_unique: false, and a key in a column of its own' }];
  const given = ['object', 'array'].filter((name) => params[name] !== undefined);
  if (given.length !== 1) {
    const message = given.length === 0 ? 'it is not said what the JSON holds' : 'object and array are both given';
    return [{ parameter: given.length === 0 ? '' : 'array', code: given.length === 0 ? 'missing' : 'ambiguous', message, allowed: 'exactly one of object and array' }];
  }
  return [...checkArray(params), ...entriesOf(params).flatMap((entry) => checkEntry(entry, column)), ...checkSize(params)];
}

function checkArray({ array }: Parameters): readonly ParameterFault[] {
  if (!isObject(array)) return [];
  const faults: ParameterFault[] = unknownKeys(array, ARRAY_KEYS, 'array');
  if (array['of'] === undefined) faults.push({ parameter: 'array.of', code: 'missing', message: 'the items of the array have no generator', allowed: 'an object { "type": … }' });
  for (const name of ['min', 'max']) {
    const value = array[name];
    if (value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_VALUES)) continue;
    faults.push({ parameter: `array.${name}`, value, code: 'out_of_range', message: `${name} is ${JSON.stringify(value)}`, allowed: `a whole number from 0 to ${MAX_VALUES.toLocaleString('en-US')}; 0 to ${DEFAULT_ITEMS} items by default` });
  }
  const { min, max } = itemRange({ array });
  if (min > max) faults.push({ parameter: 'array.min', value: min, code: 'range_reversed', message: `the fewest items ${min} are more than the most ${max}`, allowed: `at most ${max}` });
  return faults;
}

function checkEntry({ path, key, written }: JsonEntry, column: ColumnContext): readonly ParameterFault[] {
  if (!isObject(written)) return [{ parameter: path, value: written, code: 'wrong_type', message: `the generator is ${JSON.stringify(written)}`, allowed: 'an object { "type": … }' }];
  const faults: ParameterFault[] = unknownKeys(written, ENTRY_KEYS, path);
  const { type, params, null_rate: rate, data_type: dataType } = written;
  const add = (name: string, code: string, message: string, allowed: string | readonly string[]): void =>
    void faults.push({ parameter: `${path}.${name}`, value: written[name], code, message, allowed });
  if (key !== undefined && /\0|\p{Surrogate}/u.test(key)) faults.push({ parameter: path, code: 'invalid_name', message: `the key ${JSON.stringify(key)} is no text that every warehouse holds`, allowed: 'characters of Unicode but NUL' });
  if (typeof type !== 'string') add('type', type === undefined ? 'missing' : 'wrong_type', type === undefined ? 'type is missing' : `type is ${JSON.stringify(type)}`, 'the name of a generator');
  if (type === 'foreign_key') add('type', 'not_applicable', 'keys of other tables can\'t stand inside JSON', 'a column of its own for the key');
  if (params !== undefined && params !== null && !isObject(params)) add('params', 'wrong_type', `params is ${JSON.stringify(params)}`, 'an object { … }');
  if (rate !== undefined && !(typeof rate === 'number' && rate >= 0 && rate <= 1)) add('null_rate', 'out_of_range', `null_rate is ${JSON.stringify(rate)}`, '0 to 1');
  if (dataType !== undefined && (typeof dataType !== 'string' || !column.parseType(dataType))) add('data_type', 'unknown_type', `unknown column type ${JSON.stringify(dataType)}`, COLUMN_TYPE_NAMES);
  return faults;
}

function checkSize(params: Parameters): readonly ParameterFault[] {
  const count = valueCountOf(params);
  if (count <= MAX_VALUES) return [];
  const message = count === Infinity ? 'the JSON is nested too deeply' : `a value may hold ${count.toLocaleString('en-US')} values`;
  return [{ parameter: valuesOf(params)[0]?.path ?? '', code: 'too_large', message, allowed: `at most ${MAX_VALUES.toLocaleString('en-US')} values in ${MAX_DEPTH} levels` }];
}

function unknownKeys(written: Readonly<Record<string, unknown>>, known: readonly string[], path: string): ParameterFault[] {
  return Object.keys(written)
    .filter((name) => !known.includes(name))
    .map((name) => ({ parameter: childPath(path, name), value: written[name], code: 'unknown_key', message: `unknown key ${JSON.stringify(name)}`, allowed: known }));
}
