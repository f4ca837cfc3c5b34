import type { Argument, Call, FunctionEntry } from '../function-entry';
import { decimalType } from './conversions';
import { bound, entriesOf, once, quoted, refusedEntries } from './define';
import { isVariant, textOf, variantOf } from './values';

const entry = entriesOf('json');

/** Text as JSON: '' and blanks are NULL. Keys of objects are put in order, as Snowflake keeps them. */
function parse(lenient: boolean) {
  return ({ args: [value] }: Call): string => {
    if (isVariant(value)) return value.sql;
    const { literal } = value;
    if (literal !== undefined) return parsedLiteral(literal, lenient) ?? `CAST(${quoted(literal)} AS JSON)`;
    // DuckDB keeps JSON as it was written; json() takes the blanks out.
    return `json(${lenient ? 'TRY_CAST' : 'CAST'}(nullif(trim(${value.sql}), '') AS JSON))`;
  };
}

/** A literal, parsed here and now; undefined where it must fail as the query runs. */
function parsedLiteral(text: string, lenient: boolean): string | undefined {
  if (text.trim() === '') return 'CAST(NULL AS JSON)';
  try {
    if (repeatsKey(text)) return lenient ? 'CAST(NULL AS JSON)' : `CAST(error('Duplicate object attribute') AS JSON)`;
    return `CAST(${quoted(orderedKeys(text))} AS JSON)`;
  } catch {
    // Expected: no JSON.
    return lenient ? 'CAST(NULL AS JSON)' : undefined;
  }
}

/** Whether an object of the text has a key twice, which Snowflake refuses: more keys are written than the value has. */
function repeatsKey(text: string): boolean {
  const written = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
  return written !== keyCount(JSON.parse(text));
}

function keyCount(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value);
  return (Array.isArray(value) ? 0 : inner.length) + inner.reduce<number>((sum, each) => sum + keyCount(each), 0);
}

/** JSON text with the keys of every object in order. Numbers of many digits or with an exponent leave the text as it is. */
function orderedKeys(text: string): string {
  const value: unknown = JSON.parse(text);
  return /\d{16}|\d[eE]/.test(text) ? text : inOrder(value);
}

function inOrder(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${inOrder(inner)}`).join(',')}}`;
}

function checkJson({ args: [value] }: Call): string {
  return once(value.sql, 'dw_text', (text) => `CASE WHEN ${text} IS NULL OR trim(${text}) = '' OR json_valid(${text}) THEN NULL ELSE 'error parsing JSON' END`);
}

/** One of JSON's types; DuckDB tells integers from other numbers. */
function typeTest(...types: readonly string[]) {
  return ({ args: [value] }: Call): string => `(json_type(${variantOf(value)}) IN (${types.map(quoted).join(', ')}))`;
}

/** The value where it is of one of JSON's types, else NULL, in a type of SQL. */
function typedValue(types: readonly string[], cast: (value: Argument) => string) {
  return ({ args: [value] }: Call): string => `CASE WHEN json_type(${value.sql}) IN (${types.map(quoted).join(', ')}) THEN ${cast(value)} END`;
}

const INTEGERS = ['BIGINT', 'UBIGINT'];
const NUMBERS = [...INTEGERS, 'DOUBLE'];

function asNumber(call: Call): string {
  const type = decimalType(call, call.args.slice(1));
  return typedValue(NUMBERS, (value) => `CAST(${textOf(value)} AS ${type})`)(call);
}

const TYPE_NAMES = `CASE json_type(#) WHEN 'BIGINT' THEN 'INTEGER' WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'DOUBLE' THEN CASE WHEN contains(lower(CAST(# AS VARCHAR)), 'e') THEN 'DOUBLE' ELSE 'DECIMAL' END WHEN 'NULL' THEN 'NULL_VALUE' ELSE json_type(#) END`;

function typeOf(call: Call): string {
  const [value] = call.args;
  const names: Partial<Record<Argument['type'], string>> = { date: 'DATE', time: 'TIME', timestamp: 'TIMESTAMP_NTZ', timestamptz: 'TIMESTAMP_LTZ', binary: 'BINARY', float: 'DOUBLE' };
  const known = names[value.type];
  if (known) return `CASE WHEN ${value.sql} IS NOT NULL THEN '${known}' END`;
  return once(variantOf(value), 'dw_json', (json) => TYPE_NAMES.replaceAll('#', () => json));
}

/** JSON path of DuckDB from keys and indexes. */
function pathOf(steps: readonly (string | number)[]): string {
  return quoted(`$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `."${step}"`)).join('')}`);
}

function get(call: Call): string {
  const [value, step] = call.args;
  if (step.literal !== undefined && step.type === 'text') return `json_extract(${value.sql}, ${pointer(step.literal)})`;
  if (step.type === 'integer') return `CASE WHEN ${step.sql} >= 0 THEN json_extract(${value.sql}, '$[' || ${step.sql} || ']') END`;
  return `json_extract(${value.sql}, '/' || replace(replace(${textOf(step)}, '~', '~0'), '/', '~1'))`;
}

