import type { Argument, Call, FunctionEntry } from '../function-entry';
import { argument } from './render';
import { isSuper, superOf } from './super-value';

/** Values that are compared or of which one is taken: where one is a SUPER value, all are made one. */
function alike(call: Call, args: readonly Argument[]): readonly string[] {
  return args.some(isSuper) ? args.map((value) => superOf(call, value)) : args.map(({ sql }) => sql);
}

const calling = (name: string) => (call: Call) => `${name}(${alike(call, call.args).join(', ')})`;

/** SUPER values have an order of their own. */
function extreme(name: string): (call: Call) => string {
  return (call) => {
    const value = call.args.find(isSuper);
    return value ? call.refuse(`The order of SUPER values of different kinds is not simulated.`, 'Cast them: payload.amount::INT.', value) : `${name}(${call.args.map(({ sql }) => sql).join(', ')})`;
  };
}

/** The values to compare with, and the answers with the default, of the arguments behind the first. */
function partsOf(args: readonly Argument[]): { readonly values: readonly Argument[]; readonly answers: readonly Argument[] } {
  const isAnswer = (_: Argument, index: number) => index > 0 && (index % 2 === 0 || index === args.length - 1);
  return { values: args.filter((value, index) => !isAnswer(value, index)), answers: args.filter(isAnswer) };
}

/** Pairs of a value and its answer, and a default: NULL equals NULL here (https://docs.aws.amazon.com/redshift/latest/dg/r_DECODE_expression.html). */
function decode(call: Call): string {
  const { values, answers } = partsOf(call.args);
  const [subject, ...wanted] = alike(call, values);
  const written = alike(call, answers);
  const cases = wanted.map((value, index) => `WHEN ${subject} IS NOT DISTINCT FROM ${value} THEN ${written[index]}`);
  return `CASE ${cases.join(' ')}${written.length > wanted.length ? ` ELSE ${written.at(-1)}` : ''} END`;
}

function nvl2(call: Call): string {
  const [present, absent] = alike(call, call.args.slice(1));
  return `CASE WHEN ${argument(call, 0).sql} IS NOT NULL THEN ${present} ELSE ${absent} END`;
}

/** Conditional expressions (https://docs.aws.amazon.com/redshift/latest/dg/c_conditional_expressions.html). */
export const CONDITIONAL_FUNCTIONS: readonly FunctionEntry[] = [
  { name: 'COALESCE', aliases: ['NVL'], family: 'conditional', args: [1, Infinity], result: 'common', duckdb: calling('coalesce'), postgres: calling('coalesce') },
  { name: 'NVL2', family: 'conditional', args: [3, 3], result: (args) => args.slice(1), duckdb: nvl2, postgres: nvl2 },
  { name: 'NULLIF', family: 'conditional', args: [2, 2], result: 'first', duckdb: calling('nullif'), postgres: calling('nullif') },
  { name: 'GREATEST', family: 'conditional', args: [1, Infinity], result: 'common', duckdb: extreme('greatest'), postgres: extreme('greatest'), note: 'NULLs are left out; all NULL gives NULL.' },
  { name: 'LEAST', family: 'conditional', args: [1, Infinity], result: 'common', duckdb: extreme('least'), postgres: extreme('least'), note: 'NULLs are left out; all NULL gives NULL.' },
  { name: 'DECODE', family: 'conditional', args: [3, Infinity], result: (args) => partsOf(args).answers, duckdb: decode, postgres: decode, note: 'NULL equals NULL.' },
];
