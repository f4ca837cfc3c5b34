import type { Argument, Call, FunctionEntry } from '../function-entry';
import { bound, entriesOf, once } from './define';
import { integerOf, numberOf } from './values';

const entry = entriesOf('number');

/** A whole number of 64 bits, even over its range. */
const RANDOM = 'CAST((CAST(floor(random() * 4294967296) AS HUGEINT) << 32) + CAST(floor(random() * 4294967296) AS HUGEINT) - 9223372036854775808 AS BIGINT)';

/** A number in [0, 1) that depends on the generator's value alone. */
function unitOf(generator: string, salt: number): string {
  return `(CAST(hash(${generator}, ${salt}) >> 11 AS DOUBLE) / 9007199254740992)`;
}

function random(call: Call): string {
  const [seed] = call.args;
  return seed ? `CAST(CAST(hash(${seed.sql}, ${rowOf(call)}) AS HUGEINT) - 9223372036854775808 AS BIGINT)` : RANDOM;
}

function isWhole(args: readonly Argument[]): boolean {
  return args.slice(0, 2).every(({ type }) => type === 'integer');
}

function uniform({ args }: Call): string {
  const [low, high, generator] = args;
  const [from, to] = [numberOf(low), numberOf(high)];
  if (!isWhole(args)) return `(${from} + (${to} - ${from}) * ${unitOf(generator.sql, 0)})`;
  return `(${from} + CAST(floor(${unitOf(generator.sql, 0)} * (${to} - ${from} + 1)) AS BIGINT))`;
}

/** Box and Muller's transform of two even numbers. */
function normal({ args: [mean, deviation, generator] }: Call): string {
  const standard = once(generator.sql, 'dw_seed', (seed) => `(sqrt(-2 * ln(1 - ${unitOf(seed, 0)})) * cos(2 * pi() * ${unitOf(seed, 1)}))`);
  return `(${numberOf(mean)} + ${numberOf(deviation)} * ${standard})`;
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function randomText({ args: [length, generator] }: Call): string {
  const letter = (seed: string): string => `substr('${LETTERS}', CAST(hash(${seed}, dw_index) % ${LETTERS.length} AS INTEGER) + 1, 1)`;
  return bound('dw_seed', [generator.sql, integerOf(length)], ([seed, size]) => `array_to_string(list_transform(range(CAST(${size} AS BIGINT)), lambda dw_index: ${letter(seed)}), '')`);
}

/** The number of a row from 0: that of GENERATOR, which may stand in an aggregate or in the order of a window, else one by one. */
function rowOf({ generatesRows }: Call): string {
  return generatesRows ? 'dw_row' : '(row_number() OVER () - 1)';
}

/** Numbers of so many bytes, after which they start again. */
function sequence(bytes: number) {
  return (call: Call): string => `(${rowOf(call)} % ${2n ** BigInt(8 * bytes)})`;
}

/** Random values: each run of a query draws others, as on Snowflake. */
export const RANDOM_FUNCTIONS: readonly FunctionEntry[] = [
  entry('RANDOM', [0, 1], 'integer', random, { note: 'RANDOM with a seed repeats its values from run to run; they are others than on Snowflake.' }),
  entry('UNIFORM', [3, 3], (args) => (isWhole(args) ? 'integer' : 'float'), uniform),
  entry('NORMAL', [3, 3], 'float', normal),
  entry('RANDSTR', [2, 2], 'text', randomText),
  entry('ZIPF', [3, 3], 'integer', { refused: 'Snowflake’s way of drawing ZIPF is not simulated. Generate the column with the zipf distribution, or use UNIFORM.' }),
  ...[1, 2, 4, 8].map((bytes) => entry(`SEQ${bytes}`, [0, 1], 'integer', sequence(bytes))),
];
