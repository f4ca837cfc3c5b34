import { isSemiStructured, ofFamily } from '../../types/type';
import { cubeRoot } from '../../functions/cube-root';
import { asCondition, jsonAs } from '../json';
import { text } from '../text';
import type { Unary } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** Redshift's operators before a value that DuckDB calls by a name. */
const FUNCTIONS: Readonly<Record<string, string>> = { '|/': 'sqrt', '||/': 'cbrt', '@': 'abs' };

/** NOT, signs, and operators before a value. */
export function translateUnary(t: Translator, node: Unary, scope: Scope): Fragment {
  if (node.operator === 'PRIOR' || node.operator === 'CONNECT_BY_ROOT') t.refuse(node, `${node.operator} is not supported.`, 'Use WITH RECURSIVE.');
  const operand = t.expression(node.operand, scope);
  const name = FUNCTIONS[node.operator];
  if (name === 'abs') return { text: text(node, 'abs(', operand.text, ')'), type: operand.type, atom: true };
  // Roots are doubles, of decimals too.
  if (name === 'cbrt') return { text: text(node, '(', cubeRoot(`CAST(${t.plain(operand.text)} AS DOUBLE PRECISION)`), ')'), type: ofFamily('float'), atom: true };
  if (name !== undefined) return { text: text(node, `${name}(CAST(`, operand.text, ' AS DOUBLE PRECISION))'), type: ofFamily('float'), atom: true };
  const value = node.operator === 'NOT' ? asCondition(t, operand) : isSemiStructured(operand.type) ? jsonAs(t, operand, ofFamily('float')) : operand;
  const type = node.operator === 'NOT' ? ofFamily('boolean') : value.type;
  return { text: text(node, { start: node.start, end: node.operand.start }, value.text), type, atom: false };
}