/** JSON pointer to one key: no letter in it has a meaning. */
function pointer(key: string): string {
  return quoted(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

function getIgnoreCase({ args: [value, key] }: Call): string {
  return bound('dw_json', [value.sql, textOf(key)], ([json, name]) => {
    const found = `list_filter(json_keys(${json}), lambda dw_key: lower(dw_key) = lower(${name}))[1]`;
    return `json_extract(${json}, '/' || replace(replace(${found}, '~', '~0'), '/', '~1'))`;
  });
}

/** `a.b[0]['c d']`, as a path of DuckDB. */
function getPath(call: Call): string {
  const [value, path] = call.args;
  const steps = path.literal === undefined ? undefined : stepsOf(path.literal);
  if (!steps) return call.refuse('The path of GET_PATH must be a literal of keys and indexes.', `Write it as in 'a.b[0]["c d"]'.`, path);
  return `json_extract(${value.sql}, ${pathOf(steps)})`;
}

function stepsOf(path: string): (string | number)[] | undefined {
  const step = /\.?(?:([A-Za-z_][\w$]*)|"([^"]*)"|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\])/y;
  const steps: (string | number)[] = [];
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (!match) return undefined;
    steps.push(match[3] === undefined ? (match[1] ?? match[2] ?? match[4] ?? match[5]) : Number(match[3]));
  }
  return steps.some((part) => typeof part === 'string' && /["\\]/.test(part)) ? undefined : steps;
}

const KEY_ORDER = 'An object parsed from a column shows its keys in the order in which they were written, where Snowflake sorts them, and may have one twice, which Snowflake refuses.';

/** VARIANT: JSON on DuckDB. */
export const JSON_FUNCTIONS: readonly FunctionEntry[] = [
  entry('PARSE_JSON', [1, 1], 'json', parse(false), { note: KEY_ORDER }),
  entry('TRY_PARSE_JSON', [1, 1], 'json', parse(true), { note: KEY_ORDER }),
  entry('CHECK_JSON', [1, 1], 'text', checkJson, { note: 'CHECK_JSON tells that text is no JSON, in words of its own.' }),
  entry('TO_JSON', [1, 1], 'text', ({ args: [value] }) => `CAST(${variantOf(value)} AS VARCHAR)`),
  entry('TO_VARIANT', [1, 1], 'json', ({ args: [value] }) => variantOf(value)),
  entry('STRIP_NULL_VALUE', [1, 1], 'json', ({ args: [value] }) => once(value.sql, 'dw_json', (json) => `CASE WHEN json_type(${json}) <> 'NULL' THEN ${json} END`)),
  entry('TYPEOF', [1, 1], 'text', typeOf),
  entry('GET', [2, 2], 'json', get),
  entry('GET_IGNORE_CASE', [2, 2], 'json', getIgnoreCase),
  entry('GET_PATH', [2, 2], 'json', getPath),
  entry('JSON_EXTRACT_PATH_TEXT', [2, 2], 'text', (call) => `(${getPath({ ...call, args: [{ ...call.args[0], sql: `CAST(${call.args[0].sql} AS JSON)` }, call.args[1]] })} ->> '$')`),
  entry('IS_NULL_VALUE', [1, 1], 'boolean', typeTest('NULL')),
  entry('IS_ARRAY', [1, 1], 'boolean', typeTest('ARRAY')),
  entry('IS_OBJECT', [1, 1], 'boolean', typeTest('OBJECT')),
  entry('IS_BOOLEAN', [1, 1], 'boolean', typeTest('BOOLEAN')),
  entry('IS_INTEGER', [1, 1], 'boolean', typeTest(...INTEGERS)),
  entry('IS_DECIMAL', [1, 1], 'boolean', typeTest(...NUMBERS)),
  entry('IS_DOUBLE', [1, 1], 'boolean', typeTest(...NUMBERS), { aliases: ['IS_REAL'] }),
  entry('IS_VARCHAR', [1, 1], 'boolean', typeTest('VARCHAR'), { aliases: ['IS_CHAR'] }),
  entry('AS_ARRAY', [1, 1], 'array', typedValue(['ARRAY'], ({ sql }) => sql)),
  entry('AS_OBJECT', [1, 1], 'object', typedValue(['OBJECT'], ({ sql }) => sql)),
  entry('AS_BOOLEAN', [1, 1], 'boolean', typedValue(['BOOLEAN'], (value) => `CAST(${textOf(value)} AS BOOLEAN)`)),
  entry('AS_INTEGER', [1, 1], 'integer', typedValue(INTEGERS, (value) => `CAST(${textOf(value)} AS HUGEINT)`)),
  entry('AS_DOUBLE', [1, 1], 'float', typedValue(NUMBERS, (value) => `CAST(${textOf(value)} AS DOUBLE)`), { aliases: ['AS_REAL'] }),
  entry('AS_NUMBER', [1, 3], (args) => (args.length > 2 ? 'decimal' : 'integer'), asNumber, { aliases: ['AS_DECIMAL'] }),
  entry('AS_VARCHAR', [1, 1], 'text', typedValue(['VARCHAR'], textOf), { aliases: ['AS_CHAR'] }),
  ...refusedEntries(
    'json',
    [
      ...['IS_BINARY', 'IS_DATE', 'IS_DATE_VALUE', 'IS_TIME', 'IS_TIMESTAMP_LTZ', 'IS_TIMESTAMP_NTZ', 'IS_TIMESTAMP_TZ'],
      ...['AS_BINARY', 'AS_DATE', 'AS_TIME', 'AS_TIMESTAMP_LTZ', 'AS_TIMESTAMP_NTZ', 'AS_TIMESTAMP_TZ'],
    ],
    'A simulated VARIANT holds dates and binary as text. Cast it: v::DATE, TRY_TO_DATE(v::VARCHAR).',
  ),
  ...refusedEntries('json', ['PARSE_XML', 'CHECK_XML', 'XMLGET', 'STRIP_NULL_XML'], 'XML is not simulated. Keep the data as JSON.'),
];
