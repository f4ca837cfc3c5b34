import type { ParameterFault } from '../generator-kind';
import { parseTimeOfDay } from '../iso-time';
import { formatNumber } from '../numeric-scale';
import type { Parameters } from '../parameters';
import { resolveEnd, resolveTime } from '../relative-time';
import type { ModifiedColumn, ModifierKind } from './modifier-kind';
import { NUMERIC_TYPES, onNumbers, TIME_TYPES, unitsPerMs } from './on-numbers';

interface Prepared {
  /** In units of the column; null where there is none. */
  readonly min: number | null;
  readonly max: number | null;
}

/** Moves what lies outside two bounds onto them. */
export const clamp: ModifierKind<Prepared> = {
  kind: 'clamp',
  description: 'Moves what lies outside min and max onto them; one of them is enough.',
  types: [...NUMERIC_TYPES, ...TIME_TYPES],
  parameters: [
    { name: 'min', type: 'scalar', description: 'Smallest value: a number; in a column of times a day, a moment (`2024-01-31`, `-7d`) or a time of the day.' },
    { name: 'max', type: 'scalar', description: 'Largest value, likewise; a day counts to its end.' },
  ],
  example: { min: 0, max: 100 },
  check,
  summarize: ({ min, max }) => (max === undefined ? `at least ${text(min)}` : min === undefined ? `at most ${text(max)}` : `within ${text(min)} to ${text(max)}`),
  prepare: (params, column) => ({ min: boundOf(params, 'min', column) ?? null, max: boundOf(params, 'max', column) ?? null }),
  compile: ({ min, max }, kernel) => {
    const [low, high] = [min ?? -Infinity, max ?? Infinity];
    return onNumbers(kernel, (values, _rows, count) => {
      for (let i = 0; i < count; i++) values[i] = values[i] < low ? low : values[i] > high ? high : values[i];
    });
  },
};

function text(bound: unknown): string {
  return typeof bound === 'number' ? formatNumber(bound) : String(bound);
}

/** Undefined where it is not given, or is none for the column. */
function boundOf(params: Parameters, name: 'min' | 'max', { type, clock }: ModifiedColumn): number | undefined {
  const given = params[name];
  if (!TIME_TYPES.includes(type.kind)) return typeof given === 'number' ? given : undefined;
  if (typeof given !== 'string') return undefined;
  const ms = type.kind === 'TIME' ? parseTimeOfDay(given) : name === 'min' ? resolveTime(given, clock) : resolveEnd(given, clock);
  if (ms === undefined || type.kind !== 'DATE') return ms === undefined ? undefined : ms * unitsPerMs(type.kind);
  return Math.floor(ms * unitsPerMs('DATE'));
}

function check(params: Parameters, column: ModifiedColumn): readonly ParameterFault[] {
  const given = (['min', 'max'] as const).filter((name) => params[name] !== undefined);
  if (given.length === 0) return [{ parameter: '', code: 'missing', message: 'neither min nor max is given', allowed: 'one of them, or both' }];
  const { kind } = column.type;
  const allowed = kind === 'TIME' ? 'a time of the day, such as "17:30"' : TIME_TYPES.includes(kind) ? 'a day or moment, such as "2024-01-31" or "-7d"' : 'a number';
  const bad = given.filter((name) => boundOf(params, name, column) === undefined);
  if (bad.length > 0) return bad.map((parameter) => ({ parameter, code: 'wrong_type', message: `${parameter} is ${JSON.stringify(params[parameter])}`, allowed }));
  const [min, max] = [boundOf(params, 'min', column) ?? -Infinity, boundOf(params, 'max', column) ?? Infinity];
  return min > max ? [{ parameter: 'min', code: 'range_reversed', message: `min ${text(params['min'])} is above max ${text(params['max'])}`, allowed: `at most ${text(params['max'])}` }] : [];
}
