import type { ColumnType } from '@dw-sim/contracts';
import { onGrid } from '../bounded-quantile';
import { DAY_MS, FIRST_MOMENT, LAST_MOMENT } from '../expression/calendar';
import type { KernelContext } from '../generator-kind';
import type { Kernel } from '../kernel';
import { decimalsOf, numericLimits, type NumberRange } from '../numeric-scale';
import { numberOf, stringOf, type Parameters } from '../parameters';
import { resolveEnd, resolveTime } from '../relative-time';
import { roundTo } from '../rounding';
import { onNumbers } from './on-numbers';
import { modifierKind } from './registry';

/** Changes of a column's values in their order, and what the result is made to fit, as plain data. */
export interface PreparedModifiers {
  readonly steps: readonly { readonly kind: string; readonly prepared: unknown }[];
  readonly fit: Fit;
}

/** Range and rounding of changed numbers. */
export interface Fit extends NumberRange {
  /** Digits after the point; null keeps all. */
  readonly decimals: number | null;
  /** Values after which they begin anew, such as the microseconds of a day; 0 where they don't. */
  readonly cycle: number;
}

const DAY_MICROS = DAY_MS * 1000;

/**
 * What changed values are made to fit: the type's range and decimals, the decimals of the generator, and the bounds
 * that the column declares.
 * @param declared `min` and `max` of a numeric column, `start` and `end` of one of times
 */
export function fitOf(type: ColumnType, generatorParams: Parameters, declared: Parameters, clock: number): Fit {
  switch (type.kind) {
    case 'TIME':
      return { min: 0, max: DAY_MICROS - 1, decimals: 0, cycle: DAY_MICROS };
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMPTZ': {
      const unitMs = type.kind === 'DATE' ? DAY_MS : 1;
      const start = resolveTime(stringOf(declared, 'start') ?? '', clock) ?? FIRST_MOMENT;
      const end = resolveEnd(stringOf(declared, 'end') ?? '', clock) ?? LAST_MOMENT;
      return { min: type.kind === 'DATE' ? Math.floor(start / unitMs) : Math.ceil(start), max: Math.floor(end / unitMs), decimals: 0, cycle: 0 };
    }
    case 'INT':
    case 'BIGINT':
    case 'FLOAT':
    case 'DECIMAL': {
      const limits = numericLimits(type);
      const decimals = decimalsOf(type, generatorParams);
      const range = { min: Math.max(limits.min, numberOf(declared, 'min', limits.min)), max: Math.min(limits.max, numberOf(declared, 'max', limits.max)) };
      const { min, max } = onGrid(range, decimals);
      return { min, max, decimals: decimals ?? null, cycle: 0 };
    }
    default:
      return { min: 0, max: 1, decimals: 0, cycle: 0 };
  }
}

/** The kernel of a column with its modifiers, which draw from streams of their own; the kernel itself where there are none. */
export function modifiedKernel(kernel: Kernel, modifiers: PreparedModifiers | undefined, context: KernelContext): Kernel {
  if (!modifiers) return kernel;
  const changed = modifiers.steps.reduce((inner, { kind, prepared }, index) => {
    const modifier = modifierKind(kind);
    if (!modifier) throw new Error(`the plan holds the unknown modifier ${kind}`);
    return modifier.compile(prepared, inner, { ...context, key: (purpose) => context.key(`modifier ${index} ${purpose}`) });
  }, kernel);
  return changed.lane === 'number' ? fitted(changed, modifiers.fit) : changed;
}

function fitted(kernel: Kernel, { min, max, decimals, cycle }: Fit): Kernel {
  return onNumbers(kernel, (values, _rows, count) => {
    for (let i = 0; i < count; i++) {
      let x = decimals === null ? values[i] : roundTo(values[i], decimals);
      if (cycle > 0) x -= Math.floor(x / cycle) * cycle;
      values[i] = x >= max ? max : x > min ? x : min;
    }
  });
}
