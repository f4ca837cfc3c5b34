import { hash32, makePermutation, MAX_PERMUTATION_SIZE, TWO_POW_MINUS_32, uniform53 } from '@dw-sim/generation-rng';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import type { NumberKernel } from '../kernel';
import { RANGE_PARAMETERS, checkRange } from '../range-parameters';
import { defaultRange, formatNumber, MAX_EXACT, type NumberRange } from '../numeric-scale';
import { numberOf, type Parameters } from '../parameters';

interface Prepared {
  readonly min: number;
  /** Number of values in the range. */
  readonly size: number;
}

/** Whole numbers, each as likely as any other; a permutation of the range where they must be unique. */
export const uniformInt: GeneratorKind<Prepared> = {
  kind: 'uniform_int',
  description: 'Whole numbers from min to max, both included, each as likely as any other.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
  parameters: RANGE_PARAMETERS,
  example: { min: 1, max: 100 },
  // As of a column without decimals, whatever the column's own are.
  check: (params, column) => [...checkRange({ ...params, decimals: 0 }, column), ...checkExact(params, column)],
  summarize: (params, { type }) => {
    const { min, max } = wholeRange(defaultRange(type, params));
    return `${formatNumber(min)} to ${formatNumber(max)}`;
  },
  distinctCount: (params, { type }) => sizeOf(wholeRange(defaultRange(type, params))),
  prepare: (params, { type }) => {
    const range = wholeRange(defaultRange(type, params));
    return { min: range.min, size: sizeOf(range) };
  },
  compile: (prepared, context) =>
    context.unique ? permuted(prepared, context.key('value')) : drawn(prepared, context.key('value')),
  quantile: unitAt,
};

/** Distinct values: a permutation of the range, or of a 2^32 grid with equal steps in a larger one. */
export function permuted({ min, size }: Prepared, key: readonly [number, number]): NumberKernel {
  const domain = Math.min(size, MAX_PERMUTATION_SIZE);
  const step = Math.floor(size / domain);
  const at = makePermutation(domain, key);
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = min + at(rows[i]) * step;
    },
  };
}

/** Whole number at each probability. */
export function unitAt({ min, size }: Prepared): (p: number) => number {
  const last = min + size - 1;
  // The product may be rounded up to the size.
  return (p) => Math.min(last, min + Math.floor(p * size));
}

/** Independent draws. */
export function drawn({ min, size }: Prepared, [k0, k1]: readonly [number, number]): NumberKernel {
  if (size > 2 ** 32) {
    return {
      lane: 'number',
      fill: (out, rows, count) => {
        for (let i = 0; i < count; i++) out[i] = min + Math.floor(uniform53(rows[i], k0, k1) * size);
      },
    };
  }
  const scale = size * TWO_POW_MINUS_32;
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = min + Math.floor(hash32(rows[i], k0, k1) * scale);
    },
  };
}

/** Past 2^53 a FLOAT no longer holds every whole number. */
function checkExact(params: Parameters, { type }: ColumnContext): readonly ParameterFault[] {
  if (type.kind !== 'FLOAT') return [];
  return ['min', 'max']
    .filter((name) => Math.abs(numberOf(params, name, 0)) > MAX_EXACT)
    .map((parameter) => ({ parameter, code: 'out_of_range', message: `${numberOf(params, parameter, 0)} is too large to be followed by the next whole number`, allowed: `${formatNumber(-MAX_EXACT)} to ${formatNumber(MAX_EXACT)}` }));
}

function wholeRange({ min, max }: NumberRange): NumberRange {
  return { min: Math.ceil(min), max: Math.floor(max) };
}

function sizeOf({ min, max }: NumberRange): number {
  return Math.max(0, max - min + 1);
}
