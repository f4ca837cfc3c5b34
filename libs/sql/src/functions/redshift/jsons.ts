import type { Argument, Call, FunctionEntry } from '../function-entry';
import { argument, bound, flagOf, integerOf, textOf } from './render';
import { shim } from './shim';
import { isSuper } from './super-value';

/** JSON text, or a SUPER value as its text. */
function jsonText(value: Argument): string {
  return isSuper(value) ? `CAST(${value.sql} AS VARCHAR)` : textOf(value);
}

/** DuckDB reads JSON with commas too many, and infinities, which are no JSON. */
const BEYOND_JSON = String.raw`regexp_matches(regexp_replace(source, '"(?:[^"\\]|\\.)*"', '""', 'g'), ',\s*[\]}]|[Nn][Aa][Nn]|[Ii][Nn][Ff]')`;

/** DuckDB: whether the text `source` is JSON. */
const IS_JSON = `(json_valid(source) AND NOT ${BEYOND_JSON})`;

/** The last argument where it is a flag and no path: `null_if_invalid`. */
function flagged(call: Call): { readonly rest: readonly Argument[]; readonly isLenient: boolean } {
  const last = call.args.at(-1);
  const isFlag = last !== undefined && (last.type === 'boolean' || /^(true|false)$/i.test(last.sql));
  return isFlag ? { rest: call.args.slice(0, -1), isLenient: flagOf(call, last, 'null_if_invalid') } : { rest: call.args, isLenient: false };
}

/** DuckDB: invalid text is an error, or NULL where the call says so. */
function lenient(isLenient: boolean, source: string, body: string): string {
  return bound('source', source, isLenient ? `CASE WHEN ${IS_JSON} THEN ${body} END` : body);
}

function extractPath(call: Call): string {
  const { rest, isLenient } = flagged(call);
  const [source, ...path] = rest as [Argument, ...Argument[]];
  if (path.length === 0) call.refuse('JSON_EXTRACT_PATH_TEXT needs one element of a path or more.');
  if (path.length > 5) call.refuse('A path has five elements at most in Redshift.', 'Use JSON_PARSE and navigate: value.a.b.', path[5]);
  if (call.engine === 'postgres') return shim('json_path_text', jsonText(source), `ARRAY[${path.map(textOf).join(', ')}]`, String(isLenient));
  const keys = path.map((element) => `'."' || ${textOf(element)} || '"'`).join(' || ');
  return lenient(isLenient, jsonText(source), `json_extract_string(source, '$' || ${keys})`);
}

function arrayElement(call: Call): string {
  const { rest, isLenient } = flagged(call);
  const [source, index] = [rest[0] as Argument, integerOf(argument(call, 1))];
  if (call.engine === 'postgres') return shim('json_element_text', jsonText(source), index, String(isLenient));
  return lenient(isLenient, jsonText(source), `CASE WHEN ${index} >= 0 THEN json_extract_string(source, '$[' || ${index} || ']') END`);
}

function arrayLength(call: Call): string {
  const { rest, isLenient } = flagged(call);
  const source = jsonText(rest[0] as Argument);
  if (call.engine === 'postgres') return shim('json_array_length', source, String(isLenient));
  const fault = isLenient ? 'NULL' : `error('JSON_ARRAY_LENGTH: "' || source || '" is not a JSON array')`;
  return bound('source', source, `CASE WHEN ${IS_JSON} AND json_type(source) = 'ARRAY' THEN CAST(json_array_length(source) AS INTEGER) WHEN source IS NOT NULL THEN ${fault} END`);
}

/** Redshift counts objects alone as valid: arrays have a function of their own. */
function isValid(type: 'OBJECT' | 'ARRAY'): (call: Call) => string {
  return (call) => {
    const source = jsonText(argument(call, 0));
    if (call.engine === 'postgres') return shim('is_valid_json', source, `'${type.toLowerCase()}'`);
    return bound('source', source, `CASE WHEN ${IS_JSON} THEN json_type(source) = '${type}' WHEN source IS NOT NULL THEN false END`);
  };
}

const duckdbTypeName =
  `CASE json_type(value) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ` +
  `ELSE CASE WHEN value IS NOT NULL THEN 'number' END END`;

/** What JSON value a SUPER holds, as a condition on `json_typeof` and the text of a scalar. */
function typeTest(name: string, types: readonly string[], text?: string): FunctionEntry {
  const duckdb = (call: Call) => bound('value', argument(call, 0).sql, `${duckdbTypeName} IN (${types.map((type) => `'${type}'`).join(', ')})${text === undefined ? '' : ` AND ${text.replaceAll('TEXT', () => `(value ->> '$')`)}`}`);
  const postgres = (call: Call) => {
    const { sql } = argument(call, 0);
    return `(jsonb_typeof(${sql}) IN (${types.map((type) => `'${type}'`).join(', ')})${text === undefined ? '' : ` AND ${text.replaceAll('regexp_matches', 'regexp_like').replaceAll('TEXT', () => `(${sql} #>> '{}')`)}`})`;
  };
  return { name, family: 'json', args: [1, 1], result: 'boolean', duckdb, postgres };
}

/** Whole numbers that lie in a range; others are DECIMAL. */
const wholeIn = (bits: number) => `CASE WHEN regexp_matches(TEXT, '^-?[0-9]{1,19}$') THEN CAST(TEXT AS DECIMAL(20, 0)) BETWEEN ${-(2n ** BigInt(bits - 1))} AND ${2n ** BigInt(bits - 1) - 1n} ELSE false END`;

