import { hash32, makeQuantileDraw, normalQuantile } from '@dw-sim/generation-rng';
import { formatNumber } from '../numeric-scale';
import { numberOf, stringOf } from '../parameters';
import type { ModifierKind } from './modifier-kind';
import { NUMERIC_TYPES, onNumbers, TIME_TYPES, unitsPerMs } from './on-numbers';

const MINUTE_MS = 60_000;

/** Normal noise on numbers. */
export const jitter: ModifierKind<{ readonly std: number; readonly isAdded: boolean }> = {
  kind: 'jitter',
  description: 'Normal noise: with the mode `mul` (the default) multiplies by 1 + std × z, with `add` adds std × z, where z is a standard normal draw of the row.',
  types: NUMERIC_TYPES,
  parameters: [
    { name: 'std', type: 'number', required: true, minimum: 0, description: 'Standard deviation of the noise: a share with `mul`, in units of the column with `add`.' },
    { name: 'mode', type: 'string', oneOf: ['mul', 'add'], description: 'Whether the noise is relative or absolute.' },
  ],
  example: { std: 0.05, mode: 'mul' },
  summarize: (params) => `± ${stringOf(params, 'mode') === 'add' ? formatNumber(numberOf(params, 'std', 0)) : `${formatNumber(numberOf(params, 'std', 0) * 100)} %`}`,
  prepare: (params) => ({ std: numberOf(params, 'std', 0), isAdded: stringOf(params, 'mode') === 'add' }),
  compile: ({ std, isAdded }, kernel, context) => {
    const [k0, k1] = context.key('jitter');
    const z = makeQuantileDraw(normalQuantile);
    return onNumbers(kernel, (values, rows, count) => {
      if (isAdded) for (let i = 0; i < count; i++) values[i] += std * z(hash32(rows[i], k0, k1));
      else for (let i = 0; i < count; i++) values[i] *= 1 + std * z(hash32(rows[i], k0, k1));
    });
  },
};

/** Normal noise on days and moments. */
export const timeJitter: ModifierKind<{ readonly std: number }> = {
  kind: 'time_jitter',
  description: 'Normal noise on times, in minutes; days are rounded to the nearest, times of the day go on after midnight.',
  types: TIME_TYPES,
  parameters: [{ name: 'std_minutes', type: 'number', required: true, minimum: 0, description: 'Standard deviation in minutes.' }],
  example: { std_minutes: 30 },
  summarize: (params) => `± ${formatNumber(numberOf(params, 'std_minutes', 0))} min`,
  prepare: (params, { type }) => ({ std: numberOf(params, 'std_minutes', 0) * MINUTE_MS * unitsPerMs(type.kind) }),
  compile: ({ std }, kernel, context) => {
    const [k0, k1] = context.key('jitter');
    const z = makeQuantileDraw(normalQuantile);
    return onNumbers(kernel, (values, rows, count) => {
      for (let i = 0; i < count; i++) values[i] += std * z(hash32(rows[i], k0, k1));
    });
  },
};
