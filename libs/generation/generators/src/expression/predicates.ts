import type { Operator, Syntax } from './syntax';

/** `operand IN (a, b)`: any of the comparisons, each at the place of its item. */
export function membership(operand: Syntax, items: readonly Syntax[], at: number): Syntax {
  const equal = items.map((item): Syntax => ({ kind: 'operator', at: item.at, operator: '=', args: [operand, item] }));
  return equal.length === 1 ? equal[0] : { kind: 'operator', at, operator: 'or', args: equal };
}

/** `operand BETWEEN low AND high`, both included. */
export function range(operand: Syntax, low: Syntax, high: Syntax, at: number): Syntax {
  const bound = (operator: Operator, limit: Syntax): Syntax => ({ kind: 'operator', at: limit.at, operator, args: [operand, limit] });
  return { kind: 'operator', at, operator: 'and', args: [bound('>=', low), bound('<=', high)] };
}

/** `NOT` before a predicate's word: `x NOT IN (…)`. */
export function negate(negated: boolean, syntax: Syntax): Syntax {
  return negated ? { kind: 'operator', at: syntax.at, operator: 'not', args: [syntax] } : syntax;
}
