import { Scope } from '../../types/scope';
import { UNKNOWN, ofFamily } from '../../types/type';
import { text } from '../text';
import type { Lambda } from '../../parse/syntax';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** `x -> f(x)`: the parameters are elements of semi-structured arrays. */
export function translateLambda(t: Translator, node: Lambda, scope: Scope): Fragment {
  if (!t.isDuckDb) return t.refuse(node, 'Functions of elements are not possible on PostgreSQL.', 'Use the warehouse duckdb.');
  const inner = new Scope(scope);
  inner.addSource({ name: '', path: [], columns: node.parameters.map(({ text: name }) => ({ name, type: ofFamily('json') })) });
  const names = node.parameters.map((name) => t.source(name)).join(', ');
  return { text: text(node, `lambda ${names}: `, t.expression(node.body, inner).text), type: UNKNOWN, atom: true };
}
