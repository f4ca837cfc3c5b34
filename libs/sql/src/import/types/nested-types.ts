import type { ColumnType, GeneratorDefinition } from '@dw-sim/contracts';
import { readSimpleName } from '../qualified-name';
import type { TokenReader } from '../token-reader';
import { isRefused, type MappedType, type TypeContext, type TypeMapping } from './mapped-type';
import { numberIn, readType, type WrittenType } from './written-type';

/** Most values that one JSON value of the generator holds. */
const MOST_VALUES = 999;
const JSON_TYPE: ColumnType = { kind: 'JSON' };
const WORD: JsonValue = { type: 'faker', params: { rule: 'lorem.word' } };

/** A generator inside a JSON value. */
interface JsonValue extends GeneratorDefinition {
  readonly data_type?: string;
}

const plain: TypeMapping = () => ({ type: JSON_TYPE });

/** A list of values of a type, in a JSON column. */
export function arrayOf(element: JsonValue, min = 1, max = 5): MappedType {
  return { type: JSON_TYPE, generator: { type: 'json', params: { array: { of: element, min, max } } } };
}

/** `INT[]`, `ARRAY(NUMBER)`, `ARRAY<STRING>`, and ARRAY alone. */
export function arrayType(written: WrittenType | undefined, context: TypeContext): MappedType {
  return arrayOf(written ? jsonValue(written, context) : WORD);
}

const array: TypeMapping = ({ args }, context) => arrayType(args[0] && readType(args[0]), context);

/** `OBJECT(city VARCHAR, zip NUMBER)`, `STRUCT<a INT64>`; without its keys any object. */
const object: TypeMapping = ({ args }, context) => {
  const keys = args.flatMap((argument) => keyOf(argument, context));
  return keys.length === 0 ? { type: JSON_TYPE } : { type: JSON_TYPE, generator: { type: 'json', params: { object: Object.fromEntries(keys) } } };
};

function keyOf(argument: TokenReader, context: TypeContext): readonly [string, JsonValue][] {
  const name = readSimpleName(argument);
  argument.take(':');
  const type = name && readType(argument);
  return name && type ? [[name.name, jsonValue(type, context)]] : [];
}

/** `MAP(VARCHAR, INT)`: an object with a few keys. */
const map: TypeMapping = ({ args }, context) => {
  const type = args[1] && readType(args[1]);
  const value = type ? jsonValue(type, context) : WORD;
  return { type: JSON_TYPE, generator: { type: 'json', params: { object: { first: value, second: value } } } };
};

const vector: TypeMapping = ({ args, written }, { dialect }) => {
  // pgvector: `vector(3)`
  const length = numberIn(args[dialect === 'postgres' ? 0 : 1]);
  if (length === undefined || !(length >= 1)) return { code: 'invalid_type', refused: `${written} is no type of vectors`, hint: 'write the type of its numbers and their count: VECTOR(FLOAT, 256)' };
  const isInt = args[0]?.isNext('INT');
  const kept = Math.min(length, MOST_VALUES);
  const number: JsonValue = isInt ? { type: 'uniform_int', params: { min: -100, max: 100 } } : { type: 'uniform_float', params: { min: -1, max: 1, decimals: 4 } };
  return { ...arrayOf(number, kept, kept), warning: `${written} is imported as JSON, a list of ${kept} numbers` };
};

/** The generator of a value inside a JSON value. */
function jsonValue(written: WrittenType, context: TypeContext): JsonValue {
  const mapped = context.map(written);
  if (isRefused(mapped)) return WORD;
  if (mapped.values) return { type: 'choice', params: { values: mapped.values } };
  return mapped.generator ?? byKind(mapped.type.kind);
}

function byKind(kind: ColumnType['kind']): JsonValue {
  switch (kind) {
    case 'INT':
    case 'BIGINT':
      return { type: 'uniform_int', params: { min: 1, max: 1000 } };
    case 'FLOAT':
    case 'DECIMAL':
      return { type: 'uniform_float', params: { min: 0, max: 1000, decimals: 2 } };
    case 'BOOLEAN':
      return { type: 'boolean' };
    case 'UUID':
      return { type: 'uuid4' };
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMPTZ':
      return { type: 'time_range', data_type: kind };
    case 'TIME':
      return { type: 'time_of_day' };
    case 'VARCHAR':
      return WORD;
    case 'JSON':
      return { type: 'json', params: { object: { label: WORD } } };
  }
}

/** Types of values with parts, by name; all become JSON. */
export const NESTED_TYPES: Readonly<Record<string, TypeMapping>> = {
  SUPER: plain,
  VARIANT: plain,
  JSON: plain,
  JSONB: plain,
  HSTORE: ({ written }) => ({ type: JSON_TYPE, warning: `${written} is imported as JSON` }),
  ARRAY: array,
  LIST: array,
  OBJECT: object,
  STRUCT: object,
  ROW: object,
  RECORD: object,
  MAP: map,
  VECTOR: vector,
};
