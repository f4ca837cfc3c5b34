import type { Cursor } from './cursor';

/** How tightly operators bind, as in PostgreSQL's manual; higher binds tighter. */
export const PRECEDENCE = { or: 1, and: 2, not: 3, is: 4, comparison: 5, match: 6, other: 7, additive: 8, multiplicative: 9, power: 10, timeZone: 11, collate: 12, sign: 13 } as const;

const SYMBOLS: ReadonlyMap<string, number> = new Map([
  ...['=', '==', '<', '>', '<=', '>=', '<>', '!='].map((symbol) => [symbol, PRECEDENCE.comparison] as const),
  ...['||', '&', '|', '#', '<<', '>>', '~', '~*', '!~', '!~*', '~~', '~~*', '!~~', '!~~*', '&&', '@>', '<@', '^@', '->', '->>', '#>', '#>>'].map((symbol) => [symbol, PRECEDENCE.other] as const),
  ...['+', '-'].map((symbol) => [symbol, PRECEDENCE.additive] as const),
  ...['*', '/', '%', '//'].map((symbol) => [symbol, PRECEDENCE.multiplicative] as const),
  ...['^', '**'].map((symbol) => [symbol, PRECEDENCE.power] as const),
]);

const WORDS: ReadonlyMap<string, number> = new Map([['OR', PRECEDENCE.or], ['AND', PRECEDENCE.and]]);

/** Precedence of the operator between two operands that comes next; undefined where none does. */
export function binaryPrecedence(cursor: Cursor): number | undefined {
  const { token } = cursor;
  if (token?.kind === 'symbol') return SYMBOLS.get(token.text);
  return token?.kind === 'word' ? WORDS.get(token.text) : undefined;
}

/** Signs before an operand. */
export const PREFIX_SYMBOLS: ReadonlySet<string> = new Set(['-', '+', '~', '@', '|/', '||/']);
