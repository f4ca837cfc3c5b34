import { didYouMean } from '@dw-sim/contracts';
import { DAY_MS } from '../expression/calendar';
import type { ParameterFault } from '../generator-kind';
import type { NumberVector } from '../expression/vector';
import { stringOf, type Parameters } from '../parameters';
import type { SiblingVectors } from '../sibling-vectors';
import type { KnownColumn } from './modifier-kind';

const MOMENT_TYPES = ['DATE', 'TIMESTAMP', 'TIMESTAMPTZ'];

/** A column of the row that holds days or moments, as plain data. */
export interface TimeColumn {
  readonly name: string;
  /** Milliseconds of a unit of its values. */
  readonly unitMs: number;
}

export function isMoment({ type }: KnownColumn): boolean {
  return MOMENT_TYPES.includes(type.kind);
}

/** Milliseconds of a unit of a column of days or moments. */
export function momentUnitMs({ type }: KnownColumn): number {
  return type.kind === 'DATE' ? DAY_MS : 1;
}

/** Finds a column by its name, whatever the case. */
export function findColumn<T extends { readonly name: string }>(columns: readonly T[], name: string): T | undefined {
  return columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

/** The column that a parameter names, or the only one with days or moments; undefined where there is none. */
export function timeColumnOf(params: Parameters, parameter: string, own: readonly KnownColumn[]): TimeColumn | undefined {
  const given = stringOf(params, parameter);
  const times = own.filter(isMoment);
  const column = given === undefined ? (times.length === 1 ? times[0] : undefined) : findColumn(times, given);
  return column && { name: column.name, unitMs: momentUnitMs(column) };
}

/** The fault of a parameter that names no column of days or moments. */
export function checkTimeColumn(params: Parameters, parameter: string, own: readonly KnownColumn[]): readonly ParameterFault[] {
  if (timeColumnOf(params, parameter, own)) return [];
  const times = own.filter(isMoment).map(({ name }) => name);
  const allowed = times.length > 0 ? times : 'a DATE, TIMESTAMP or TIMESTAMPTZ column of the table';
  const given = stringOf(params, parameter);
  if (given === undefined) return [{ parameter, code: 'missing', message: times.length === 0 ? 'the table has no other column with days or moments' : 'it is not said which column has the time of the row', allowed }];
  const known = findColumn(own, given);
  return [known ? { parameter, code: 'wrong_type', message: `the column ${JSON.stringify(known.name)} is ${known.type.kind}`, allowed } : { parameter, code: 'unknown_column', message: `there is no other column ${JSON.stringify(given)} in the table${didYouMean(given, times)}`, allowed }];
}

/** Times of the rows of a batch: `ms` in milliseconds since 1970-01-01 UTC, `nulls` 1 where a row has none. */
export interface RowTimes {
  readonly ms: Float64Array;
  readonly nulls: Uint8Array;
}

/** Reads the times of a batch of rows; what it answers is good until it is asked again. */
export function timeReader({ name, unitMs }: TimeColumn, siblings: SiblingVectors): (rows: Uint32Array, count: number) => RowTimes {
  const vector = siblings.column(name) as NumberVector;
  let ms = new Float64Array(0);
  return (rows, count) => {
    if (siblings.select(rows, count)) vector.evaluate(count);
    if (ms.length < count) ms = new Float64Array(count);
    for (let i = 0; i < count; i++) ms[i] = vector.values[i] * unitMs;
    return { ms, nulls: vector.nulls };
  };
}
