import { plainToInstance } from 'class-transformer';

/** A JSON object as an instance of its DTO, for class-validator. class-transformer takes a value under `constructor` for a class, so none gets there. */
export function toInstance<T extends object>(dto: new () => T, json: object): T {
  return plainToInstance(dto, withoutConstructors(json));
}

function withoutConstructors(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutConstructors);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'constructor').map(([key, value]) => [key, withoutConstructors(value)]));
}
