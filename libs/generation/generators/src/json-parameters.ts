import type { ColumnContext, GeneratorKind } from './generator-kind';
import { childPath } from './json-path';
import { isObject, numberOf, type Parameters } from './parameters';

/** A value inside JSON as the user wrote it, and where. */
export interface JsonEntry {
  /** Path below the generator's parameters: `object.price`, `array.of`. */
  readonly path: string;
  /** Key of an object; undefined for the items of an array. */
  readonly key: string | undefined;
  readonly written: unknown;
}

/** A value inside JSON that has a generator's name and parameters of the right form. */
export interface JsonValue extends JsonEntry {
  readonly kind: string;
  readonly params: Parameters;
  readonly dataType: string | undefined;
  readonly nullRate: number;
}

/** Deepest nesting of objects and arrays. */
export const MAX_DEPTH = 32;
/** Most items of an array, and most values in all that one value of a column may hold. */
export const MAX_VALUES = 1000;
/** Most items where the user gives no number. */
export const DEFAULT_ITEMS = 5;

/** What `object` or `array` say about the values inside, well-formed or not. */
export function entriesOf({ object, array }: Parameters): readonly JsonEntry[] {
  if (isObject(object)) return Object.entries(object).map(([key, written]) => ({ path: childPath('object', key), key, written }));
  return isObject(array) && array['of'] !== undefined ? [{ path: 'array.of', key: undefined, written: array['of'] }] : [];
}

/** The values inside that are well-formed. */
export function valuesOf(params: Parameters): readonly JsonValue[] {
  return entriesOf(params).flatMap((entry) => {
    const { written } = entry;
    if (!isObject(written) || typeof written['type'] !== 'string') return [];
    const { type, params: given, data_type: dataType } = written;
    return [{ ...entry, kind: type, params: isObject(given) ? given : {}, dataType: typeof dataType === 'string' ? dataType : undefined, nullRate: numberOf(written, 'null_rate', 0) }];
  });
}

/** Fewest and most items of an array. */
export function itemRange({ array }: Parameters): { readonly min: number; readonly max: number } {
  const given = isObject(array) ? array : {};
  const min = numberOf(given, 'min', 0);
  return { min, max: numberOf(given, 'max', Math.max(DEFAULT_ITEMS, min)) };
}

/** Values without further ones inside that one value holds at most; Infinity where it is nested too deeply. */
export function valueCountOf(params: Parameters, depth = 1): number {
  if (depth > MAX_DEPTH) return Infinity;
  const inside = valuesOf(params).reduce((sum, { kind, params: inner }) => sum + (kind === 'json' ? valueCountOf(inner, depth + 1) : 1), 0);
  return Math.max(1, inside * (isObject(params['array']) ? itemRange(params).max : 1));
}

/** What a nested generator may know: its siblings are the other keys of its object, and outside of arrays the columns of the row. */
export function siblingsOf(value: JsonValue, values: readonly JsonValue[], column: ColumnContext, typeOf: (value: JsonValue) => ColumnContext['type'], generatorKind: (kind: string) => GeneratorKind | undefined): ColumnContext['siblings'] {
  if (value.key === undefined) return [];
  const members = values.filter((other) => other !== value && other.kind !== 'json');
  return [
    ...members.map((other) => ({ name: siblingName(other.key ?? ''), unique: false, mayBeNull: other.nullRate > 0, kind: other.kind, params: other.params, locale: column.locale, type: typeOf(other), possibleValues: () => generatorKind(other.kind)?.possibleValues?.(other.params, { ...column, type: typeOf(other), unique: false, siblings: [] }) })),
    ...column.siblings.filter(({ name }) => !isMember(name)),
  ];
}

/** Name of a key among a generator's siblings: in quotes, as no column's is. */
export function siblingName(key: string): string {
  return JSON.stringify(key);
}

/** True for a sibling that is a key of the same object. */
export function isMember(sibling: string): boolean {
  return sibling.startsWith('"');
}
