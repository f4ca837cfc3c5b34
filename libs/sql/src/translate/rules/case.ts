import { commonType, isSemiStructured } from '../../types/type';
import { asCondition, jsonText, toJson } from '../json';
import { comparable } from './comparison';
import type { Case, Expression } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** CASE: conditions that are JSON become conditions, and results that are JSON for one branch are for all. */
export function translateCase(t: Translator, node: Case, scope: Scope): Fragment {
  const operand = node.operand && t.expression(node.operand, scope);
  const simple = operand && isSemiStructured(operand.type) ? jsonText(t, operand) : operand;
  const condition = (value: Expression) => {
    const fragment = t.expression(value, scope);
    return simple ? comparable(t, fragment, simple.type) : asCondition(t, fragment);
  };
  const results = [...node.whens.map(({ result }) => result), ...(node.otherwise ? [node.otherwise] : [])];
  const translated = new Map(results.map((result) => [result, t.expression(result, scope)]));
  const type = commonType([...translated.values()].map((fragment) => fragment.type));
  const isJson = isSemiStructured(type) && [...translated.values()].some((fragment) => !isSemiStructured(fragment.type));
  const resultText = (result: Expression) => {
    const fragment = translated.get(result)!;
    const isNull = result.kind === 'literal' && result.type === 'null';
    return (isJson && !isNull ? toJson(t, fragment) : fragment).text;
  };
  const written = t.copy(node, (child) => {
    if (child.kind === 'when') return t.copy(child, (part) => (part === child.condition ? condition(child.condition).text : resultText(child.result)));
    return child === node.operand ? simple!.text : resultText(child as Expression);
  });
  return { text: written, type, atom: true };
}
