import { makeUnimodalDraw, makeWeightedChoice, TWO_POW_MINUS_32 } from '@dw-sim/generation-rng';
import type { ParameterFault } from '../generator-kind';
import { formatNumber } from '../numeric-scale';
import { matchesType, numberOf, objectOf, stringOf, type ParameterSpec, type Parameters } from '../parameters';
import { ALPHA_PARAMETER } from '../popularity';

/** Most rows that one parent may have. */
const MAX_CHILDREN = 1_000_000;
/** Longest table of a Zipf distribution. */
const MAX_ZIPF = 100_000;
/** Mean over dispersion: beyond it the table of thresholds gets too long. */
const MAX_SPREAD = 20_000;

type FanOutType = 'fixed' | 'uniform' | 'poisson' | 'negative_binomial' | 'geometric' | 'zipf';

/** Numbers that each type needs, and those that it may have. */
const FIELDS: Readonly<Record<FanOutType, { readonly needed: readonly string[]; readonly optional: readonly string[] }>> = {
  fixed: { needed: ['count'], optional: [] },
  uniform: { needed: ['min', 'max'], optional: [] },
  poisson: { needed: ['mean'], optional: ['min', 'max'] },
  negative_binomial: { needed: ['mean', 'dispersion'], optional: ['min', 'max'] },
  geometric: { needed: ['mean'], optional: ['min', 'max'] },
  zipf: { needed: ['alpha', 'max'], optional: ['min'] },
};

/** How many rows one row of the parent has: a distribution of whole numbers, moved into a range. */
export interface FanOut {
  readonly type: FanOutType;
  readonly mean: number;
  readonly dispersion: number;
  readonly alpha: number;
  readonly min: number;
  readonly max: number;
}

const children = (name: string, description: string): ParameterSpec => ({ name, type: 'integer', minimum: 0, maximum: MAX_CHILDREN, description });

/** The parameter `fan_out`. */
export const FAN_OUT_PARAMETER: ParameterSpec = {
  name: 'fan_out',
  type: 'object',
  description: 'How many rows each parent has: the rows of this table follow from it, and those of one parent stand together. Types: `fixed`, `uniform`, `poisson`, `negative_binomial`, `geometric`, `zipf`.',
  fields: [
    { name: 'type', type: 'string', oneOf: Object.keys(FIELDS), description: 'Distribution of the number of rows; `uniform` by default.' },
    { name: 'mean', type: 'number', exclusiveMinimum: 0, maximum: MAX_CHILDREN, description: 'Mean number of rows, above 0.' },
    { name: 'dispersion', type: 'number', exclusiveMinimum: 0, maximum: 1e6, description: 'Of `negative_binomial`: the variance is mean + mean² / dispersion, so that a small one gives a heavy tail.' },
    ALPHA_PARAMETER,
    children('count', 'Rows of each parent where the number is fixed.'),
    children('min', 'Fewest rows of a parent; 0 by default (1 with `zipf`).'),
    children('max', 'Most rows of a parent.'),
  ],
};

/** Reads the parameter, once it is checked; undefined where it is absent. */
export function fanOutOf(params: Parameters): FanOut | undefined {
  const given = objectOf(params, 'fan_out');
  if (!given) return undefined;
  const type = typeOf(given);
  const count = numberOf(given, 'count', 0);
  return {
    type,
    mean: numberOf(given, 'mean', 1),
    dispersion: type === 'geometric' ? 1 : numberOf(given, 'dispersion', 1),
    alpha: numberOf(given, 'alpha', 1),
    min: type === 'fixed' ? count : numberOf(given, 'min', type === 'zipf' ? 1 : 0),
    max: type === 'fixed' ? count : numberOf(given, 'max', MAX_CHILDREN),
  };
}

/** Reads the parameter of an unchecked document; undefined where it has faults. */
export function soundFanOut(params: Parameters): FanOut | undefined {
  const given = objectOf(params, 'fan_out');
  const isSound = (FAN_OUT_PARAMETER.fields ?? []).every(({ name, type, oneOf, minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity }) => {
    const value = given?.[name];
    if (value === undefined) return true;
    if (!matchesType(value, type)) return false;
    return typeof value === 'number' ? value >= minimum && value > exclusiveMinimum && value <= maximum : oneOf?.includes(String(value)) !== false;
  });
  return isSound && checkFanOut(params).length === 0 ? fanOutOf(params) : undefined;
}

function typeOf(given: Parameters): FanOutType {
  return (stringOf(given, 'type') ?? 'uniform') as FanOutType;
}

