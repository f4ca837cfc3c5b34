import type { ColumnDefinition } from '@dw-sim/contracts';
import { childPath, type ColumnContext, generatorKind, isObject, type KnownTable, MODIFIER_KINDS, modifierKind } from '@dw-sim/generation-generators';
import type { CheckedColumn, CheckedTable } from './checked-column';
import type { PlacedGenerator } from './column-generator';
import { didYouMean, type FaultList, shown } from './fault-list';
import { checkGenerator, checkNested, checkParameters } from './generator-check';
import { relationOf } from './references';

/** Keys that hold the parameters of a modifier, instead of standing beside its type. */
const NESTS = ['params', 'args'];

/** Reads the modifiers of a column, with a fault for each that is malformed or unknown. */
export function columnModifiers({ modifiers = [] }: ColumnDefinition, path: string, faults: FaultList): readonly PlacedGenerator[] {
  return modifiers.flatMap((given: unknown, index) => {
    const at = childPath(`${path}.modifiers`, index);
    if (!isObject(given)) {
      faults.add(at, 'wrong_type', `the modifier is ${shown(given)}`, { value: given, allowed: 'an object { "type": …, … }' });
      return [];
    }
    const { type, ...rest } = given;
    const known = MODIFIER_KINDS.map(({ kind }) => kind);
    if (typeof type !== 'string' || !modifierKind(type)) {
      const message = type === undefined ? 'type is missing' : `unknown modifier ${shown(type)}${typeof type === 'string' ? didYouMean(type, known) : ''}`;
      faults.add(`${at}.type`, type === undefined ? 'missing' : 'unknown_modifier', message, { value: type, allowed: known });
      return [];
    }
    return [placed(type, rest, at)];
  });
}

/** `{"type": "multiply", "value": 2}` and `{"type": "multiply", "params": {"value": 2}}` say the same. */
function placed(kind: string, rest: Readonly<Record<string, unknown>>, at: string): PlacedGenerator {
  const params: Record<string, unknown> = {};
  const places: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest)) {
    const inner = NESTS.includes(name) && isObject(value) ? Object.entries(value).map(([key, item]) => [key, item, `${at}.${name}`] as const) : [[name, value, at] as const];
    for (const [key, item, place] of inner) {
      if (item === null) continue;
      params[key] = item;
      places[key] = place;
    }
  }
  const pathOf = (parameter: string): string => {
    const [, name, part] = /^([^.[]*)([^]*)$/.exec(parameter) ?? [];
    if (parameter === '') return at;
    return childPath(Object.hasOwn(places, name) ? places[name] : at, name) + part;
  };
  return { kind, params, pathOf };
}

/** Checks the modifiers of a column that is sound otherwise. */
export function checkModifiers(column: CheckedColumn, own: ColumnContext, table: CheckedTable, tables: readonly CheckedTable[], faults: FaultList): void {
  if (column.modifiers.length === 0) return;
  const key = keyReason(column, table, tables);
  if (key) {
    faults.add(`${column.path}.modifiers`, 'contradiction', `${column.name} ${key}, so its values can't be changed`, { allowed: 'no modifiers' });
    return;
  }
  if (column.definition.generator) checkDeclared(column, own, faults);
  const context = { ...own, tables: knownTables(tables) };
  for (const modifier of column.modifiers) {
    const kind = modifierKind(modifier.kind);
    if (!kind) continue;
    if (!kind.types.includes(own.type.kind)) {
      faults.add(modifier.pathOf(''), 'wrong_type', `the modifier ${kind.kind} does not change ${own.type.kind} columns`, { value: kind.kind, allowed: kind.types });
      continue;
    }
    if (!checkParameters(modifier, kind.parameters, faults)) continue;
    const found = kind.check?.(modifier.params, context) ?? [];
    for (const { parameter, value, code, message, allowed } of found) faults.add(modifier.pathOf(parameter), code, message, { value: value ?? modifier.params[parameter], allowed });
    if (found.length === 0) for (const inner of kind.nested?.(modifier.params, context) ?? []) checkNested(modifier, inner, faults);
  }
}

/** Bounds beside a named generator are those of the changed values alone. */
function checkDeclared({ definition, path }: CheckedColumn, context: ColumnContext, faults: FaultList): void {
  const { min_value: min, max_value: max, date_start: start, date_end: end } = definition;
  const isTime = start !== undefined || end !== undefined;
  if (!isTime && min === undefined && max === undefined) return;
  const kind = isTime ? 'time_range' : /INT$/.test(context.type.kind) ? 'uniform_int' : 'uniform_float';
  const given = Object.entries(isTime ? { start, end } : { min, max }).filter(([, value]) => value !== undefined);
  if (generatorKind(kind)?.types.includes(context.type.kind)) checkGenerator({ kind, params: Object.fromEntries(given), pathOf: (name) => `${path}.${isTime ? `date_${name}` : `${name}_value`}` }, context, faults);
}

/** Why a column is a key, whose values others rely on; undefined where it is none. */
function keyReason(column: CheckedColumn, table: CheckedTable, tables: readonly CheckedTable[]): string | undefined {
  if (relationOf(column, table)) return 'is a foreign key';
  if (column.unique) return 'is unique';
  if (table.compositeKeys.some((key) => key.includes(column.name))) return 'is a member of a composite key';
  const keys = tables.flatMap(({ relations, followers }) => [...relations, ...followers]);
  const isReferred = keys.some((key) => same(key.table, table.name) && key.parentColumns.some((parent) => same(parent, column.name)));
  return isReferred ? 'is referred to by a foreign key' : undefined;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function knownTables(tables: readonly CheckedTable[]): readonly KnownTable[] {
  return tables.map(({ name, targetRows, columns }) => ({ name, rowCount: targetRows ?? 1, columns: columns.flatMap((column) => (column.type ? [{ name: column.name, type: column.type }] : [])) }));
}
