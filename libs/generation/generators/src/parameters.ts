import { parseTimeOfDay } from './iso-time';
import { isTimeText } from './relative-time';

/** Parameters of a generator as the user wrote them, checked against their schema. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Schema of one parameter: for checking, for the catalogue page and for editors. */
export interface ParameterSpec {
  readonly name: string;
  readonly type: 'number' | 'integer' | 'string' | 'boolean' | 'time' | 'time_of_day' | 'scalar' | 'scalars' | 'numbers' | 'object' | 'objects' | 'shares' | 'rows' | 'any';
  readonly description: string;
  /** What `any` value looks like, for people; the generator checks it itself. */
  readonly form?: string;
  readonly required?: boolean;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly oneOf?: readonly string[];
  /** Keys of an object, or of each object of a list; any keys where absent. */
  readonly fields?: readonly ParameterSpec[];
}

/** Reads a number, or the default where it is absent. */
export function numberOf(params: Parameters, name: string, otherwise: number): number {
  const value = params[name];
  return typeof value === 'number' ? value : otherwise;
}

/** Reads a string, or undefined. */
export function stringOf(params: Parameters, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' ? value : undefined;
}

/** Reads an object, or undefined. */
export function objectOf(params: Parameters, name: string): Parameters | undefined {
  const value = params[name];
  return isObject(value) ? value : undefined;
}

/** Reads a list of numbers; empty where it is absent. */
export function numbersOf(params: Parameters, name: string): readonly number[] {
  const value = params[name];
  return Array.isArray(value) ? (value as readonly number[]) : [];
}

/** True where the value has the parameter's type. */
export function matchesType(value: unknown, type: ParameterSpec['type']): boolean {
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isSafeInteger(value);
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'time':
      return typeof value === 'string' && isTimeText(value);
    case 'time_of_day':
      return typeof value === 'string' && parseTimeOfDay(value) !== undefined;
    case 'scalar':
      return isScalar(value);
    case 'scalars':
      return Array.isArray(value) && value.length > 0 && value.every(isScalar);
    case 'numbers':
      return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number' && Number.isFinite(item));
    case 'object':
      return isObject(value);
    case 'shares':
      return typeof value === 'string' || isObject(value) || (Array.isArray(value) && value.length > 0);
    case 'rows':
      return isObject(value) || (Array.isArray(value) && value.length > 0);
    case 'objects':
      return Array.isArray(value) && value.length > 0 && value.every(isObject);
    case 'any':
      return true;
  }
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}
