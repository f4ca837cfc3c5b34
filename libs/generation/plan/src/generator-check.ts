import { type ColumnContext, generatorKind, matchesType, type NestedGenerator, type ParameterSpec } from '@dw-sim/generation-generators';
import type { PlacedGenerator } from './column-generator';
import { didYouMean, type FaultList, shown } from './fault-list';
import { addUnknownGenerator } from './unknown-generator';

/** Checks a generator's parameters against its schema, its own rules and the column's type. True where there is no fault. */
export function checkGenerator(placed: PlacedGenerator, column: ColumnContext, faults: FaultList): boolean {
  const before = faults.faults.length;
  const generator = generatorKind(placed.kind);
  if (!generator) return false;
  if (!generator.types.includes(column.type.kind)) {
    faults.add(placed.pathOf(''), 'wrong_type', `the generator ${placed.kind} does not fill ${column.type.kind} columns`, { value: placed.kind, allowed: generator.types });
    return false;
  }
  checkKeys(placed, generator.parameters, faults);
  for (const spec of generator.parameters) checkParameter(placed, spec, faults);
  if (faults.faults.length > before) return false;
  for (const inner of generator.nested?.(placed.params, column) ?? []) checkNested(placed, inner, faults);
  for (const fault of generator.check?.(placed.params, column) ?? []) {
    faults.add(placed.pathOf(fault.parameter), fault.code, fault.message, { value: fault.value ?? placed.params[fault.parameter], allowed: fault.allowed });
  }
  return faults.faults.length === before;
}

/** A generator inside another one, by the same rules. */
function checkNested(outer: PlacedGenerator, { path, kind, params, column }: NestedGenerator, faults: FaultList): void {
  if (!generatorKind(kind)) addUnknownGenerator(kind, outer.pathOf(`${path}.type`), faults);
  else checkGenerator({ kind, params, pathOf: (parameter) => outer.pathOf(parameter === '' ? path : `${path}.params.${parameter}`) }, column, faults);
}

function checkKeys(placed: PlacedGenerator, specs: readonly ParameterSpec[], faults: FaultList): void {
  const known = specs.map(({ name }) => name);
  for (const name of Object.keys(placed.params)) {
    if (!known.includes(name)) {
      faults.add(placed.pathOf(name), 'unknown_parameter', `${placed.kind} has no parameter ${shown(name)}${didYouMean(name, known)}`, { value: placed.params[name], allowed: known });
    }
  }
}

function checkParameter(placed: PlacedGenerator, spec: ParameterSpec, faults: FaultList): void {
  const value = placed.params[spec.name];
  const path = placed.pathOf(spec.name);
  if (value === undefined) {
    if (spec.required) faults.add(path, 'missing', `${placed.kind} needs the parameter ${spec.name}`, { allowed: allowedOf(spec) });
  } else if (!matchesType(value, spec.type) || (spec.oneOf && !spec.oneOf.includes(String(value)))) {
    faults.add(path, 'wrong_type', `${spec.name} is ${shown(value)}`, { value, allowed: allowedOf(spec) });
  } else if (typeof value === 'number' && !inRange(value, spec)) {
    faults.add(path, 'out_of_range', `${spec.name} is ${shown(value)}`, { value, allowed: allowedOf(spec) });
  }
}

function inRange(value: number, { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity }: ParameterSpec): boolean {
  return value >= minimum && value > exclusiveMinimum && value <= maximum;
}

const TYPE_NAMES: Readonly<Record<ParameterSpec['type'], string>> = {
  number: 'a number',
  integer: 'a whole number',
  string: 'text in quotes',
  boolean: 'true or false',
  time: 'a day or moment in ISO 8601, such as "2024-01-31"',
  time_of_day: 'a time of the day, such as "17:30" or "08:00:59.5"',
  scalar: 'a text, a number, true or false',
  scalars: 'a list of texts, numbers, true or false with at least one item',
  numbers: 'a list of numbers with at least one item',
  object: 'an object { … }',
};

function allowedOf(spec: ParameterSpec): string | readonly string[] {
  if (spec.oneOf) return spec.oneOf;
  const bounds = [
    spec.minimum !== undefined && `from ${spec.minimum}`,
    spec.exclusiveMinimum !== undefined && `above ${spec.exclusiveMinimum}`,
    spec.maximum !== undefined && `up to ${spec.maximum}`,
  ].filter(Boolean);
  return [TYPE_NAMES[spec.type], ...bounds].join(' ');
}
