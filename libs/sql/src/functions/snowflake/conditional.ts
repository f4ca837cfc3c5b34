import type { Argument, Call, FunctionEntry, SqlType } from '../function-entry';
import { entriesOf } from './define';
import { isNumber, numberOf } from './values';

const entry = entriesOf('conditional');

/** Type of the values among the arguments: text beside numbers is read as numbers. */
function typeAt(...positions: readonly number[]) {
  return (args: readonly Argument[]): SqlType => {
    const types = positions.map((position) => args[position]?.type).filter((type): type is SqlType => type !== undefined && type !== 'unknown');
    const numbers = ['float', 'decimal', 'integer'] as const;
    const number = numbers.find((type) => types.includes(type));
    return number && types.every((type) => (numbers as readonly SqlType[]).includes(type)) ? number : (types[0] ?? 'unknown');
  };
}

/** DECODE(value, search, result, …, default): NULL equals NULL. */
function decode({ args: [value, ...rest] }: Call): string {
  const pairs = Array.from({ length: Math.floor(rest.length / 2) }, (_, index) => [rest[2 * index], rest[2 * index + 1]]);
  const branches = pairs.map(([search, result]) => `WHEN ${value.sql} IS NOT DISTINCT FROM ${search.sql} THEN ${result.sql}`);
  return `CASE ${branches.join(' ')}${rest.length % 2 === 1 ? ` ELSE ${rest[rest.length - 1].sql}` : ''} END`;
}

function decodedType(args: readonly Argument[]): SqlType {
  const results = args.slice(1).flatMap((_, index) => (index % 2 === 1 ? [index + 1] : []));
  return typeAt(...results, ...(args.length % 2 === 0 ? [args.length - 1] : []))(args);
}

/** GREATEST and LEAST are NULL as soon as an argument is; DuckDB passes NULLs over. */
function extreme(name: 'greatest' | 'least') {
  return ({ args }: Call): string => {
    const list = args.map(({ sql }) => sql);
    return args.length === 1 ? list[0] : `CASE WHEN ${list.map((sql) => `${sql} IS NULL`).join(' OR ')} THEN NULL ELSE ${name}(${list.join(', ')}) END`;
  };
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
  entry('IFF', [3, 3], typeAt(1, 2), ({ args: [condition, yes, no] }) => `CASE WHEN ${truth(condition)} THEN ${yes.sql} ELSE ${no.sql} END`),
  entry('COALESCE', [1, Infinity], 'common', 'coalesce({*})'),
  entry('NVL', [2, 2], typeAt(0, 1), 'coalesce({1}, {2})', { aliases: ['IFNULL'] }),
  entry('NVL2', [3, 3], typeAt(1, 2), 'CASE WHEN {1} IS NOT NULL THEN {2} ELSE {3} END'),
  entry('NULLIF', [2, 2], 'first', 'nullif({1}, {2})'),
  entry('NULLIFZERO', [1, 1], 'first', 'nullif({1}, 0)'),
  entry('ZEROIFNULL', [1, 1], 'first', 'coalesce({1}, 0)'),
  entry('DECODE', [3, Infinity], decodedType, decode),
  entry('EQUAL_NULL', [2, 2], 'boolean', '({1} IS NOT DISTINCT FROM {2})'),
  entry('GREATEST', [1, Infinity], 'common', extreme('greatest')),
  entry('LEAST', [1, Infinity], 'common', extreme('least')),
  entry('GREATEST_IGNORE_NULLS', [1, Infinity], 'common', 'greatest({*})'),
  entry('LEAST_IGNORE_NULLS', [1, Infinity], 'common', 'least({*})'),
  entry('BOOLAND', [2, 2], 'boolean', logic((a, b) => `(${a} AND ${b})`)),
  entry('BOOLOR', [2, 2], 'boolean', logic((a, b) => `(${a} OR ${b})`)),
  entry('BOOLXOR', [2, 2], 'boolean', logic((a, b) => `(${a} <> ${b})`)),
  entry('BOOLNOT', [1, 1], 'boolean', logic((a) => `(NOT ${a})`)),
  entry('REGR_VALX', [2, 2], 'float', 'CASE WHEN {1} IS NOT NULL THEN {2} END'),
  entry('REGR_VALY', [2, 2], 'float', 'CASE WHEN {2} IS NOT NULL THEN {1} END'),
];
