import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile';

/** A change of a JSON document at one of its places. */
interface Mutation {
  readonly kind: 'replace' | 'remove' | 'add' | 'repeat' | 'swap';
  /** Which place, of all there are. */
  readonly at: number;
  readonly key: string;
  readonly value: unknown;
}

type Parent = Record<string, unknown> | unknown[];

const mutation: fc.Arbitrary<Mutation> = fc.record({ kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'repeat', 'swap'), at: fc.nat(), key: hostileText, value: hostileValue });

/** A valid document with up to four changes. */
export function mutated(examples: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(examples, fc.array(mutation, { maxLength: 4 })).map(([example, changes]) => changes.reduce(applied, structuredClone(example)));
}

function applied(document: unknown, { kind, at, key, value }: Mutation): unknown {
  const places = placesOf(document);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return kind === 'replace' ? value : document;
  const { parent, name } = place;
  const list = Array.isArray(parent) ? parent : undefined;
  const found = (parent as Record<string, unknown>)[name];
  if (kind === 'replace') set(parent, name, value);
  else if (kind === 'remove') remove(parent, name);
  else if (kind === 'add') set(parent, list ? String(list.length) : key, value);
  else if (kind === 'repeat' && list) list.push(...Array<unknown>(at % 50).fill(found));
  else if (kind === 'repeat') set(parent, `${name}${key.slice(0, 3)}`, found);
  else set(parent, name, (places[(at * 7 + 3) % places.length]!.parent as Record<string, unknown>)[places[(at * 7 + 3) % places.length]!.name]);
  return document;
}

function remove(parent: Parent, name: string): void {
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
}

/** `__proto__` as a key of its own, as JSON.parse makes it. */
function set(parent: Parent, name: string, value: unknown): void {
  Object.defineProperty(parent, name, { value: isPart(value) ? structuredClone(value) : value, enumerable: true, configurable: true, writable: true });
}

function isPart(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Every place of a document, the deepest too. */
function placesOf(document: unknown): readonly { readonly parent: Parent; readonly name: string }[] {
  const places: { parent: Parent; name: string }[] = [];
  const open: unknown[] = [document];
  for (let parent = open.pop(); parent !== undefined && places.length < 3_000; parent = open.pop()) {
    if (!isPart(parent)) continue;
    for (const [name, value] of Object.entries(parent as object)) {
      places.push({ parent: parent as Parent, name });
      open.push(value);
    }
  }
  return places;
}
