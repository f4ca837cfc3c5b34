import { fold, type Scope } from '../types/scope';
import { asCondition } from './json';
import { text, type Part, type Text } from './text';
import type { Expression, JoinTree, Select, SyntaxNode } from '../parse/syntax';
import type { Translator } from './translator';

/** FROM with the joins that marks in WHERE ask for, and what is left of WHERE. */
export interface MarkedJoins {
  readonly from: Text;
  readonly where: Part;
}

/**
 * `FROM a, b WHERE a.id = b.id (+)`: a LEFT JOIN to the table whose columns have the mark, on the conditions that have it. Undefined
 * where no condition has one.
 */
export function markedJoins(t: Translator, node: Select, trees: ReadonlyMap<JoinTree, Text>, scope: Scope): MarkedJoins | undefined {
  const conditions = node.where ? conjuncts(node.where.values[0]!) : [];
  const marked = conditions.map((condition) => ({ condition, marks: marksOf(condition) }));
  if (marked.every(({ marks }) => marks.length === 0)) return undefined;
  const joined = new Map<JoinTree, Expression[]>();
  for (const { condition, marks } of marked.filter((each) => each.marks.length > 0)) {
    const targets = new Set(marks.map((mark) => treeOf(t, node, mark, scope)));
    if (targets.size > 1) t.refuse(condition, 'The marks (+) of a condition are at columns of two tables.', 'Write LEFT JOIN … ON ….');
    const [target] = targets as Set<JoinTree>;
    joined.set(target!, [...(joined.get(target!) ?? []), condition]);
  }
  const others = node.from.filter((tree) => !joined.has(tree));
  if (others.length === 0) t.refuse(node.where!, 'Every table has the mark (+), so that none is left to join to.', 'Write LEFT JOIN … ON ….');
  const on = (condition: Expression) => asCondition(t, t.asOperand(t.marked(() => t.expression(condition, scope)))).text;
  const joins = inOrder(t, joined, scope).flatMap(([tree, list]): readonly Part[] => [' LEFT JOIN ', trees.get(tree)!, ' ON ', ...between(list.map(on), ' AND ')]);
  const rest = marked.filter(({ marks }) => marks.length === 0).map(({ condition }) => asCondition(t, t.operand(condition, scope)).text);
  const place = { start: node.from[0]!.start, end: node.from.at(-1)!.end };
  return {
    from: text(place, ...between(others.map((tree) => trees.get(tree)!), ' CROSS JOIN '), ...joins),
    where: rest.length === 0 ? '' : text(node.where!, 'WHERE ', ...between(rest, ' AND ')),
  };
}

function between(parts: readonly Part[], separator: string): readonly Part[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

function conjuncts(node: Expression): readonly Expression[] {
  if (node.kind === 'paren') return conjuncts(node.inner);
  return node.kind === 'binary' && node.operators.every(({ text: operator }) => operator === 'AND') ? node.operands.flatMap(conjuncts) : [node];
}

type Mark = Extract<Expression, { kind: 'outer-mark' }>;

/** Not those of queries inside, which have a FROM of their own. */
function marksOf(node: SyntaxNode): readonly Mark[] {
  if (node.kind === 'outer-mark') return [node];
  return node.kind === 'query' || !('children' in node) ? [] : node.children.flatMap(marksOf);
}

/** The table in FROM that a marked column is of. */
function treeOf(t: Translator, node: Select, mark: Mark, scope: Scope): JoinTree {
  const name = sourceNames(mark, scope)[0];
  const tree = node.from.find(({ first }) => name !== undefined && nameOf(first) === name);
  if (!tree) return t.refuse(mark, 'The mark (+) is at no column of a table in FROM.', 'Put the table’s name before the column, or write LEFT JOIN … ON ….');
  return tree.joins.length > 0 ? t.refuse(mark, 'The table with the mark (+) has joins of its own.', 'Write LEFT JOIN … ON ….') : tree;
}

function nameOf({ alias, base }: JoinTree['first']): string | undefined {
  const name = alias?.text ?? (base.kind === 'table' ? base.path.at(-1)!.text : undefined);
  return name === undefined ? undefined : fold(name);
}

/** Names of the sources whose columns an expression has. */
function sourceNames(node: SyntaxNode, scope: Scope): readonly string[] {
  if (node.kind === 'column') {
    const { source } = scope.resolve(node.parts.map((part) => part.text));
    return source ? [fold(source.name)] : node.parts.length > 1 ? [fold(node.parts.at(-2)!.text)] : [];
  }
  return 'children' in node ? node.children.flatMap((child) => sourceNames(child, scope)) : [];
}

/** A table comes behind those that its conditions name. */
function inOrder(t: Translator, joined: ReadonlyMap<JoinTree, readonly Expression[]>, scope: Scope): readonly (readonly [JoinTree, readonly Expression[]])[] {
  const waiting = new Map(joined);
  const ordered: (readonly [JoinTree, readonly Expression[]])[] = [];
  while (waiting.size > 0) {
    const next = [...waiting].find(([tree, list]) => [...waiting.keys()].every((other) => other === tree || !list.some((condition) => sourceNames(condition, scope).includes(nameOf(other.first)!))));
    if (!next) return t.refuse([...waiting.values()][0]![0]!, 'Tables with the mark (+) are joined to each other in a circle.', 'Write LEFT JOIN … ON ….');
    ordered.push(next);
    waiting.delete(next[0]);
  }
  return ordered;
}
