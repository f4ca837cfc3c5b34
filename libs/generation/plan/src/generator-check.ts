import { type ColumnContext, generatorKind, matchesType, type NestedGenerator, type Parameters, type ParameterSpec } from '@dw-sim/generation-generators';
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
  if (!checkParameters(placed, generator.parameters, faults)) return false;
  for (const inner of generator.nested?.(placed.params, column) ?? []) checkNested(placed, inner, faults);
  for (const fault of generator.check?.(placed.params, column) ?? []) {
    faults.add(placed.pathOf(fault.parameter), fault.code, fault.message, { value: fault.value ?? placed.params[fault.parameter], allowed: fault.allowed });
  }
  return faults.faults.length === before;
}

/** Checks parameters against their schema. True where there is no fault. */
export function checkParameters(placed: PlacedGenerator, specs: readonly ParameterSpec[], faults: FaultList): boolean {
  const before = faults.faults.length;
  checkFields({ placed, what: placed.kind, prefix: '' }, placed.params, specs, faults);
  return faults.faults.length === before;
}

/** A generator inside another one, by the same rules. */
export function checkNested(outer: PlacedGenerator, { path, kind, params, column }: NestedGenerator, faults: FaultList): void {
  const generator = generatorKind(kind);
  if (!generator) addUnknownGenerator(kind, outer.pathOf(`${path}.type`), faults);
  else if (generator.dependsOn) faults.add(outer.pathOf(`${path}.type`), 'not_applicable', `${kind} is made of the columns of a row, and does not stand inside another generator`, { value: kind, allowed: 'a column of its own' });
  else checkGenerator({ kind, params, pathOf: (parameter) => outer.pathOf(parameter === '' ? path : `${path}.params.${parameter}`) }, column, faults);
}

/** Parameters of a generator, or the fields of one of them. */
interface Place {
  readonly placed: PlacedGenerator;
  /** What has these fields, for people. */
  readonly what: string;
  /** Stands before the name of a field: `popularity.`, `components[0].`. */
  readonly prefix: string;
}

function checkFields(place: Place, values: Parameters, specs: readonly ParameterSpec[], faults: FaultList): void {
  const known = specs.map(({ name }) => name);
  for (const name of Object.keys(values)) {
    if (!known.includes(name)) {
      faults.add(place.placed.pathOf(place.prefix + name), 'unknown_parameter', `${place.what} has no parameter ${shown(name)}${didYouMean(name, known)}`, { value: values[name], allowed: known });
    }
  }
  for (const spec of specs) checkParameter(place, values[spec.name], spec, faults);
}

function checkParameter({ placed, what, prefix }: Place, value: unknown, spec: ParameterSpec, faults: FaultList): void {
  const name = prefix + spec.name;
  const path = placed.pathOf(name);
  if (value === undefined) {
    if (spec.required) faults.add(path, 'missing', `${what} needs the parameter ${spec.name}`, { allowed: allowedOf(spec) });
  } else if (!matchesType(value, spec.type) || (spec.oneOf && !spec.oneOf.includes(String(value)))) {
    faults.add(path, 'wrong_type', `${spec.name} is ${shown(value)}`, { value, allowed: allowedOf(spec) });
  } else if (typeof value === 'number' && !inRange(value, spec)) {
    faults.add(path, 'out_of_range', `${spec.name} is ${shown(value)}`, { value, allowed: allowedOf(spec) });
  } else if (spec.fields && spec.type === 'object') {
    checkFields({ placed, what: name, prefix: `${name}.` }, value as Parameters, spec.fields, faults);
  } else if (spec.fields && spec.type === 'objects') {
    for (const [i, item] of (value as readonly Parameters[]).entries()) checkFields({ placed, what: `${name}[${i}]`, prefix: `${name}[${i}].` }, item, spec.fields, faults);
  }
}

function inRange(value: number, { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity, exclusiveMaximum = Infinity }: ParameterSpec): boolean {
  return value >= minimum && value > exclusiveMinimum && value <= maximum && value < exclusiveMaximum;
}

const TYPE_NAMES: Readonly<Record<ParameterSpec['type'], string>> = {
  number: 'a number',
  integer: 'a whole number',
  string: 'text in quotes',
  boolean: 'true or false',
  time: 'a day or moment in ISO 8601, such as "2024-01-31", or a time relative to the clock of the run, such as "-7d" or "now"',
  time_of_day: 'a time of the day, such as "17:30" or "08:00:59.5"',
  scalar: 'a text, a number, true or false',
  scalars: 'a list of texts, numbers, true or false with at least one item',
  numbers: 'a list of numbers with at least one item',
  object: 'an object { … }',
  shares: 'a list of numbers, an object of numbers, or "uniform", "zipf@1.2", "head_tail@{0.8,1.1}"',
  rows: 'a list of lists of numbers, or an object of them',
  objects: 'a list of objects with at least one item',
  any: 'any value',
};

function allowedOf(spec: ParameterSpec): string | readonly string[] {
  if (spec.oneOf) return spec.oneOf;
  if (spec.form) return spec.form;
  const bounds = [
    spec.minimum !== undefined && `from ${spec.minimum}`,
    spec.exclusiveMinimum !== undefined && `above ${spec.exclusiveMinimum}`,
    spec.maximum !== undefined && `up to ${spec.maximum}`,
    spec.exclusiveMaximum !== undefined && `below ${spec.exclusiveMaximum}`,
  ].filter(Boolean);
  return [TYPE_NAMES[spec.type], ...bounds].join(' ');
}
