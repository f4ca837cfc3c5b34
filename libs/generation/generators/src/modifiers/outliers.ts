import { hash32 } from '@dw-sim/generation-rng';
import type { ColumnContext, KernelContext, NestedGenerator, ParameterFault } from '../generator-kind';
import type { Kernel, NumberKernel } from '../kernel';
import { formatNumber } from '../numeric-scale';
import { isObject, numberOf, stringOf, type Parameters } from '../parameters';
import { generatorKind } from '../registry';
import type { ModifierKind } from './modifier-kind';
import { NUMERIC_TYPES, onNumbers } from './on-numbers';

const DEFAULT_MAGNITUDE = { type: 'uniform', min: 3, max: 10 };
const DEFAULT_LENGTH = 5;
/** Distributions by names that the catalogue does not know. */
const SYNONYMS: Readonly<Record<string, string>> = { uniform: 'uniform_float', const: 'uniform_float', gaussian: 'normal' };
const PARAMETER_SYNONYMS: Readonly<Record<string, Readonly<Record<string, string>>>> = { normal: { std: 'stddev', sigma: 'stddev' }, uniform_float: { low: 'min', high: 'max' } };

interface Prepared {
  readonly rate: number;
  readonly isDrop: boolean;
  /** Rows that are outliers together. */
  readonly length: number;
  readonly magnitude: { readonly kind: string; readonly prepared: unknown };
}

/** Makes some values far too large or too small. */
export const outliers: ModifierKind<Prepared> = {
  kind: 'outliers',
  description: 'Multiplies a share of the values by a magnitude (`spike`), divides them by it (`drop`), or multiplies stretches of consecutive rows by one magnitude each (`burst`).',
  types: NUMERIC_TYPES,
  parameters: [
    { name: 'rate', type: 'number', required: true, minimum: 0, maximum: 1, description: 'Share of the rows that are outliers.' },
    { name: 'mode', type: 'string', oneOf: ['spike', 'drop', 'burst'], description: 'spike by default.' },
    { name: 'magnitude_dist', type: 'any', form: 'number, or distribution { type, … }', description: 'The magnitude: a number, or a distribution such as `{"type": "lognormal", "mean": 1.5, "sigma": 0.3}`; uniform from 3 to 10 by default.' },
    { name: 'length', type: 'integer', minimum: 1, maximum: 1_000_000, description: `Rows of a burst; ${DEFAULT_LENGTH} by default.` },
  ],
  example: { rate: 0.01, mode: 'spike', magnitude_dist: { type: 'uniform', min: 5, max: 20 } },
  check: (params) => [...checkMagnitude(params), ...checkLength(params)],
  nested: (params, column) => {
    const { kind, params: given } = magnitudeOf(params);
    return [{ path: 'magnitude_dist', kind, params: given, column: magnitudeColumn(column) } satisfies NestedGenerator];
  },
  summarize: (params) => `${formatNumber(numberOf(params, 'rate', 0) * 100)} % ${modeOf(params) === 'burst' ? 'in bursts' : `${modeOf(params)}s`}`,
  prepare: (params, column) => {
    const { kind, params: given } = magnitudeOf(params);
    return { rate: numberOf(params, 'rate', 0), isDrop: modeOf(params) === 'drop', length: modeOf(params) === 'burst' ? numberOf(params, 'length', DEFAULT_LENGTH) : 1, magnitude: { kind, prepared: generatorKind(kind)?.prepare(given, magnitudeColumn(column)) } };
  },
  compile,
};

function modeOf(params: Parameters): string {
  return stringOf(params, 'mode') ?? 'spike';
}

/** The distribution of the magnitude as a generator of the catalogue. */
function magnitudeOf({ magnitude_dist: given = DEFAULT_MAGNITUDE }: Parameters): { readonly kind: string; readonly params: Parameters } {
  if (typeof given === 'number') return { kind: 'uniform_float', params: { min: given, max: given } };
  const { type, params, ...flat } = given as Parameters;
  const kind = Object.hasOwn(SYNONYMS, String(type)) ? SYNONYMS[String(type)] : String(type);
  const names = Object.hasOwn(PARAMETER_SYNONYMS, kind) ? PARAMETER_SYNONYMS[kind] : {};
  const all = { ...flat, ...(isObject(params) ? params : {}) };
  return { kind, params: Object.fromEntries(Object.entries(all).map(([name, value]) => [Object.hasOwn(names, name) ? names[name] : name, value])) };
}

function magnitudeColumn(column: ColumnContext): ColumnContext {
  return { ...column, type: { kind: 'FLOAT' }, unique: false, nullable: false };
}

function checkMagnitude({ magnitude_dist: given }: Parameters): readonly ParameterFault[] {
  if (given === undefined || (typeof given === 'number' && Number.isFinite(given))) return [];
  const allowed = 'a number, or a distribution { "type": …, … }';
  if (!isObject(given) || typeof given['type'] !== 'string') return [{ parameter: 'magnitude_dist', code: 'wrong_type', message: `magnitude_dist is ${JSON.stringify(given)}`, allowed }];
  const { kind } = magnitudeOf({ magnitude_dist: given });
  const generator = generatorKind(kind);
  return !generator || generator.isDistribution || kind === 'uniform_float' ? [] : [{ parameter: 'magnitude_dist.type', value: given['type'], code: 'not_applicable', message: `${kind} is no distribution of numbers`, allowed }];
}

function checkLength(params: Parameters): readonly ParameterFault[] {
  if (params['length'] === undefined || modeOf(params) === 'burst') return [];
  return [{ parameter: 'length', code: 'not_applicable', message: 'only bursts have a length', allowed: 'mode: burst, or no length' }];
}

/** Rows are cut into stretches of one length, and whole stretches are outliers: the share of rows is the rate, and no row needs another. */
function compile({ rate, isDrop, length, magnitude }: Prepared, kernel: Kernel, context: KernelContext): Kernel {
  const [k0, k1] = context.key('outlier');
  const [phase] = context.key('phase');
  const offset = (phase >>> 0) % length;
  const threshold = rate * 2 ** 32;
  const magnitudes = generatorKind(magnitude.kind)?.compile(magnitude.prepared, { ...context, type: { kind: 'FLOAT' }, unique: false, nullable: false }) as NumberKernel;
  let [at, stretches, factors] = [new Uint32Array(0), new Uint32Array(0), new Float64Array(0)];
  return onNumbers(kernel, (values, rows, count) => {
    if (at.length < count) [at, stretches, factors] = [new Uint32Array(count), new Uint32Array(count), new Float64Array(count)];
    let found = 0;
    for (let i = 0; i < count; i++) {
      const stretch = Math.floor((rows[i] + offset) / length);
      if (hash32(stretch, k0, k1) >= threshold) continue;
      at[found] = i;
      stretches[found++] = stretch;
    }
    if (found === 0) return;
    magnitudes.fill(factors, stretches, found);
    for (let i = 0; i < found; i++) values[at[i]] = isDrop ? values[at[i]] / factors[i] : values[at[i]] * factors[i];
  });
}
