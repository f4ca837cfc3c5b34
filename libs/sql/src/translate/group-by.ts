import type { Expression, GroupBy, GroupingSet, SyntaxNode } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { Text } from './text';
import type { Translator } from './translator';

/** GROUP BY with ROLLUP, CUBE and GROUPING SETS, which both engines have. */
export function translateGroupBy(t: Translator, node: GroupBy, scope: Scope): Text {
  if (node.all && !t.isDuckDb) t.refuse(node, 'GROUP BY ALL is not possible on PostgreSQL.', 'Write the columns.');
  const item = (child: SyntaxNode): Text => (child.kind === 'grouping' ? t.copy(child as GroupingSet, item) : t.expression(child as Expression, scope).text);
  return t.copy(node, item);
}
