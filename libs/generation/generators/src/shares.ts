import { didYouMean } from '@dw-sim/contracts';
import type { ParameterFault } from './generator-kind';
import { isObject } from './parameters';
import { type Popularity, popularityWeights } from './popularity';

const ALLOWED = ['a number for each, from 0 up and not all 0', 'an object of them by name', '"uniform"', '"zipf@1.2"', '"head_tail@{0.8,1.1}" (share of the first, exponent of the rest)'];
const NUMBER = String.raw`\s*(\d+(?:\.\d+)?(?:e-?\d+)?)\s*`;
const ZIPF = new RegExp(`^zipf@${NUMBER}$`, 'i');
const HEAD_TAIL = new RegExp(String.raw`^head_tail@\{${NUMBER},${NUMBER}\}$`, 'i');

/** Shares of several things, or what is wrong with them. */
export interface Shares {
  /** One for each thing; undefined where all are alike or something is wrong. */
  readonly weights?: readonly number[];
  readonly faults: readonly ParameterFault[];
}

/**
 * Reads the shares of things: a list of numbers, an object of numbers by name (a name that is left out has none), or a
 * text such as `zipf@1.2`.
 *
 * @param parameter where they stand
 * @param things what they are called together, such as `values`
 */
export function readShares(given: unknown, names: readonly string[], parameter: string, things: string): Shares {
  if (given === undefined) return { faults: [] };
  if (typeof given === 'string') return readText(given, names.length, parameter);
  if (Array.isArray(given)) return readList(given, names.length, parameter, things);
  if (!isObject(given)) return { faults: [wrong(parameter, given)] };
  const faults = Object.keys(given).filter((name) => !names.includes(name)).map((name) => ({ parameter: `${parameter}.${name}`, value: given[name], code: 'unknown_value', message: `${JSON.stringify(name)} is none of the ${things}${didYouMean(name, names)}`, allowed: names }));
  return faults.length > 0 ? { faults } : checked(names.map((name) => (Object.hasOwn(given, name) ? given[name] : 0)), parameter);
}

/** The popularity that a text such as `zipf@1.2` stands for. */
export function parsePopularity(text: string): Popularity | undefined {
  if (text === 'uniform') return { type: 'uniform' };
  const zipf = ZIPF.exec(text);
  if (zipf) return inRange({ type: 'zipf', alpha: Number(zipf[1]) });
  const headTail = HEAD_TAIL.exec(text);
  return headTail ? inRange({ type: 'head_tail', share: Number(headTail[1]), alpha: Number(headTail[2]) }) : undefined;
}

function inRange(popularity: Exclude<Popularity, { type: 'uniform' }>): Popularity | undefined {
  const { alpha } = popularity;
  const share = popularity.type === 'head_tail' ? popularity.share : 0.5;
  return alpha > 0 && alpha <= 20 && share > 0 && share < 1 ? popularity : undefined;
}

function readText(text: string, count: number, parameter: string): Shares {
  const popularity = parsePopularity(text);
  return popularity ? { weights: popularityWeights(popularity, count), faults: [] } : { faults: [wrong(parameter, text)] };
}

function readList(given: readonly unknown[], count: number, parameter: string, things: string): Shares {
  if (given.length === count) return checked(given, parameter);
  return { faults: [{ parameter, value: given, code: 'length_mismatch', message: `there are ${given.length} weights for ${count} ${things}`, allowed: `${count} weights` }] };
}

function checked(weights: readonly unknown[], parameter: string): Shares {
  const sound = weights.every((weight): weight is number => typeof weight === 'number' && Number.isFinite(weight) && weight >= 0);
  if (sound && weights.some((weight) => weight > 0)) return { weights, faults: [] };
  return { faults: [{ parameter, value: weights, code: 'out_of_range', message: 'weights are shares', allowed: 'numbers from 0 up, not all 0' }] };
}

function wrong(parameter: string, value: unknown): ParameterFault {
  return { parameter, value, code: 'wrong_type', message: `${parameter} is ${JSON.stringify(value)}`, allowed: ALLOWED };
}
