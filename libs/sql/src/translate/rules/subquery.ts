import { ofFamily, UNKNOWN } from '../../types/type';
import type { Exists, Expression, Quantified, Subquery } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** A query that gives one value. */
export function translateSubquery(t: Translator, node: Subquery, scope: Scope): Fragment {
  const query = t.query(node.query, scope);
  return { text: t.copy(node, () => query.text), type: query.columns?.[0]?.type ?? UNKNOWN, atom: true };
}

export function translateExists(t: Translator, node: Exists, scope: Scope): Fragment {
  return { text: t.copy(node, () => t.query(node.query, scope).text), type: ofFamily('boolean'), atom: true };
}

/** `ANY (…)` behind a comparison. */
export function translateQuantified(t: Translator, node: Quantified, scope: Scope): Fragment {
  const [item] = node.items;
  if (item?.kind !== 'query') return t.refuse(node, `${node.word} needs a query here.`, 'Use IN (…) for a list of values.');
  const query = t.query(item, scope);
  return { text: t.copy(node, (child) => (child.kind === 'query' ? query.text : t.expression(child as Expression, scope).text)), type: query.columns?.[0]?.type ?? UNKNOWN, atom: true };
}
