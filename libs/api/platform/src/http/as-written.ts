import 'reflect-metadata';

const AS_WRITTEN = Symbol('AS_WRITTEN');

/**
 * A property whose keys are names of the user's, such as row counts by table, or a document that something else checks: Nest and
 * class-transformer leave out `constructor`, `toString`, `__proto__` and their like, so neither of them gets to see it.
 */
export function AsWritten(): PropertyDecorator {
  return (prototype, property) => Reflect.defineMetadata(AS_WRITTEN, [...writtenKeys(prototype), String(property)], prototype);
}

/** A request with an empty object in the place of all that is to stay as it was written, and those by their keys. */
export function setAside(request: unknown, dto: { readonly prototype: object }): { readonly request: unknown; readonly aside: ReadonlyMap<string, object> } {
  const given = request as Readonly<Record<string, unknown>>;
  const keys = writtenKeys(dto.prototype).filter((key) => typeof given[key] === 'object' && given[key] !== null && !Array.isArray(given[key]));
  return { request: { ...given, ...Object.fromEntries(keys.map((key) => [key, {}])) }, aside: new Map(keys.map((key) => [key, given[key] as object])) };
}

function writtenKeys(prototype: object): readonly string[] {
  return (Reflect.getMetadata(AS_WRITTEN, prototype) as readonly string[] | undefined) ?? [];
}
