import { asCondition } from '../json';
import { operatorResult } from '../../types/operator-result';
import { textOf, type Part, type Text } from '../text';
import { comparisonRule } from './comparison';
import { divisionRule } from './division';
import { arithmeticRule } from './arithmetic';
import { symbolRule } from './symbol-operators';
import type { Binary, Operator, Span } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** An operator between two operands; undefined where the engine's own does. */
export type BinaryRule = (t: Translator, operator: Operator, left: Fragment, right: Fragment) => Fragment | undefined;

const RULES: readonly BinaryRule[] = [comparisonRule, divisionRule, arithmeticRule, symbolRule];

/** Operators of one precedence, from left to right. */
export function translateBinary(t: Translator, node: Binary, scope: Scope): Fragment {
  const [first, ...rest] = node.operands;
  const isLogical = node.operators[0]!.text === 'AND' || node.operators[0]!.text === 'OR';
  const operand = (index: number): Fragment => {
    const fragment = t.expression(index === 0 ? first! : rest[index - 1]!, scope);
    return isLogical ? asCondition(t, fragment) : fragment;
  };
  let left = operand(0);
  // Between operands the user's text stays, comments with it.
  let parts: Part[] = [left.text];
  let written = node.operands[0]!.end;
  node.operators.forEach((operator, index) => {
    const right = operand(index + 1);
    const span = { start: node.start, end: node.operands[index + 1]!.end };
    const replaced = isLogical ? undefined : applyRules(t, operator, wholeOf(span, parts, left), right);
    const type = replaced?.type ?? operatorResult(operator.text, left.type, right.type, t.dialect);
    if (replaced) parts = [replaced.text];
    else parts.push({ start: written, end: node.operands[index + 1]!.start }, right.text);
    written = node.operands[index + 1]!.end;
    left = { text: left.text, type, atom: replaced?.atom ?? false };
  });
  return { text: textOf(node, parts), type: left.type, atom: node.operators.length > 0 ? left.atom : true };
}

function applyRules(t: Translator, operator: Operator, left: Fragment, right: Fragment): Fragment | undefined {
  for (const rule of RULES) {
    const replaced = rule(t, operator, left, right);
    if (replaced) return replaced;
  }
  return undefined;
}

/** What stands left of an operator; its text is made only where a rule asks for it. */
function wholeOf(span: Span, parts: readonly Part[], left: Fragment): Fragment {
  let made: Text | undefined;
  return {
    type: left.type,
    atom: left.atom,
    literal: left.literal,
    get text() {
      return (made ??= textOf(span, parts));
    },
  };
}
