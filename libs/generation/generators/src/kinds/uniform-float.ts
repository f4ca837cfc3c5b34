import { uniform53 } from '@dw-sim/generation-rng';
import type { GeneratorKind } from '../generator-kind';
import type { NumberKernel } from '../kernel';
import { DECIMALS_PARAMETER, RANGE_PARAMETERS, checkRange } from '../range-parameters';
import { decimalsOf, defaultRange, formatNumber, gridOf, type Grid, type NumberRange } from '../numeric-scale';
import { drawn, permuted, unitAt } from './uniform-int';

type Prepared = (Grid & { readonly grid: true }) | (NumberRange & { readonly grid: false });

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
    const range = defaultRange(type, params);
    return gridOf(range, decimalsOf(type, params))?.size ?? stepsOf(range).count;
  },
  prepare: (params, { type }) => {
    const range = defaultRange(type, params);
    const grid = gridOf(range, decimalsOf(type, params));
    return grid ? { grid: true, ...grid } : { grid: false, ...range };
  },
  compile: (prepared, context) => {
    const key = context.key('value');
    if (!prepared.grid) return context.unique ? spread(prepared, key) : continuous(prepared, key);
    const units = { min: prepared.firstUnit, size: prepared.size };
    return divided(context.unique ? permuted(units, key) : drawn(units, key), prepared.unitsPerOne);
  },
  quantile: (prepared) => {
    if (!prepared.grid) return (p) => Math.min(prepared.max, prepared.min + p * (prepared.max - prepared.min));
    const unit = unitAt({ min: prepared.firstUnit, size: prepared.size });
    return (p) => unit(p) / prepared.unitsPerOne;
  },
};

function divided(units: NumberKernel, unitsPerOne: number): NumberKernel {
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      units.fill(out, rows, count);
      for (let i = 0; i < count; i++) out[i] /= unitsPerOne;
    },
  };
}

function continuous({ min, max }: NumberRange, [k0, k1]: readonly [number, number]): NumberKernel {
  const span = max - min;
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) {
        const x = min + uniform53(rows[i], k0, k1) * span;
        // The sum may be rounded over the end.
        out[i] = x > max ? max : x;
      }
    },
  };
}

/** Equal steps that stay apart as doubles: at least four of their spacings, 2^32 in all at most. */
function stepsOf({ min, max }: NumberRange): { readonly count: number; readonly step: number } {
  const spacing = Math.max(Math.max(Math.abs(min), Math.abs(max)) * Number.EPSILON, Number.MIN_VALUE);
  const count = Math.min(2 ** 32, Math.floor((max - min) / (4 * spacing)) + 1);
  return { count, step: (max - min) / count };
}

/** Distinct doubles: a permutation of the steps. */
function spread(range: NumberRange, key: readonly [number, number]): NumberKernel {
  const { count: size, step } = stepsOf(range);
  const steps = permuted({ min: 0, size }, key);
  return {
    lane: 'number',
    fill: (out, rows, count) => {
      steps.fill(out, rows, count);
      for (let i = 0; i < count; i++) out[i] = range.min + out[i] * step;
    },
  };
}