/** JSON and the functions that tell about SUPER values (https://docs.aws.amazon.com/redshift/latest/dg/json-functions.html). */
export const JSON_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'JSON_EXTRACT_PATH_TEXT', family: 'json', args: [2, 7], result: 'text', duckdb: extractPath, postgres: extractPath, note: 'A missing path gives NULL.' },
  { name: 'JSON_EXTRACT_ARRAY_ELEMENT_TEXT', family: 'json', args: [2, 3], result: 'text', duckdb: arrayElement, postgres: arrayElement },
  { name: 'JSON_ARRAY_LENGTH', family: 'json', args: [1, 2], result: 'integer', duckdb: arrayLength, postgres: arrayLength },
  { name: 'IS_VALID_JSON', family: 'json', args: [1, 1], result: 'boolean', duckdb: isValid('OBJECT'), postgres: isValid('OBJECT'), note: 'Objects alone, as in Redshift.' },
  { name: 'IS_VALID_JSON_ARRAY', family: 'json', args: [1, 1], result: 'boolean', duckdb: isValid('ARRAY'), postgres: isValid('ARRAY') },
  { name: 'CAN_JSON_PARSE', family: 'json', args: [1, 1], result: 'boolean', duckdb: (call) => bound('source', jsonText(argument(call, 0)), IS_JSON), postgres: (call) => shim('is_valid_json', jsonText(argument(call, 0)), 'NULL') },
  { name: 'JSON_PARSE', family: 'json', args: [1, 1], result: 'json', duckdb: (call) => `json(${jsonText(argument(call, 0))})`, postgres: (call) => `CAST(${jsonText(argument(call, 0))} AS jsonb)` },
  { name: 'JSON_SERIALIZE', family: 'json', args: [1, 1], result: 'text', duckdb: (call) => `CAST(json(${argument(call, 0).sql}) AS VARCHAR)`, postgres: (call) => shim('json_serialize', argument(call, 0).sql), note: 'PostgreSQL keeps the keys of an object in an order of its own.' },
  { name: 'JSON_SERIALIZE_TO_VARBYTE', family: 'json', args: [1, 1], result: 'binary', duckdb: (call) => `encode(CAST(json(${argument(call, 0).sql}) AS VARCHAR))`, postgres: (call) => `convert_to(${shim('json_serialize', argument(call, 0).sql)}, 'UTF8')` },
  { name: 'JSON_TYPEOF', family: 'json', args: [1, 1], result: 'text', duckdb: (call) => bound('value', argument(call, 0).sql, duckdbTypeName), postgres: 'jsonb_typeof({1})' },
  { name: 'JSON_SIZE', family: 'json', args: [1, 1], result: 'integer', duckdb: (call) => `strlen(CAST(json(${argument(call, 0).sql}) AS VARCHAR))`, postgres: (call) => `octet_length(${shim('json_serialize', argument(call, 0).sql)})` },
  typeTest('IS_ARRAY', ['array']),
  typeTest('IS_OBJECT', ['object']),
  typeTest('IS_BOOLEAN', ['boolean']),
  typeTest('IS_SCALAR', ['string', 'number', 'boolean', 'null']),
  typeTest('IS_VARCHAR', ['string']),
  typeTest('IS_CHAR', ['string'], 'length(TEXT) = 1'),
  typeTest('IS_SMALLINT', ['number'], wholeIn(16)),
  { ...typeTest('IS_INTEGER', ['number'], wholeIn(32)), aliases: ['IS_INT'] },
  typeTest('IS_BIGINT', ['number'], wholeIn(64)),
  typeTest('IS_DECIMAL', ['number'], `NOT regexp_matches(TEXT, '[eE]')`),
  typeTest('IS_FLOAT', ['number']),
  { name: 'DECIMAL_PRECISION', family: 'json', args: [1, 1], result: 'integer', duckdb: (call) => digits(call, `length(regexp_replace(TEXT, '[^0-9]', '', 'g'))`), postgres: (call) => digits(call, `length(regexp_replace(TEXT, '[^0-9]', '', 'g'))`) },
  { name: 'DECIMAL_SCALE', family: 'json', args: [1, 1], result: 'integer', duckdb: (call) => digits(call, `length(split_part(TEXT, '.', 2))`), postgres: (call) => digits(call, `length(split_part(TEXT, '.', 2))`) },
  { name: 'SIZE', family: 'json', args: [1, 1], result: 'integer', duckdb: { refused: 'SIZE tells how Redshift stores a value. JSON_SIZE tells the length of its text.' }, postgres: { refused: 'SIZE tells how Redshift stores a value. JSON_SIZE tells the length of its text.' } },
];

/** Of numbers; others have none. */
function digits(call: Call, expression: string): string {
  const { sql } = argument(call, 0);
  const isNumber = call.engine === 'duckdb' ? `json_type(${sql}) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE')` : `jsonb_typeof(${sql}) = 'number'`;
  const digitCount = expression.replaceAll('TEXT', () => (call.engine === 'duckdb' ? `(${sql} ->> '$')` : `(${sql} #>> '{}')`));
  return `CASE WHEN ${isNumber} THEN ${digitCount} END`;
}
