import type { Argument, Call, FunctionEntry, SqlType } from '../function-entry';
import { cubeRoot } from '../cube-root';
import { dayOf } from './moments';
import { argument, bound, doubleOf, integerOf, isTemporal, numberOf } from './render';

/** A function of doubles that both engines have under this name. */
function ofDoubles(name: string, renamed: string = name, aliases: readonly string[] = []): FunctionEntry {
  const render = (call: Call) => `${renamed.toLowerCase()}(${call.args.map(doubleOf).join(', ')})`;
  return { name, ...(aliases.length > 0 && { aliases }), family: 'number', args: [1, 1], result: 'float', duckdb: render, postgres: render };
}

const numberType = (args: readonly Argument[]): SqlType | readonly Argument[] => (args[0]?.type === 'unknown' || args[0]?.type === 'text' ? 'float' : args.slice(0, 1));

/** A text is read as a number. */
function numberSql({ sql, type }: Argument): string {
  return type === 'text' ? `CAST(${sql} AS DOUBLE PRECISION)` : sql;
}

/** Half goes away from zero; PostgreSQL rounds doubles to even, and none to places. */
function round(call: Call): string {
  const value = argument(call, 0);
  const places = call.args[1];
  const list = (number: string) => `round(${[number, ...(places ? [integerOf(places)] : [])].join(', ')})`;
  if (call.engine === 'duckdb') return value.type === 'integer' && !places ? value.sql : list(numberSql(value));
  const rounded = list(`CAST(${value.sql} AS numeric)`);
  return value.type === 'float' || value.type === 'text' ? `CAST(${rounded} AS DOUBLE PRECISION)` : rounded;
}

/** Drops digits, or the time of a moment. */
function trunc(call: Call): string {
  const value = argument(call, 0);
  if (isTemporal(value)) return dayOf(value);
  const places = call.args[1];
  if (!places) return value.type === 'integer' ? value.sql : `trunc(${numberSql(value)})`;
  if (call.engine === 'postgres') {
    const cut = `trunc(CAST(${value.sql} AS numeric), ${integerOf(places)})`;
    return value.type === 'float' ? `CAST(${cut} AS DOUBLE PRECISION)` : cut;
  }
  const count = numberOf(places);
  if (count === undefined || !Number.isInteger(count)) return call.refuse('The number of places has to be written as a whole number to run on DuckDB.', undefined, places);
  const power = `1${'0'.repeat(Math.min(Math.abs(count), 18))}`;
  // Decimals are exact: 1.15 * 100 is 114.99999 as a double.
  if (count < 0) return `(trunc(CAST(${value.sql} AS DECIMAL(38, 8)) / ${power}) * ${power})`;
  const scale = Math.min(count, 18);
  return `(CAST(trunc(CAST(${value.sql} AS DECIMAL(38, ${Math.min(scale + 10, 20)})) * ${power}) AS DOUBLE) / ${power})`;
}

function mod(call: Call): string {
  const [dividend, divisor] = [argument(call, 0), argument(call, 1)];
  if (call.engine === 'postgres') {
    const isFloat = [dividend, divisor].some(({ type }) => type === 'float');
    return isFloat ? `CAST(mod(CAST(${dividend.sql} AS numeric), CAST(${divisor.sql} AS numeric)) AS DOUBLE PRECISION)` : `mod(${dividend.sql}, ${divisor.sql})`;
  }
  const nonZero = numberOf(divisor) ? divisor.sql : `CASE WHEN ${divisor.sql} = 0 THEN error('Division by zero') ELSE ${divisor.sql} END`;
  return `mod(${dividend.sql}, ${nonZero})`;
}

function logarithm(call: Call): string {
  const [first, second] = call.args;
  if (!second) return `log10(${doubleOf(argument(call, 0))})`;
  return `(ln(${doubleOf(second)}) / ln(${doubleOf(first as Argument)}))`;
}

function power(call: Call): string {
  const [base, exponent] = [doubleOf(argument(call, 0)), doubleOf(argument(call, 1))];
  if (call.engine === 'duckdb') return finite(powerOnDuckdb(call, base, exponent));
  return `power(${base}, ${exponent})`;
}

