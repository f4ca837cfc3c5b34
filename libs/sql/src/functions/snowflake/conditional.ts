import type { Argument, Call, FunctionEntry, SqlType } from '../function-entry';
import { entriesOf } from './define';
import { isNumber, isVariant, numberOf, variantOf } from './values';

const entry = entriesOf('conditional');

/** The values as they stand beside each other: VARIANT where one is. */
function alike(values: readonly Argument[]): readonly string[] {
  return values.map((value) => (values.some(isVariant) ? variantOf(value) : value.sql));
}

/** Type of the values at some positions among the arguments. */
function typeAt(...positions: readonly number[]) {
  return (args: readonly Argument[]): SqlType => typeOf(positions.flatMap((position) => args[position] ?? []));
}

function typeOf(values: readonly Argument[]): SqlType {
  const types: readonly SqlType[] = values.map(({ type }) => type).filter((type) => type !== 'unknown');
  if (values.some(isVariant)) return types.every((type) => type === types[0]) ? types[0] : 'json';
  const numbers: readonly SqlType[] = ['float', 'decimal', 'integer'];
  const widest = numbers.find((type) => types.includes(type));
  return widest && types.every((type) => numbers.includes(type)) ? widest : (types[0] ?? 'unknown');
}

function coalesce({ args }: Call): string {
  return `coalesce(${alike(args).join(', ')})`;
}

function choice({ args: [condition, yes, no] }: Call): string {
  const [first, second] = alike([yes, no]);
  return `CASE WHEN ${truth(condition)} THEN ${first} ELSE ${second} END`;
}

function byNull({ args: [value, present, missing] }: Call): string {
  const [first, second] = alike([present, missing]);
  return `CASE WHEN ${value.sql} IS NOT NULL THEN ${first} ELSE ${second} END`;
}

/** DECODE(value, search, result, …, default): NULL equals NULL. */
function decode({ args: [value, ...rest] }: Call): string {
  const searches = alike([value, ...rest.filter((_, index) => index % 2 === 0 && index + 1 < rest.length)]);
  const results = alike(resultsOf([value, ...rest]));
  const branches = searches.slice(1).map((search, index) => `WHEN ${searches[0]} IS NOT DISTINCT FROM ${search} THEN ${results[index]}`);
  return `CASE ${branches.join(' ')}${rest.length % 2 === 1 ? ` ELSE ${results[results.length - 1]}` : ''} END`;
}

/** The results of DECODE, its default last. */
function resultsOf(args: readonly Argument[]): readonly Argument[] {
  return args.filter((_, index) => index > 0 && (index % 2 === 0 || index === args.length - 1) && !(index % 2 === 1 && args.length % 2 === 1));
}

function equalNull({ args }: Call): string {
  const [a, b] = alike(args);
  return `(${a} IS NOT DISTINCT FROM ${b})`;
}

/** GREATEST and LEAST are NULL as soon as an argument is; DuckDB passes NULLs over. */
function extreme(name: 'greatest' | 'least', ignoresNulls: boolean) {
  return (call: Call): string => {
    const variant = call.args.find(isVariant);
    if (variant) return call.refuse(`${call.name} of VARIANT is not simulated.`, 'Cast the values, as in v:price::NUMBER(10, 2).', variant);
    const list = call.args.map(({ sql }) => sql);
    const extremum = `${name}(${list.join(', ')})`;
    return ignoresNulls || list.length === 1 ? extremum : `CASE WHEN ${list.map((sql) => `${sql} IS NULL`).join(' OR ')} THEN NULL ELSE ${extremum} END`;
  };
}

/** NULLIFZERO and ZEROIFNULL read text and VARIANT as numbers. */
function orZero(template: (number: string) => string) {
  return ({ args: [value] }: Call): string => template(isVariant(value) || value.type === 'text' ? numberOf(value) : value.sql);
}

function numberType([value]: readonly Argument[]): SqlType {
  if (isNumber(value)) return value.type;
  return value.type === 'unknown' ? 'integer' : 'float';
}

/** A number counts as true where it rounds to other than zero. */
function truth(argument: Argument): string {
  if (argument.type === 'integer') return `(${argument.sql} <> 0)`;
  return isNumber(argument) ? `(round(${numberOf(argument)}) <> 0)` : argument.sql;
}

function logic(template: (a: string, b: string) => string) {
  return ({ args: [a, b] }: Call): string => template(truth(a), b ? truth(b) : '');
}

/** Choices, NULL handling, and logic over numbers. */
export const CONDITIONAL_FUNCTIONS: readonly FunctionEntry[] = [
  entry('IFF', [3, 3], typeAt(1, 2), choice),
  entry('COALESCE', [1, Infinity], typeOf, coalesce),
  entry('NVL', [2, 2], typeOf, coalesce, { aliases: ['IFNULL'] }),
  entry('NVL2', [3, 3], typeAt(1, 2), byNull),
  entry('NULLIF', [2, 2], 'first', 'nullif({1}, {2})'),
  entry('NULLIFZERO', [1, 1], numberType, orZero((number) => `nullif(${number}, 0)`)),
  entry('ZEROIFNULL', [1, 1], numberType, orZero((number) => `coalesce(${number}, 0)`)),
  entry('DECODE', [3, Infinity], (args) => typeOf(resultsOf(args)), decode),
  entry('EQUAL_NULL', [2, 2], 'boolean', equalNull),
  entry('GREATEST', [1, Infinity], 'common', extreme('greatest', false)),
  entry('LEAST', [1, Infinity], 'common', extreme('least', false)),
  entry('GREATEST_IGNORE_NULLS', [1, Infinity], 'common', extreme('greatest', true)),
  entry('LEAST_IGNORE_NULLS', [1, Infinity], 'common', extreme('least', true)),
  entry('BOOLAND', [2, 2], 'boolean', logic((a, b) => `(${a} AND ${b})`)),
  entry('BOOLOR', [2, 2], 'boolean', logic((a, b) => `(${a} OR ${b})`)),
  entry('BOOLXOR', [2, 2], 'boolean', logic((a, b) => `(${a} <> ${b})`)),
  entry('BOOLNOT', [1, 1], 'boolean', logic((a) => `(NOT ${a})`)),
  entry('REGR_VALX', [2, 2], 'float', 'CASE WHEN {1} IS NOT NULL THEN {2} END'),
  entry('REGR_VALY', [2, 2], 'float', 'CASE WHEN {2} IS NOT NULL THEN {1} END'),
];
