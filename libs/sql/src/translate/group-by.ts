import { aliasText } from './order-by';
import type { Text } from './text';
import type { Expression, GroupBy, GroupingSet, SyntaxNode } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { Translator } from './translator';

/** GROUP BY with ROLLUP, CUBE and GROUPING SETS, which both engines have. */
export function translateGroupBy(t: Translator, node: GroupBy, scope: Scope): Text {
  if (node.all && !t.isDuckDb) t.refuse(node, 'GROUP BY ALL is not possible on PostgreSQL.', 'Write the columns.');
  const item = (child: SyntaxNode): Text => (child.kind === 'grouping' ? t.copy(child as GroupingSet, item) : groupText(t, child as Expression, scope));
  return t.copy(node, item);
}

/** A name alone may be an alias in both engines. */
function groupText(t: Translator, node: Expression, scope: Scope): Text {
  const isAlias = node.kind === 'column' && scope.resolve(node.parts.map(({ text: name }) => name)).kind === 'alias';
  return isAlias ? aliasText(t, node) : t.expression(node, scope).text;
}
