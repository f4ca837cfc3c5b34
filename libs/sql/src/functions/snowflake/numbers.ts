import type { Argument, Call, FunctionEntry, Rendering, SqlType } from '../function-entry';
import { cubeRoot } from '../cube-root';
import { cutsMoment, truncatedMoment } from './dates';
import { quotient } from './division';
import { entriesOf, once, refusedEntries, wholeNumber } from './define';
import { integerOf, momentType, numberOf } from './values';

const entry = entriesOf('number');

const MOMENTS: ReadonlySet<SqlType> = new Set(['date', 'time', 'timestamp', 'timestamptz']);

/** Arguments by position, or by name where the user names them. */
function named(args: readonly Argument[], names: readonly string[]): readonly (Argument | undefined)[] {
  return args.some(({ name }) => name) ? names.map((name) => args.find((argument) => argument.name === name)) : args;
}

/** CEIL and FLOOR at a number of digits behind the point. */
function toward(name: 'ceil' | 'floor') {
  return ({ args: [value, scale] }: Call): string => {
    const number = numberOf(value);
    if (!scale) return value.type === 'integer' ? number : value.type === 'float' ? `${name}(${number})` : `CAST(${name}(${number}) AS DECIMAL(38, 0))`;
    return scaled(name, number, value.type, scale);
  };
}

/** Applies a rounding function at a scale; an integer or a decimal stays one. */
function scaled(name: 'ceil' | 'floor' | 'trunc', number: string, type: SqlType, scale: Argument): string {
  const digits = wholeNumber(scale);
  if (digits === undefined) return `round(${name}(${number} * power(10, ${integerOf(scale)})) / power(10, ${integerOf(scale)}), ${integerOf(scale)})`;
  if (type === 'integer' && digits >= 0) return number;
  const factor = '1' + '0'.repeat(Math.abs(digits));
  const cut = digits >= 0 ? `${name}(${number} * ${factor}) / ${factor}` : `${name}(${number} / ${factor}) * ${factor}`;
  return type === 'float' ? cut : `CAST(${cut} AS DECIMAL(38, ${Math.max(digits, 0)}))`;
}

function truncate(call: Call): string {
  const [value, scale] = call.args;
  if (MOMENTS.has(value.type) && !cutsMoment(call.args)) return call.refuse('TRUNC of a date needs a part.', `Write TRUNC(d, 'MONTH').`, value);
  if (cutsMoment(call.args)) return truncatedMoment(call);
  if (!scale) return value.type === 'integer' ? value.sql : value.type === 'float' ? `trunc(${value.sql})` : `CAST(trunc(${numberOf(value)}) AS DECIMAL(38, 0))`;
  return scaled('trunc', numberOf(value), value.type, scale);
}

function truncatedType(args: readonly Argument[]): SqlType {
  return cutsMoment(args) ? momentType(args[0]) : args[0].type;
}

/** Halves go away from zero, or to the even neighbour. */
function round(call: Call): string {
  const [value, scale, mode] = named(call.args, ['EXPR', 'SCALE', 'ROUNDING_MODE']);
  if (!value) return call.refuse('ROUND needs a number.', 'Write ROUND(x) or ROUND(EXPR => x).');
  const wanted = mode === undefined ? 'HALF_AWAY_FROM_ZERO' : mode.literal?.toUpperCase();
  const digits = scale ? integerOf(scale) : '0';
  // DuckDB rounds a decimal to a constant scale alone.
  const number = scale && wholeNumber(scale) === undefined ? `CAST(${numberOf(value)} AS DOUBLE)` : numberOf(value);
  if (wanted === 'HALF_TO_EVEN') return `round_even(${number}, ${digits})`;
  if (wanted === 'HALF_AWAY_FROM_ZERO') return `round(${number}, CAST(${digits} AS INTEGER))`;
  return call.refuse(`The mode of ROUND is 'HALF_AWAY_FROM_ZERO' or 'HALF_TO_EVEN'.`, undefined, mode);
}

function roundedType(args: readonly Argument[]): SqlType {
  const [value, scale] = named(args, ['EXPR', 'SCALE']);
  return value?.type === 'decimal' && (scale === undefined || (wholeNumber(scale) ?? 1) <= 0) ? 'integer' : (value?.type ?? 'decimal');
}

/** DuckDB gives NULL for a division by zero, Snowflake an error. */
function modulo({ args: [value, divisor] }: Call): string {
  const [a, b] = [numberOf(value), numberOf(divisor)];
  return wholeNumber(divisor) ? `(${a} % ${b})` : `CASE WHEN ${b} = 0 THEN CAST(error('Division by zero') AS INTEGER) ELSE ${a} % ${b} END`;
}

