import type { ColumnType } from '@dw-sim/contracts';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault } from '../generator-kind';
import { arrayText } from '../json-text/array-text';
import { nullDraw } from '../json-text/null-draw';
import { objectText } from '../json-text/object-text';
import { valueText } from '../json-text/value-text';
import { checkJson } from '../json-check';
import { itemRange, type JsonValue, MAX_VALUES, siblingName, siblingsOf, valueCountOf, valuesOf } from '../json-parameters';
import { jsonValueType } from '../json-value-type';
import type { Kernel, TextKernel } from '../kernel';
import { isObject, type Parameters } from '../parameters';

interface PreparedValue {
  /** Key of an object; null for the items of an array. */
  readonly key: string | null;
  readonly kind: string;
  readonly type: ColumnType;
  readonly nullRate: number;
  readonly prepared: unknown;
}

type Prepared =
  | { readonly form: 'object'; readonly values: readonly PreparedValue[] }
  | { readonly form: 'array'; readonly values: readonly PreparedValue[]; readonly min: number; readonly max: number };

/** Looks a generator up by its name. */
type KindLookup = (kind: string) => GeneratorKind | undefined;

const COUNTING_ITEMS: ParameterFault = {
  parameter: 'array.of',
  code: 'not_applicable',
  message: 'a generator that counts over the rows can\'t make the items of an array',
  allowed: 'one that draws its values',
};

/** JSON objects and arrays out of other generators, which the registry hands in. */
export function json(generatorKind: KindLookup): GeneratorKind<Prepared> {
  const contextOf = (value: JsonValue, values: readonly JsonValue[], column: ColumnContext): ColumnContext => {
    const typeOf = (other: JsonValue): ColumnType => jsonValueType(other, generatorKind(other.kind), column);
    return { ...column, type: typeOf(value), unique: false, siblings: siblingsOf(value, values, column, typeOf, generatorKind) };
  };
  const rowLimit = (params: Parameters, column: ColumnContext): number =>
    valuesOf(params).reduce((least, value, _index, values) => {
      const limit = generatorKind(value.kind)?.rowLimit?.(value.params, contextOf(value, values, column)) ?? Infinity;
      return Math.min(least, limit);
    }, Infinity);
  return {
    kind: 'json',
    description: 'JSON objects and arrays of values that other generators make, nested to any depth.',
    types: ['JSON'],
    parameters: [
      { name: 'object', type: 'object', description: 'Keys, each with a generator: `{"type", "params"}`, and perhaps `data_type` and `null_rate`.' },
      { name: 'array', type: 'object', description: '`of`, the generator of the items, and how many: `min` (0 by default) to `max` (5).' },
    ],
    example: {
      object: {
        device: { type: 'choice', params: { values: ['phone', 'tablet'] } },
        scores: { type: 'json', params: { array: { of: { type: 'uniform_int', params: { min: 1, max: 5 } }, min: 1, max: 3 } } },
        rating: { type: 'uniform_float', params: { min: 0, max: 5, decimals: 1 }, null_rate: 0.2 },
      },
    },
    check: (params, column) => {
      const counts = isObject(params['array']) && isBounded(params) && rowLimit(params, column) < Infinity;
      return [...checkJson(params, column), ...(counts ? [COUNTING_ITEMS] : [])];
    },
    summarize: (params) => {
      const keys = valuesOf(params).map(({ key }) => key);
      if (isObject(params['array'])) return `JSON array of ${itemRange(params).min} to ${itemRange(params).max}`;
      return `JSON with ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ` and ${keys.length - 4} more` : ''}`;
    },
    distinctCount: () => Infinity,
    rowLimit,
    valueCount: (params) => Math.min(MAX_VALUES, valueCountOf(params)),
    nested: (params, column) =>
      !isBounded(params)
        ? []
        : valuesOf(params).map((value, _index, values) => ({ path: value.path, kind: value.kind, params: value.params, column: contextOf(value, values, column) })),
    prepare: (params, column) => {
      const values = valuesOf(params).map((value, _index, all) => prepareValue(value, contextOf(value, all, column), generatorKind));
      return isObject(params['array']) ? { form: 'array', values, ...itemRange(params) } : { form: 'object', values };
    },
    compile: (prepared, context) => compileJson(prepared, context, generatorKind),
  };
}

/** False where it is nested more deeply than can be followed. */
function isBounded(params: Parameters): boolean {
  return valueCountOf(params) < Infinity;
}

function prepareValue({ key, kind, params, nullRate }: JsonValue, column: ColumnContext, generatorKind: KindLookup): PreparedValue {
  return { key: key ?? null, kind, type: column.type, nullRate, prepared: known(kind, generatorKind).prepare(params, column) };
}

function compileJson(json: Prepared, context: KernelContext, generatorKind: KindLookup): TextKernel {
  const kernels = new Map<PreparedValue, Kernel>();
  const kernelOf = (value: PreparedValue): Kernel => {
    const kernel = kernels.get(value) ?? known(value.kind, generatorKind).compile(value.prepared, insideContext(value, json.values, context, kernelOf));
    kernels.set(value, kernel);
    return kernel;
  };
  const values = json.values.map((value) => {
    const inside = insideContext(value, json.values, context, kernelOf);
    const kernel = kernelOf(value);
    return { key: value.key ?? '', value: valueText(kernel, value.type), isNull: nullDraw(value.nullRate, inside.key('null')) };
  });
  return json.form === 'object' ? objectText(values) : arrayText({ ...values[0], min: json.min, max: json.max }, context.key('length'));
}

/** Streams by key, so that a value does not change when another key is added. */
function insideContext({ key, type }: PreparedValue, values: readonly PreparedValue[], context: KernelContext, kernelOf: (value: PreparedValue) => Kernel): KernelContext {
  const name = key === null ? '[]' : JSON.stringify(key);
  return {
    ...context,
    type,
    unique: false,
    nullable: false,
    key: (purpose) => context.key(`${name} ${purpose}`),
    siblingKernel: (sibling) => {
      const member = values.find((value) => siblingName(value.key ?? '') === sibling);
      return member ? kernelOf(member) : context.siblingKernel(sibling);
    },
  };
}

function known(kind: string, generatorKind: KindLookup): GeneratorKind {
  const generator = generatorKind(kind);
  if (!generator) throw new Error(`the JSON holds the unknown generator ${kind}`);
  return generator;
}
