import type { DefinitionChange } from '@dw-sim/contracts';
import { childPath } from '@dw-sim/generation-generators';
import { canonicalJson } from './canonical-json';

type JsonObject = Readonly<Record<string, unknown>>;

/** A place in both documents: tables and columns are the same by their names, wherever they stand. */
interface Place {
  /** In the document that has it; in the later one where both have. */
  readonly path: string;
  readonly subject: string;
}

/** Everything that differs between two definitions, in the order of the later one; what was removed stands at the end of its list. */
export function definitionChanges(before: unknown, after: unknown): readonly DefinitionChange[] {
  return changesOf(before, after, { path: '$', subject: '' });
}

function changesOf(before: unknown, after: unknown, place: Place): readonly DefinitionChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ ...place, change: 'added', after }];
  if (after === undefined) return [{ ...place, change: 'removed', before }];
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isNamedList(before) && isNamedList(after)) return changesOfNamed(before, after, place);
  if (isObject(before) && isObject(after)) return changesOfKeys(before, after, place);
  if (isList(before) && isList(after) && before.length === after.length && [...before, ...after].every(isObject)) {
    return after.flatMap((item, index) => changesOf(before[index], item, { ...place, path: childPath(place.path, index) }));
  }
  return [{ ...place, change: 'changed', before, after }];
}

function changesOfKeys(before: JsonObject, after: JsonObject, { path, subject }: Place): readonly DefinitionChange[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) => changesOf(before[key], after[key], { path: childPath(path, key), subject }));
}

/** Items by their names, in lower case as the definition compares them, and then their order. */
function changesOfNamed(before: readonly NamedItem[], after: readonly NamedItem[], { path, subject }: Place): readonly DefinitionChange[] {
  const earlier = new Map(before.map((item) => [keyOf(item), item]));
  const later = new Set(after.map(keyOf));
  const at = (index: number, { name }: NamedItem): Place => ({ path: childPath(path, index), subject: subject === '' ? name : `${subject}.${name}` });
  return [
    ...after.flatMap((item, index) => changesOf(earlier.get(keyOf(item)), item, at(index, item))),
    ...before.flatMap((item, index) => (later.has(keyOf(item)) ? [] : changesOf(item, undefined, at(index, item)))),
    ...orderChange(before.filter((item) => later.has(keyOf(item))), after.filter((item) => earlier.has(keyOf(item))), { path, subject }),
  ];
}

function orderChange(before: readonly NamedItem[], after: readonly NamedItem[], place: Place): readonly DefinitionChange[] {
  if (before.every((item, index) => keyOf(item) === keyOf(after[index] as NamedItem))) return [];
  return [{ ...place, change: 'changed', before: before.map(({ name }) => name), after: after.map(({ name }) => name) }];
}

interface NamedItem {
  readonly name: string;
}

function keyOf({ name }: NamedItem): string {
  return name.toLowerCase();
}

/** A list of objects that each have a name of their own. */
function isNamedList(value: unknown): value is readonly NamedItem[] {
  if (!isList(value) || value.length === 0) return false;
  const names = value.map((item) => (isObject(item) ? item['name'] : undefined));
  return names.every((name) => typeof name === 'string') && new Set(names.map((name) => (name as string).toLowerCase())).size === names.length;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