/** Faults of the parameter that its schema can't express. */
export function checkFanOut(params: Parameters): readonly ParameterFault[] {
  const given = objectOf(params, 'fan_out');
  const fanOut = fanOutOf(params);
  if (!given || !fanOut) return [];
  const { needed, optional } = FIELDS[fanOut.type];
  const known = ['type', ...needed, ...optional];
  const missing = needed.filter((field) => given[field] === undefined);
  const extra = Object.keys(given).filter((field) => !known.includes(field));
  const { min, max, mean, dispersion, type } = fanOut;
  const isWide = (type === 'negative_binomial' || type === 'geometric') && mean / dispersion > MAX_SPREAD;
  return [
    ...missing.map((field) => ({ parameter: `fan_out.${field}`, code: 'missing', message: `${type} needs ${field}`, allowed: known })),
    ...extra.map((field) => ({ parameter: `fan_out.${field}`, code: 'unknown_parameter', message: `${type} has no ${field}`, allowed: known })),
    ...(min > max ? [{ parameter: 'fan_out.min', code: 'range_reversed', value: min, message: `the fewest rows ${min} are above the most ${max}`, allowed: `at most ${max}` }] : []),
    ...(max === 0 ? [{ parameter: 'fan_out.max', code: 'out_of_range', value: max, message: 'no parent would have a row', allowed: 'at least 1' }] : []),
    ...(type === 'zipf' && max > MAX_ZIPF ? [{ parameter: 'fan_out.max', code: 'out_of_range', value: max, message: `max is ${max}`, allowed: `at most ${formatNumber(MAX_ZIPF)} with zipf` }] : []),
    ...(isWide ? [{ parameter: 'fan_out.mean', code: 'out_of_range', value: mean, message: `a mean of ${mean} with the dispersion ${dispersion} spreads too far`, allowed: `a mean up to ${formatNumber(MAX_SPREAD)} times the dispersion` }] : []),
  ];
}

/** Turns a uniform 32-bit draw into a number of rows. */
export function makeFanOutDraw({ type, mean, dispersion, alpha, min, max }: FanOut): (draw: number) => number {
  const clamped = (count: (draw: number) => number) => (draw: number): number => {
    const rows = count(draw);
    return rows < min ? min : rows > max ? max : rows;
  };
  switch (type) {
    case 'fixed':
      return () => min;
    case 'uniform': {
      const scale = (max - min + 1) * TWO_POW_MINUS_32;
      return (draw) => min + Math.floor(draw * scale);
    }
    case 'zipf': {
      const choose = makeWeightedChoice(Array.from({ length: max - min + 1 }, (_, i) => Math.exp(-alpha * Math.log(i + 1))));
      return (draw) => min + choose(draw);
    }
    case 'poisson':
      return clamped(makeUnimodalDraw({ first: 0, last: Infinity, mode: Math.floor(mean), ratio: (k) => mean / (k + 1) }));
    case 'negative_binomial':
    case 'geometric': {
      // P(k + 1) / P(k) = (k + r) / (k + 1) · m / (m + r); the mode is floor((r - 1) m / r).
      const share = mean / (mean + dispersion);
      const mode = Math.max(0, Math.floor(((dispersion - 1) * mean) / dispersion));
      return clamped(makeUnimodalDraw({ first: 0, last: Infinity, mode, ratio: (k) => ((k + dispersion) / (k + 1)) * share }));
    }
  }
}

/** Strata of the draws over which a mean is taken. */
const STRATA = 65_536;

/** Mean number of rows of a parent, clamps included. */
export function meanFanOut(fanOut: FanOut): number {
  const { type, min, max, mean } = fanOut;
  if (type === 'fixed') return min;
  if (type === 'uniform') return (min + max) / 2;
  if (type !== 'zipf' && min === 0 && max === MAX_CHILDREN) return mean;
  const draw = makeFanOutDraw(fanOut);
  let sum = 0;
  for (let i = 0; i < STRATA; i++) sum += draw((i + 0.5) * (2 ** 32 / STRATA));
  return sum / STRATA;
}

/** `poisson, mean 3`, `3 to 10`: rows of each parent. */
export function summarizeFanOut({ type, mean, dispersion, alpha, min, max }: FanOut): string {
  const low = type !== 'zipf' && min === 0 ? '' : `, at least ${formatNumber(min)}`;
  const high = max === MAX_CHILDREN ? '' : `, at most ${formatNumber(max)}`;
  switch (type) {
    case 'fixed':
      return formatNumber(min);
    case 'uniform':
      return `${formatNumber(min)} to ${formatNumber(max)}`;
    case 'zipf':
      return `zipf ${formatNumber(alpha)}, ${formatNumber(min)} to ${formatNumber(max)}`;
    default:
      return `${type}, mean ${formatNumber(mean)}${type === 'negative_binomial' ? `, dispersion ${formatNumber(dispersion)}` : ''}${low}${high}`;
  }
}