function divideOrZero(nullToo: boolean) {
  return ({ args: [value, divisor] }: Call): string => {
    const [a, b] = [numberOf(value), numberOf(divisor)];
    const zero = nullToo ? `${b} = 0 OR ${b} IS NULL` : `${b} = 0 AND ${a} IS NOT NULL`;
    return `CASE WHEN ${zero} THEN 0 ELSE ${quotient(a, b, [value.type, divisor.type])} END`;
  };
}

function quotientType(args: readonly Argument[]): SqlType {
  return args.some(({ type }) => type === 'float') ? 'float' : 'decimal';
}

/** Kilometres on a sphere with the radius that Snowflake's example gives, 6371 km. */
function haversine({ args }: Call): string {
  const [latitude1, longitude1, latitude2, longitude2] = args.map((argument) => `radians(${numberOf(argument)})`);
  const chord = `power(sin((${latitude2} - ${latitude1}) / 2), 2) + cos(${latitude1}) * cos(${latitude2}) * power(sin((${longitude2} - ${longitude1}) / 2), 2)`;
  return `(2 * 6371 * asin(sqrt(${chord})))`;
}

function widthBucket({ args: [value, low, high, count] }: Call): string {
  const [x, from, to, buckets] = [value, low, high, count].map(numberOf);
  const bucket = `CAST(floor((${x} - ${from}) * ${buckets} / (${to} - ${from})) AS INTEGER) + 1`;
  return `CASE WHEN ${x} < ${from} THEN 0 WHEN ${x} >= ${to} THEN ${buckets} + 1 ELSE ${bucket} END`;
}

/** A function of numbers that DuckDB has under this name. */
function same(name: string, result: FunctionEntry['result'], duckdb: Rendering = ({ args }) => `${name.toLowerCase()}(${args.map(numberOf).join(', ')})`, count = 1): FunctionEntry {
  return entry(name, [count, count], result, duckdb);
}

const ANGLES = ['ACOS', 'ACOSH', 'ASIN', 'ASINH', 'ATAN', 'ATANH', 'COS', 'COSH', 'COT', 'DEGREES', 'RADIANS', 'SIN', 'SINH', 'TAN', 'TANH', 'EXP', 'SQRT', 'LN'];

/** Arithmetic. */
export const NUMBER_FUNCTIONS: readonly FunctionEntry[] = [
  ...ANGLES.map((name) => same(name, 'float')),
  // The root of a cube comes out whole.
  same('CBRT', 'float', ({ args: [value] }) => once(numberOf(value), 'dw_number', cubeRoot)),
  same('ATAN2', 'float', undefined, 2),
  same('ABS', 'first'),
  same('SIGN', 'integer'),
  same('FACTORIAL', 'integer', ({ args: [value] }) => `factorial(CAST(${integerOf(value)} AS INTEGER))`),
  entry('PI', [0, 0], 'float', 'pi()'),
  entry('CEIL', [1, 2], roundedType, toward('ceil'), { aliases: ['CEILING'] }),
  entry('FLOOR', [1, 2], roundedType, toward('floor')),
  entry('ROUND', [1, 3], roundedType, round),
  entry('TRUNC', [1, 2], truncatedType, truncate, { aliases: ['TRUNCATE'] }),
  entry('MOD', [2, 2], 'common', modulo),
  entry('POWER', [2, 2], 'float', ({ args: [base, exponent] }) => `power(${numberOf(base)}, ${numberOf(exponent)})`, { aliases: ['POW'] }),
  entry('SQUARE', [1, 1], 'float', ({ args: [value] }) => once(numberOf(value), 'dw_number', (x) => `CAST(${x} * ${x} AS DOUBLE)`)),
  entry('LOG', [2, 2], 'float', ({ args: [base, value] }) => `log(${numberOf(base)}, ${numberOf(value)})`),
  entry('DIV0', [2, 2], quotientType, divideOrZero(false)),
  entry('DIV0NULL', [2, 2], quotientType, divideOrZero(true)),
  entry('HAVERSINE', [4, 4], 'float', haversine),
  entry('WIDTH_BUCKET', [4, 4], 'integer', widthBucket),
  ...refusedEntries('number', ['VECTOR_INNER_PRODUCT', 'VECTOR_L1_DISTANCE', 'VECTOR_L2_DISTANCE', 'VECTOR_COSINE_SIMILARITY'], 'Vectors are not simulated. Keep them as an ARRAY and compute with FLATTEN.'),
];
