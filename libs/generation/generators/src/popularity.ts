import type { ParameterFault } from './generator-kind';
import { formatNumber } from './numeric-scale';
import { numberOf, objectOf, stringOf, type ParameterSpec, type Parameters } from './parameters';

/** Exponent of a Zipf distribution. */
export const ALPHA_PARAMETER: ParameterSpec = {
  name: 'alpha',
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 20,
  description: 'Exponent of the Zipf distribution, above 0; about 1 in language and in sales.',
};

const SHARE_PARAMETER: ParameterSpec = {
  name: 'share',
  type: 'number',
  exclusiveMinimum: 0,
  exclusiveMaximum: 1,
  description: 'Share of the first one, above 0 and below 1.',
};

/** How often each of several things is drawn, as plain data. */
export type Popularity =
  | { readonly type: 'uniform' }
  | { readonly type: 'zipf'; readonly alpha: number }
  | { readonly type: 'head_tail'; readonly share: number; readonly alpha: number };

/** What each type of popularity needs beside its name. */
const NEEDED: Readonly<Record<Popularity['type'], readonly string[]>> = { uniform: [], zipf: ['alpha'], head_tail: ['share', 'alpha'] };

/** A parameter that says how popular things are, in one of some ways. */
export function popularityParameter(name: string, description: string, types: readonly Popularity['type'][]): ParameterSpec {
  const needed = new Set(types.flatMap((type) => NEEDED[type]));
  return {
    name,
    type: 'object',
    description,
    fields: [
      { name: 'type', type: 'string', required: true, oneOf: types, description: 'Kind of popularity.' },
      ...[ALPHA_PARAMETER, SHARE_PARAMETER].filter((field) => needed.has(field.name)),
    ],
  };
}

/** Reads such a parameter, once it is checked. */
export function popularityOf(params: Parameters, name: string): Popularity | undefined {
  const given = objectOf(params, name);
  if (!given) return undefined;
  const alpha = numberOf(given, 'alpha', 1);
  const type = stringOf(given, 'type');
  if (type === 'zipf') return { type, alpha };
  return type === 'head_tail' ? { type, alpha, share: numberOf(given, 'share', 0.5) } : { type: 'uniform' };
}

/** Faults of such a parameter that its schema can't express. */
export function checkPopularity(params: Parameters, name: string): readonly ParameterFault[] {
  const given = objectOf(params, name);
  const popularity = popularityOf(params, name);
  if (!given || !popularity) return [];
  const needed = NEEDED[popularity.type];
  const missing = needed.filter((field) => given[field] === undefined);
  const extra = Object.keys(given).filter((field) => field !== 'type' && !needed.includes(field));
  return [
    ...missing.map((field) => ({ parameter: `${name}.${field}`, code: 'missing', message: `${popularity.type} needs ${field}` })),
    ...extra.map((field) => ({ parameter: `${name}.${field}`, code: 'unknown_parameter', message: `${popularity.type} has no ${field}`, allowed: ['type', ...needed] })),
  ];
}

/** Relative frequencies of `count` things in the order of their popularity; undefined where all are equal. */
export function popularityWeights(popularity: Popularity, count: number): readonly number[] | undefined {
  if (popularity.type === 'uniform') return undefined;
  const zipf = (ranks: number): number[] => Array.from({ length: ranks }, (_, rank) => Math.exp(-popularity.alpha * Math.log(rank + 1)));
  if (popularity.type === 'zipf' || count === 1) return zipf(count);
  const tail = zipf(count - 1);
  const total = tail.reduce((sum, weight) => sum + weight, 0);
  return [popularity.share, ...tail.map((weight) => (weight / total) * (1 - popularity.share))];
}

/** `zipf 1.1`, `50 % the first, zipf 1.1 the rest`. */
export function summarizePopularity(popularity: Popularity): string {
  if (popularity.type === 'uniform') return 'uniform';
  return popularity.type === 'zipf' ? `zipf ${popularity.alpha}` : `${formatNumber(popularity.share * 100)} % the first, zipf ${popularity.alpha} the rest`;
}
