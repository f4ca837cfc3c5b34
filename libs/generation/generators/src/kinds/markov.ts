import { didYouMean } from '@dw-sim/contracts';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault } from '../generator-kind';
import type { Kernel } from '../kernel';
import { type Chain, makeMarkovWalk } from '../markov-walk';
import { isObject, stringOf, type Parameters } from '../parameters';
import { readShares, type Shares } from '../shares';
import { checkValues, type Scalar } from './choice';

const MAX_STATES = 256;

interface Prepared extends Chain {
  readonly states: readonly Scalar[];
  /** True where the chain begins again for each parent. */
  readonly perParent: boolean;
}

/** States that follow one another from row to row, each drawn by the one before. */
export const markov: GeneratorKind<Prepared> = {
  kind: 'markov',
  description: 'A Markov chain over the rows of the table in order: each row\'s state is drawn by the state of the row before.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL', 'VARCHAR', 'BOOLEAN'],
  parameters: [
    { name: 'states', type: 'scalars', required: true, description: `The states, all different, at most ${MAX_STATES}.` },
    { name: 'transitions', type: 'rows', required: true, description: 'For each state, the shares of the states that follow it: a list of lists in the order of the states, or an object by state of lists or objects, such as `{"new": {"new": 7, "active": 3}}`. A state that is left out is final.' },
    { name: 'initial', type: 'shares', description: 'Shares of the first row\'s state, as a list or an object by state; the first state by default.' },
    { name: 'per', type: 'string', description: 'Foreign key with `fan_out`: the chain begins again for each parent.' },
  ],
  example: { states: ['new', 'active', 'churned'], transitions: { new: { active: 8, churned: 2 }, active: { active: 95, churned: 5 } } },
  check: (params, column) => [...checkStates(params, column), ...readChain(params).faults, ...checkPer(params, column)],
  summarize: (params) => {
    const states = statesOf(params);
    const per = stringOf(params, 'per');
    return `chain of ${states.slice(0, 4).join(', ')}${states.length > 4 ? ` and ${states.length - 4} more` : ''}${per ? `, for each ${per}` : ''}`;
  },
  distinctCount: (params) => statesOf(params).length,
  prepare: (params) => ({ states: statesOf(params), perParent: stringOf(params, 'per') !== undefined, ...readChain(params).chain }),
  compile,
};

function statesOf(params: Parameters): readonly Scalar[] {
  return Array.isArray(params['states']) ? (params['states'] as Scalar[]) : [];
}

/** The chain in numbers, and what is wrong with it. */
function readChain(params: Parameters): { readonly chain: Chain; readonly faults: readonly ParameterFault[] } {
  const names = statesOf(params).map(String);
  const stay = (at: number): readonly number[] => names.map((_, i) => (i === at ? 1 : 0));
  const given = params['transitions'];
  const { rows, faults } = Array.isArray(given) ? rowsOfList(given, names) : rowsOfObject(isObject(given) ? given : {}, names);
  const initial = readShares(params['initial'], names, 'initial', 'states');
  return {
    chain: {
      initial: initial.weights ?? (params['initial'] === undefined ? stay(0) : names.map(() => 1)),
      transitions: rows.map((row, i) => row?.weights ?? (row ? names.map(() => 1) : stay(i))),
    },
    faults: [...faults, ...rows.flatMap((row) => row?.faults ?? []), ...initial.faults],
  };
}

interface Rows {
  /** By state; undefined where the state is final. */
  readonly rows: readonly (Shares | undefined)[];
  readonly faults: readonly ParameterFault[];
}

function rowsOfList(given: readonly unknown[], names: readonly string[]): Rows {
  const faults = given.length === names.length ? [] : [{ parameter: 'transitions', code: 'length_mismatch', message: `there are ${given.length} rows of transitions for ${names.length} states`, allowed: `${names.length} rows` }];
  return { rows: names.map((_, i) => (i < given.length ? readShares(given[i] ?? null, names, `transitions[${i}]`, 'states') : undefined)), faults };
}

function rowsOfObject(given: Parameters, names: readonly string[]): Rows {
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  return {
    rows: names.map((name) => (Object.hasOwn(given, name) ? readShares(given[name] ?? null, names, `transitions.${name}`, 'states') : undefined)),
    faults: unknown.map((name) => ({ parameter: `transitions.${name}`, value: given[name], code: 'unknown_value', message: `${JSON.stringify(name)} is none of the states${didYouMean(name, names)}`, allowed: names })),
  };
}

function checkStates(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const states = statesOf(params);
  return [
    ...(column.unique ? [{ parameter: '', code: 'not_unique', message: 'a chain comes back to its states, so the column can\'t be unique', allowed: 'is_unique: false' }] : []),
    ...(states.length > MAX_STATES ? [{ parameter: 'states', code: 'out_of_range', message: `there are ${states.length} states`, allowed: `at most ${MAX_STATES}` }] : []),
    ...checkValues(states, 'states', column),
  ];
}

function checkPer(params: Parameters, { fansOut, relations: { foreignKeys }, siblings }: ColumnContext): readonly ParameterFault[] {
  const per = stringOf(params, 'per');
  if (per === undefined) return [];
  if (!fansOut) return [{ parameter: 'per', code: 'not_applicable', message: 'no foreign key of the table has fan_out, so the rows of a parent don\'t follow one another', allowed: 'no per, or fan_out on the foreign key' }];
  const keys = foreignKeys.find((key) => key.fansOut)?.columns;
  const isPer = (name: string): boolean => name.toLowerCase() === per.toLowerCase();
  // The faults of a foreign key that leads nowhere are told at the key itself.
  if (!keys || keys.some(isPer)) return [];
  if (foreignKeys.some(({ columns }) => columns.some(isPer))) return [{ parameter: 'per', code: 'not_applicable', message: `the foreign key ${JSON.stringify(per)} has no fan_out, so the rows of a parent don't follow one another`, allowed: keys }];
  const isColumn = siblings.some(({ name }) => isPer(name));
  return [{ parameter: 'per', code: 'unknown_column', message: isColumn ? `the column ${JSON.stringify(per)} is no foreign key` : `there is no foreign key ${JSON.stringify(per)} in the table${didYouMean(per, keys)}`, allowed: keys }];
}

function compile({ states, perParent, ...chain }: Prepared, context: KernelContext): Kernel {
  const walk = makeMarkovWalk(chain, context.key('value'));
  const parents = perParent ? context.fanOut() : undefined;
  const stateOf = (row: number): number => {
    if (!parents) return walk.stateOf(row, 0);
    parents.find(row);
    return walk.stateOf(row, parents.start);
  };
  if (context.type.kind === 'VARCHAR') {
    return {
      lane: 'code',
      values: states.map(String),
      fill: (out, rows, count) => {
        for (let i = 0; i < count; i++) out[i] = stateOf(rows[i]);
      },
    };
  }
  const numbers = Float64Array.from(states, Number);
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = numbers[stateOf(rows[i])];
    },
  };
}
