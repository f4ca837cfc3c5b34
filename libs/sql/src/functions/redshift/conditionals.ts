import type { Argument, Call, FunctionEntry } from '../function-entry';
import { argument } from './render';

/** Pairs of a value and its answer, and a default: NULL equals NULL here (https://docs.aws.amazon.com/redshift/latest/dg/r_DECODE_expression.html). */
function decode(call: Call): string {
  const [subject, ...rest] = call.args as [Argument, ...Argument[]];
  const cases = Array.from({ length: Math.floor(rest.length / 2) }, (_, index) => {
    const [value, answer] = [rest[index * 2] as Argument, rest[index * 2 + 1] as Argument];
    return `WHEN ${subject.sql} IS NOT DISTINCT FROM ${value.sql} THEN ${answer.sql}`;
  });
  const otherwise = rest.length % 2 === 1 ? ` ELSE ${(rest.at(-1) as Argument).sql}` : '';
  return `CASE ${cases.join(' ')}${otherwise} END`;
}

/** The answers among the arguments. */
function answersOf(args: readonly Argument[]): readonly Argument[] {
  return args.filter((_, index) => index > 0 && (index % 2 === 0 || index === args.length - 1));
}

const nvl2 = (call: Call) => `CASE WHEN ${argument(call, 0).sql} IS NOT NULL THEN ${argument(call, 1).sql} ELSE ${argument(call, 2).sql} END`;

/** Conditional expressions (https://docs.aws.amazon.com/redshift/latest/dg/c_conditional_expressions.html). */
export const CONDITIONAL_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'COALESCE', aliases: ['NVL'], family: 'conditional', args: [1, Infinity], result: 'common', duckdb: 'coalesce({*})', postgres: 'coalesce({*})' },
  { name: 'NVL2', family: 'conditional', args: [3, 3], result: (args) => args.slice(1), duckdb: nvl2, postgres: nvl2 },
  { name: 'NULLIF', family: 'conditional', args: [2, 2], result: 'first', duckdb: 'nullif({1}, {2})', postgres: 'nullif({1}, {2})' },
  { name: 'GREATEST', family: 'conditional', args: [1, Infinity], result: 'common', duckdb: 'greatest({*})', postgres: 'greatest({*})', note: 'NULLs are left out; all NULL gives NULL.' },
  { name: 'LEAST', family: 'conditional', args: [1, Infinity], result: 'common', duckdb: 'least({*})', postgres: 'least({*})', note: 'NULLs are left out; all NULL gives NULL.' },
  { name: 'DECODE', family: 'conditional', args: [3, Infinity], result: answersOf, duckdb: decode, postgres: decode, note: 'NULL equals NULL.' },
];