/** DuckDB: a number too large for a double is an error in Redshift. */
const finite = (number: string) => bound('number', number, `CASE WHEN isinf(number) THEN error('Value out of range: overflow') ELSE number END`);

/** DuckDB answers NaN where a root of a negative number is asked for. */
function powerOnDuckdb(call: Call, base: string, exponent: string): string {
  const isSafe = Number.isInteger(numberOf(argument(call, 1))) || (numberOf(argument(call, 0)) ?? -1) >= 0;
  if (isSafe) return `power(${base}, ${exponent})`;
  const isRoot = `${base} < 0 AND ${exponent} <> floor(${exponent})`;
  return `CASE WHEN ${isRoot} THEN error('POWER: a negative number to a broken power') ELSE power(${base}, ${exponent}) END`;
}

const cubeRootOf = (call: Call) => cubeRoot(doubleOf(argument(call, 0)));
const whole = (name: string) => (call: Call) => (argument(call, 0).type === 'integer' ? argument(call, 0).sql : `${name}(${numberSql(argument(call, 0))})`);
const arctan2 = (call: Call) => `atan2(${doubleOf(argument(call, 0))}, ${doubleOf(argument(call, 1))})`;
const magnitude = (call: Call) => `abs(${numberSql(argument(call, 0))})`;
const sign = (call: Call) => `sign(${numberSql(argument(call, 0))})`;

/** Mathematical functions (https://docs.aws.amazon.com/redshift/latest/dg/Math_functions.html). */
export const NUMBER_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'ABS', family: 'number', args: [1, 1], result: numberType, duckdb: magnitude, postgres: magnitude },
  ofDoubles('ACOS'), ofDoubles('ASIN'), ofDoubles('ATAN'), ofDoubles('COS'), ofDoubles('COT'), ofDoubles('DEGREES'), ofDoubles('RADIANS'), ofDoubles('SIN'), ofDoubles('TAN'),
  { name: 'ATAN2', family: 'number', args: [2, 2], result: 'float', duckdb: arctan2, postgres: arctan2 },
  { name: 'CEIL', aliases: ['CEILING'], family: 'number', args: [1, 1], result: numberType, duckdb: whole('ceil'), postgres: whole('ceil') },
  { name: 'FLOOR', family: 'number', args: [1, 1], result: numberType, duckdb: whole('floor'), postgres: whole('floor') },
  { name: 'CBRT', family: 'number', args: [1, 1], result: 'float', duckdb: cubeRootOf, postgres: cubeRootOf },
  { name: 'EXP', aliases: ['DEXP'], family: 'number', args: [1, 1], result: 'float', duckdb: (call) => finite(`exp(${doubleOf(argument(call, 0))})`), postgres: (call) => `exp(${doubleOf(argument(call, 0))})` },
  ofDoubles('LN', 'LN', ['DLOG1']),
  ofDoubles('DLOG10', 'LOG10'),
  { name: 'LOG', family: 'number', args: [1, 2], result: 'float', duckdb: logarithm, postgres: logarithm },
  { name: 'MOD', family: 'number', args: [2, 2], result: 'common', duckdb: mod, postgres: mod },
  { name: 'PI', family: 'number', args: [0, 0], result: 'float', duckdb: 'pi()', postgres: 'pi()' },
  { name: 'POWER', aliases: ['POW', 'DPOW'], family: 'number', args: [2, 2], result: 'float', duckdb: power, postgres: power },
  { name: 'RANDOM', family: 'number', args: [0, 0], result: 'float', duckdb: 'random()', postgres: 'random()' },
  { name: 'ROUND', family: 'number', args: [1, 2], result: numberType, duckdb: round, postgres: round },
  { name: 'SIGN', family: 'number', args: [1, 1], result: numberType, duckdb: sign, postgres: sign },
  ofDoubles('SQRT', 'SQRT', ['DSQRT']),
  { name: 'TRUNC', family: 'number', args: [1, 2], result: (args) => (args[0] && isTemporal(args[0]) ? 'date' : numberType(args)), duckdb: trunc, postgres: trunc, note: 'Of a moment: its day.' },
];
