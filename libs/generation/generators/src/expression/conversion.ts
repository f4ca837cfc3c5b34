import { parseIsoTime } from '../iso-time';
import { DAY_MS, timeOfText } from './calendar';
import type { TimeType } from './syntax';
import { call, literal, type Typed, type ValueType } from './typed';

/** Where faults go. */
export interface Scope {
  /** Notes a fault, and answers undefined for the caller to pass on. */
  fault(at: number, code: string, message: string, allowed?: string | readonly string[]): undefined;
}

/** A type in words. */
export function typeNames(type: ValueType): string {
  return { number: 'a number', text: 'text', boolean: 'a condition', date: 'a date', timestamp: 'a timestamp', time: 'a time of day', json: 'JSON', null: 'NULL' }[type];
}

/** The one type that all values have or take on by themselves; undefined where there is none. */
export function common(values: readonly Typed[]): ValueType | undefined {
  const types = new Set(values.map(({ type }) => type));
  types.delete('null');
  if (types.size <= 1) return [...types][0] ?? 'text';
  const time = (['timestamp', 'date', 'time'] as const).find((type) => types.has(type));
  const fits = ({ type, kind }: Typed): boolean => type === time || (type === 'date' && time === 'timestamp') || type === 'null' || (type === 'text' && kind === 'literal');
  return time && values.every(fits) ? time : undefined;
}

/** Conversions that only a cast makes. */
const CASTS: Readonly<Partial<Record<ValueType, Readonly<Partial<Record<ValueType, string>>>>>> = {
  text: { number: 'text to number', boolean: 'text to boolean', timestamp: 'text to timestamp', time: 'text to time' },
  number: { boolean: 'number to boolean' },
  boolean: { number: 'boolean to number' },
  timestamp: { date: 'timestamp to date', time: 'moment to time' },
};

/**
 * A value as another type: NULL is of any type, a date a timestamp at midnight, everything text, and a text literal
 * may be a date. A cast also reads texts, which are NULL where they are none. Notes a fault where it can't be.
 */
export function convert(value: Typed, type: ValueType, at: number, scope: Scope, isCast = false): Typed | undefined {
  if (value.type === type) return value;
  if (value.type === 'null') return literal(type, null);
  if (value.type === 'date' && type === 'timestamp') return call('date to timestamp', type, [value]);
  if (type === 'text') return call(`${value.type} to text`, type, [value]);
  if (value.kind === 'literal' && value.type === 'text' && isTime(type)) return timeLiteral(String(value.value), type, at, scope);
  if (isCast && value.type === 'text' && type === 'date') return call('timestamp to date', type, [call('text to timestamp', 'timestamp', [value], true)]);
  const name = isCast ? CASTS[value.type]?.[type] : undefined;
  if (name) return call(name, type, [value], value.nullable || value.type === 'text');
  return scope.fault(at, 'wrong_type', `${typeNames(value.type)} stands where ${typeNames(type)} is needed`, isCast ? undefined : 'cast(x as type) converts');
}

function isTime(type: ValueType): type is TimeType {
  return type === 'date' || type === 'timestamp' || type === 'time';
}

function timeLiteral(text: string, type: TimeType, at: number, scope: Scope): Typed | undefined {
  if (type === 'time') {
    const time = timeOfText(text);
    return time === null ? scope.fault(at, 'wrong_type', `${JSON.stringify(text)} is no time of day`, "hours, minutes and perhaps seconds, such as '17:30' or '17:30:00.5'") : literal(type, time);
  }
  const ms = parseIsoTime(text);
  if (ms === undefined) return scope.fault(at, 'wrong_type', `${JSON.stringify(text)} is no ${type}`, "ISO 8601, such as '2024-01-31' or '2024-01-31 12:00'");
  return literal(type, type === 'date' ? Math.floor(ms / DAY_MS) : Math.floor(ms));
}
