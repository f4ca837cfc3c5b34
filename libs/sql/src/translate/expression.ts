import { isSemiStructured, ofFamily, UNKNOWN } from '../types/type';
import { jsonText } from './json';
import { translateAtTimeZone } from './rules/at-time-zone';
import { translateBinary } from './rules/binary';
import { translateCall } from './rules/call';
import { translateCase } from './rules/case';
import { translateCast } from './rules/cast';
import { translateColumn, translatePositional } from './rules/column';
import { translateInterval } from './rules/interval';
import { translateLiteral, translateTyped } from './rules/literal';
import { translateLike } from './rules/like';
import { translateBetween, translateIn, translateIs } from './rules/predicate';
import { translateArray, translateObject, translatePath } from './rules/semi-structured';
import { translateExists, translateQuantified, translateSubquery } from './rules/subquery';
import { translateUnary } from './rules/unary';
import { translateLambda } from './rules/lambda';
import { translateStar } from './rules/star';
import { text } from './text';
import type { Expression } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { Fragment } from './fragment';
import type { Translator } from './translator';

/** Translates an expression: one rule for each kind of node. */
export function translateExpression(t: Translator, node: Expression, scope: Scope): Fragment {
  switch (node.kind) {
    case 'literal':
      return translateLiteral(t, node);
    case 'typed':
      return translateTyped(t, node);
    case 'interval':
      return translateInterval(t, node, scope);
    case 'column':
      return translateColumn(t, node, scope);
    case 'positional':
      return translatePositional(t, node, scope);
    case 'call':
      return translateCall(t, node, scope);
    case 'cast':
      return translateCast(t, node, scope);
    case 'unary':
      return translateUnary(t, node, scope);
    case 'binary':
      return translateBinary(t, node, scope);
    case 'is':
      return translateIs(t, node, scope);
    case 'between':
      return translateBetween(t, node, scope);
    case 'in':
      return translateIn(t, node, scope);
    case 'like':
      return translateLike(t, node, scope);
    case 'case':
      return translateCase(t, node, scope);
    case 'exists':
      return translateExists(t, node, scope);
    case 'subquery':
      return translateSubquery(t, node, scope);
    case 'quantified':
      return translateQuantified(t, node, scope);
    case 'field':
    case 'index':
      return translatePath(t, node, scope);
    case 'array':
      return translateArray(t, node, scope);
    case 'object':
      return translateObject(t, node, scope);
    case 'at-time-zone':
      return translateAtTimeZone(t, node, scope);
    case 'lambda':
      return translateLambda(t, node, scope);
    case 'star':
      return translateStar(t, node, scope);
    case 'paren':
      return translateParenthesized(t, node, scope);
    case 'tuple':
      return { text: t.copy(node, (child) => t.expression(child as Expression, scope).text), type: UNKNOWN, atom: true };
    case 'collate':
      return t.refuse(node, 'COLLATE is not supported: collations of the warehouse are not those of the engine.', 'Compare LOWER(a) with LOWER(b).');
    case 'outer-mark':
      if (t.readsMarks) return { ...t.operand(node.value, scope), atom: true };
      return t.refuse(node, 'The outer join mark (+) is not supported.', 'Write LEFT JOIN … ON ….');
    case 'placeholder': {
      const value = node.text.startsWith('$') ? t.variables.get(node.text.slice(1).toUpperCase()) : undefined;
      if (value) return { ...value, text: text(node, value.text), literal: undefined };
      return t.refuse(node, `${node.text} has no value here.`, node.text.startsWith('$') ? `Set it before: SET ${node.text.slice(1)} = ….` : 'Write the value itself.');
    }
  }
}

function translateParenthesized(t: Translator, node: Extract<Expression, { kind: 'paren' }>, scope: Scope): Fragment {
  const inner = t.expression(node.inner, scope);
  const brackets = t.sql[node.start] === '(';
  const written = brackets ? t.copy(node, () => inner.text) : text(node, '(', inner.text, ')');
  return { ...inner, text: written, atom: true };
}

/** A value as text, where JSON would give quotes. */
export function asText(t: Translator, fragment: Fragment): Fragment {
  return isSemiStructured(fragment.type) ? jsonText(t, fragment) : fragment;
}

export const BOOLEAN = ofFamily('boolean');
