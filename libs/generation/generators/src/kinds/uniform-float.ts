import { uniform53 } from '@dw-sim/generation-rng';
import type { GeneratorKind } from '../generator-kind';
import type { NumberKernel } from '../kernel';
import { DECIMALS_PARAMETER, RANGE_PARAMETERS, checkRange } from '../range-parameters';
import { decimalsOf, defaultRange, formatNumber, MAX_EXACT } from '../numeric-scale';
import { drawn, permuted } from './uniform-int';

type Prepared =
  | { readonly grid: true; readonly firstUnit: number; readonly size: number; readonly unitsPerOne: number }
  | { readonly grid: false; readonly min: number; readonly max: number };

/** Numbers with a fraction, uniform between min and max. */
export const uniformFloat: GeneratorKind<Prepared> = {
  kind: 'uniform_float',
  description: 'Numbers from min to max with a fraction, each as likely as any other.',
  types: ['FLOAT', 'DECIMAL'],
  parameters: [...RANGE_PARAMETERS, DECIMALS_PARAMETER],
  example: { min: 0.5, max: 99.5, decimals: 2 },
  check: checkRange,
  summarize: (params, { type }) => {
    const { min, max } = defaultRange(type, params);
    const decimals = decimalsOf(type, params);
    return `${formatNumber(min)} to ${formatNumber(max)}${decimals === undefined ? '' : `, ${decimals} decimals`}`;
  },
  distinctCount: (params, { type }) => {
    const grid = gridOf(defaultRange(type, params), decimalsOf(type, params));
    if (grid) return grid.size;
    const { min, max } = defaultRange(type, params);
    return min === max ? 1 : 2 ** 32;
  },
  prepare: (params, { type }) => {
    const range = defaultRange(type, params);
    return gridOf(range, decimalsOf(type, params)) ?? { grid: false, ...range };
  },
  compile: (prepared, context) => {
    const key = context.key('value');
    if (!prepared.grid) return context.unique ? spread(prepared, key) : continuous(prepared, key);
    const units = { min: prepared.firstUnit, size: prepared.size };
    return divided(context.unique ? permuted(units, key) : drawn(units, key), prepared.unitsPerOne);
  },
};

/** The range as whole units of the last decimal, so that every value is the nearest double to a decimal number. */
function gridOf({ min, max }: { min: number; max: number }, decimals: number | undefined): Extract<Prepared, { grid: true }> | undefined {
  if (decimals === undefined) return undefined;
  const unitsPerOne = 10 ** decimals;
  const firstUnit = Math.ceil(roundOff(min * unitsPerOne));
  const lastUnit = Math.floor(roundOff(max * unitsPerOne));
  if (Math.max(Math.abs(firstUnit), Math.abs(lastUnit)) > MAX_EXACT) return undefined;
  return { grid: true, firstUnit, size: Math.max(0, lastUnit - firstUnit + 1), unitsPerOne };
}

/** Takes out the error of a multiplication: 1.1 * 100 is 110.00000000000001. */
function roundOff(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < 1e-9 * Math.max(1, Math.abs(value)) ? nearest : value;
}

function divided(units: NumberKernel, unitsPerOne: number): NumberKernel {
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      units.fill(out, rows, count);
      for (let i = 0; i < count; i++) out[i] /= unitsPerOne;
    },
  };
}

function continuous({ min, max }: { min: number; max: number }, [k0, k1]: readonly [number, number]): NumberKernel {
  const span = max - min;
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = min + uniform53(rows[i], k0, k1) * span;
    },
  };
}

/** Distinct doubles: a permuted grid of 2^32 steps. */
function spread({ min, max }: { min: number; max: number }, key: readonly [number, number]): NumberKernel {
  const steps = permuted({ min: 0, size: 2 ** 32 }, key);
  const step = (max - min) / 2 ** 32;
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      steps.fill(out, rows, count);
      for (let i = 0; i < count; i++) out[i] = min + out[i] * step;
    },
  };
}
