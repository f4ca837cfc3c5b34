import type { ParameterFault } from '../generator-kind';
import { formatNumber } from '../numeric-scale';
import { numberOf, type Parameters } from '../parameters';
import type { ModifierKind } from './modifier-kind';
import { NUMERIC_TYPES, onNumbers } from './on-numbers';

/** Multiplies by a number. */
export const multiply: ModifierKind<{ readonly factor: number }> = {
  kind: 'multiply',
  description: 'Multiplies by a number.',
  types: NUMERIC_TYPES,
  parameters: [
    { name: 'value', type: 'number', description: 'The factor.' },
    { name: 'factor', type: 'number', description: 'The same, by another name.' },
  ],
  example: { value: 1.2 },
  check: (params) => exactlyOne(params, ['value', 'factor']),
  summarize: (params) => `× ${formatNumber(factorOf(params))}`,
  prepare: (params) => ({ factor: factorOf(params) }),
  compile: ({ factor }, kernel) =>
    onNumbers(kernel, (values, _rows, count) => {
      for (let i = 0; i < count; i++) values[i] *= factor;
    }),
};

function factorOf(params: Parameters): number {
  return numberOf(params, 'value', numberOf(params, 'factor', 1));
}

/** The fault of names of which not exactly one is given. */
function exactlyOne(params: Parameters, names: readonly string[]): readonly ParameterFault[] {
  const given = names.filter((name) => params[name] !== undefined);
  if (given.length === 1) return [];
  return [{ parameter: given.at(1) ?? '', code: given.length === 0 ? 'missing' : 'ambiguous', message: given.length === 0 ? `${names.join(' or ')} is missing` : `${names.join(' and ')} are both given`, allowed: `exactly one of ${names.join(' and ')}` }];
}
