import { civilDay, DAY_MS, dayOf, monthOf } from '../expression/calendar';
import type { ParameterFault } from '../generator-kind';
import { isObject } from '../parameters';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const HOUR_MS = DAY_MS / 24;
/** 1970-01-01 was a Thursday, and weeks begin on Monday. */
const THURSDAY = 3;

/** Parts of a calendar by which moments are weighted. */
export const DIMENSIONS = ['hour', 'dow', 'month', 'day'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

interface DimensionSpec {
  readonly size: number;
  /** Number of the first one where they are written as numbers. */
  readonly first: number;
  /** Their names, in three letters or in full; none where they are numbers only. */
  readonly names: readonly string[];
  readonly allowed: string;
}

const SPECS: Readonly<Record<Dimension, DimensionSpec>> = {
  hour: { size: 24, first: 0, names: [], allowed: '24 weights, or an object by hour: { "9": 2, "13": 0.5 }' },
  dow: { size: 7, first: 0, names: DAYS, allowed: '7 weights from Monday on, or an object by weekday: { "sat": 0.5 }' },
  month: { size: 12, first: 1, names: MONTHS, allowed: '12 weights, or an object by month: { "dec": 3 }' },
  day: { size: 31, first: 1, names: [], allowed: '31 weights, or an object by day of the month: { "1": 5 }' },
};

/** What is written for the dimensions beside their names. */
const SYNONYMS: Readonly<Record<string, Dimension>> = { weekday: 'dow', day_of_week: 'dow', day_of_month: 'day', dom: 'day' };

export const DIMENSIONS_ALLOWED = ['hour', 'dow (day of the week)', 'month', 'day (of the month)'];

/** The dimension of a name or a synonym; undefined where there is none. */
export function dimensionOf(name: unknown): Dimension | undefined {
  if (typeof name !== 'string') return undefined;
  return DIMENSIONS.find((dimension) => dimension === name) ?? (Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : undefined);
}

/** Index of a weekday by its name, from Monday; -1 where it is none. */
export function weekdayIndex(name: string): number {
  return indexOf(name, SPECS.dow);
}

/** Index of `mon`, `Monday`, `3`, …; -1 where there is none. Three letters of a name tell it. */
function indexOf(name: string, { size, first, names }: DimensionSpec): number {
  const folded = name.trim().toLowerCase();
  if (/^\d{1,2}$/.test(folded)) return Number(folded) - first < size ? Number(folded) - first : -1;
  return folded.length < 3 || !/^[a-z]+$/.test(folded) ? -1 : names.indexOf(folded.slice(0, 3));
}

/** One weight for each value of a dimension; what an object leaves out has the weight 1. */
export function weightsOf(dimension: Dimension, given: unknown): readonly number[] {
  const spec = SPECS[dimension];
  if (Array.isArray(given)) return given as readonly number[];
  const weights = new Array<number>(spec.size).fill(1);
  if (isObject(given)) for (const [name, weight] of Object.entries(given)) weights[indexOf(name, spec)] = weight as number;
  return weights;
}

/** Faults of the weights of a dimension, at a path among the parameters. */
export function checkDimensionWeights(dimension: Dimension, given: unknown, path: string): readonly ParameterFault[] {
  const spec = SPECS[dimension];
  const fault = (parameter: string, value: unknown, code: string, message: string, allowed = spec.allowed): ParameterFault => ({ parameter, value, code, message, allowed });
  if (given === undefined) return [fault(path, given, 'missing', 'weights are missing')];
  const isWeight = (weight: unknown): boolean => typeof weight === 'number' && Number.isFinite(weight) && weight >= 0;
  if (Array.isArray(given)) {
    if (given.length !== spec.size) return [fault(path, given, 'length_mismatch', `there are ${given.length} weights for ${spec.size} values of ${dimension}`)];
    const bad = given.findIndex((weight) => !isWeight(weight));
    if (bad >= 0) return [fault(`${path}[${bad}]`, given[bad], 'out_of_range', `a weight is ${JSON.stringify(given[bad])}`, 'numbers from 0 up')];
  } else if (isObject(given)) {
    const unknown = Object.keys(given).filter((name) => indexOf(name, spec) < 0);
    const bad = Object.keys(given).filter((name) => !isWeight(given[name]));
    if (unknown.length + bad.length > 0) {
      return [
        ...unknown.map((name) => fault(`${path}.${name}`, given[name], 'unknown_key', `${JSON.stringify(name)} is no value of ${dimension}`)),
        ...bad.map((name) => fault(`${path}.${name}`, given[name], 'out_of_range', `a weight is ${JSON.stringify(given[name])}`, 'numbers from 0 up')),
      ];
    }
  } else return [fault(path, given, 'wrong_type', `weights is ${JSON.stringify(given)}`)];
  return weightsOf(dimension, given).every((weight) => weight === 0) ? [fault(path, given, 'out_of_range', 'all weights are 0', 'at least one weight above 0')] : [];
}

/** Day of the week of a day since 1970-01-01, 0 on Monday. */
export function weekdayOf(day: number): number {
  return (((day + THURSDAY) % 7) + 7) % 7;
}

/** Index of a moment in a dimension, for its weights; `ms` since 1970-01-01 UTC. */
export function dimensionIndex(dimension: Dimension): (ms: number) => number {
  switch (dimension) {
    case 'hour':
      return (ms) => Math.floor((ms - Math.floor(ms / DAY_MS) * DAY_MS) / HOUR_MS);
    case 'dow':
      return (ms) => weekdayOf(Math.floor(ms / DAY_MS));
    case 'month':
      return (ms) => monthOf(civilDay(Math.floor(ms / DAY_MS))) - 1;
    case 'day':
      return (ms) => dayOf(civilDay(Math.floor(ms / DAY_MS))) - 1;
  }
}
