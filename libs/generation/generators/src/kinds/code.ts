import { composedText } from '../composed-text';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import { numberOf, type Parameters } from '../parameters';

/** Crockford's base 32: no I, L, O or U, so that codes read well and spell nothing. */
const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

/** Random codes of letters and digits. */
export const code: GeneratorKind<{ readonly length: number }> = {
  kind: 'code',
  description: 'Random codes of upper-case letters and digits (Crockford\'s base 32), such as `7Q2ZK0VD`.',
  types: ['VARCHAR'],
  parameters: [{ name: 'length', type: 'integer', minimum: 1, maximum: 64, description: 'Characters; 10 by default, fewer in a shorter column.' }],
  example: { length: 8 },
  check: (params, column) => checkLength(params, column),
  summarize: (params, column) => `code of ${codeLength(params, column)} characters`,
  distinctCount: (params, column) => 32 ** codeLength(params, column),
  prepare: (params, column) => ({ length: codeLength(params, column) }),
  compile: ({ length }, context) => {
    const parts = groupsOf(length).map((values, index) => ({ values, key: context.key(`part ${index}`) }));
    return composedText(parts, context.unique ? context.key('value') : undefined);
  },
};

function columnLength({ type }: ColumnContext): number {
  return type.kind === 'VARCHAR' ? (type.length ?? Infinity) : Infinity;
}

function codeLength(params: Parameters, column: ColumnContext): number {
  return numberOf(params, 'length', Math.min(10, columnLength(column)));
}

function checkLength(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  if (codeLength(params, column) <= columnLength(column)) return [];
  return [{ parameter: 'length', code: 'too_long', message: `a code of ${codeLength(params, column)} characters does not fit`, allowed: `at most ${columnLength(column)}` }];
}

/** Characters in pairs, so that a code of ten is five draws. */
function groupsOf(length: number): readonly (readonly string[])[] {
  const pairs = ALPHABET.flatMap((first) => ALPHABET.map((second) => first + second));
  return Array.from({ length: Math.ceil(length / 2) }, (_, i) => (2 * i + 1 < length ? pairs : ALPHABET));
}

