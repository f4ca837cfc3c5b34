import { DURATION_ALLOWED, parseDuration } from '../durations';
import type { ParameterFault } from '../generator-kind';
import { formatNumber } from '../numeric-scale';
import type { Parameters } from '../parameters';
import type { ModifiedColumn, ModifierKind } from './modifier-kind';
import { NUMERIC_TYPES, onNumbers, TIME_TYPES, unitsPerMs } from './on-numbers';

/** Adds a number, or an amount of time. */
export const add: ModifierKind<{ readonly amount: number }> = {
  kind: 'add',
  description: 'Adds a number; to a day or a moment a number of days, or an amount of time such as `90 minutes` or `-PT12H`. Times of the day go on after midnight.',
  types: [...NUMERIC_TYPES, ...TIME_TYPES],
  parameters: [{ name: 'value', type: 'scalar', required: true, description: 'The number, or the amount of time; negative ones subtract.' }],
  example: { value: 5 },
  check: (params, column) => (amountOf(params, column) === undefined ? [faultOf(params, column)] : []),
  summarize: ({ value }) => (typeof value === 'number' ? (value < 0 ? `− ${formatNumber(-value)}` : `+ ${formatNumber(value)}`) : `+ ${String(value)}`),
  prepare: (params, column) => ({ amount: amountOf(params, column) ?? 0 }),
  compile: ({ amount }, kernel) =>
    onNumbers(kernel, (values, _rows, count) => {
      for (let i = 0; i < count; i++) values[i] += amount;
    }),
};

/** In units of the column. */
function amountOf({ value }: Parameters, { type }: ModifiedColumn): number | undefined {
  if (!TIME_TYPES.includes(type.kind)) return typeof value === 'number' ? value : undefined;
  const isNegative = typeof value === 'number' ? value < 0 : typeof value === 'string' && value.startsWith('-');
  const ms = parseDuration(typeof value === 'number' ? Math.abs(value) : String(value).replace(/^[+-]\s*/, ''));
  return ms === undefined ? undefined : (isNegative ? -ms : ms) * unitsPerMs(type.kind);
}

function faultOf({ value }: Parameters, { type }: ModifiedColumn): ParameterFault {
  return { parameter: 'value', code: 'wrong_type', message: `value is ${JSON.stringify(value)}`, allowed: TIME_TYPES.includes(type.kind) ? DURATION_ALLOWED : 'a number' };
}
