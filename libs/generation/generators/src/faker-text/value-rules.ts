import type { ColumnType } from '@dw-sim/contracts';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import { boolean } from '../kinds/boolean';
import { choice } from '../kinds/choice';
import { timeOfDay } from '../kinds/time-of-day';
import { timeRange } from '../kinds/time-range';
import { uniformFloat } from '../kinds/uniform-float';
import { uniformInt } from '../kinds/uniform-int';
import { uuid4 } from '../kinds/uuid4';
import { numericLimits } from '../numeric-scale';
import type { Parameters } from '../parameters';
import type { ValueRule } from '../text-source';

const GENERATORS: Readonly<Record<string, GeneratorKind>> = Object.fromEntries([boolean, choice, timeOfDay, timeRange, uniformFloat, uniformInt, uuid4].map((generator) => [generator.kind, generator as GeneratorKind]));

/** A generator that stands behind a rule, by its name. */
export function delegateKind(kind: string): GeneratorKind {
  return GENERATORS[kind];
}

/** Arguments of rules that make numbers and times. */
export const VALUE_ARGUMENTS = ['min', 'max', 'decimals', 'start', 'end'] as const;

/** The generator behind a rule of numbers or times, with the user's arguments, and the column that it fills. */
export interface Delegate {
  readonly generator: GeneratorKind;
  readonly params: Parameters;
  readonly column: ColumnContext;
}

/** The generator that makes a rule's values in a column; on a VARCHAR in the type that comes natural to them. */
export function delegateOf(rule: ValueRule, params: Parameters, column: ColumnContext): Delegate {
  const type = column.type.kind === 'VARCHAR' ? rule.natural : column.type;
  const given = Object.fromEntries(VALUE_ARGUMENTS.filter((name) => params[name] !== undefined).map((name) => [name, params[name]]));
  return { generator: GENERATORS[rule.kind], params: { ...withinType(rule, type), ...given }, column: { ...column, type } };
}

/** The rule's own range, as far as the type holds it. */
function withinType({ params, natural }: ValueRule, type: ColumnType): Parameters {
  if (!['INT', 'BIGINT', 'FLOAT', 'DECIMAL'].includes(type.kind) || typeof params['max'] !== 'number') return params;
  const limits = numericLimits(type);
  const decimals = type.kind === 'DECIMAL' && natural.kind === 'FLOAT' ? { decimals: Math.min(Number(params['decimals']), type.scale) } : {};
  return { ...params, min: Math.max(Number(params['min']), limits.min), max: Math.min(params['max'], limits.max), ...decimals };
}

/** Faults of the arguments, of a type that the rule does not fill, and of a VARCHAR that is too short. */
export function checkDelegate({ generator, params, column }: Delegate, rule: string, length: number): readonly ParameterFault[] {
  if (!generator.types.includes(column.type.kind)) {
    return [{ parameter: 'rule', code: 'wrong_type', message: `the rule ${JSON.stringify(rule)} does not fill ${column.type.kind} columns`, allowed: [...generator.types, 'VARCHAR'] }];
  }
  const known = generator.parameters.map(({ name }) => name);
  const strange = VALUE_ARGUMENTS.filter((name) => params[name] !== undefined && !known.includes(name));
  if (strange.length > 0) return strange.map((name) => ({ parameter: name, code: 'not_applicable', message: `the rule ${JSON.stringify(rule)} has no ${name}`, allowed: known.filter((name) => (VALUE_ARGUMENTS as readonly string[]).includes(name)) }));
  const faults = generator.check?.(params, column) ?? [];
  const longest = longestText(params, column.type);
  if (faults.length > 0 || longest <= length) return faults;
  return [{ parameter: 'rule', code: 'too_long', message: `values of ${JSON.stringify(rule)} have up to ${longest} characters, and the column holds ${length}`, allowed: 'a greater varchar_length' }];
}

function longestText(params: Parameters, { kind }: ColumnType): number {
  const widths: Partial<Record<ColumnType['kind'], number>> = { DATE: 10, TIME: 12, TIMESTAMP: 23, BOOLEAN: 5, UUID: 36 };
  if (widths[kind]) return widths[kind];
  const ends = [params['min'], params['max']].map((end) => String(Math.trunc(Number(end))).length + (Number(end) < 0 ? 0 : 1));
  return Math.max(...ends) - (Number(params['min']) < 0 ? 0 : 1) + (typeof params['decimals'] === 'number' && params['decimals'] > 0 ? params['decimals'] + 1 : 0);
}
