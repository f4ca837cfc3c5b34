import { ofFamily } from '../../types/type';
import { asCondition } from '../json';
import { comparable } from './comparison';
import type { Between, Expression, InList, IsTest, Query } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** IS NULL, IS TRUE, IS DISTINCT FROM. */
export function translateIs(t: Translator, node: IsTest, scope: Scope): Fragment {
  const value = t.expression(node.value, scope);
  const written = node.what === 'TRUE' || node.what === 'FALSE' ? asCondition(t, value) : value;
  return { text: t.copy(node, (child) => (child === node.value ? written.text : t.expression(child as Expression, scope).text)), type: ofFamily('boolean'), atom: false };
}

/** BETWEEN, as the two comparisons that it stands for. */
export function translateBetween(t: Translator, node: Between, scope: Scope): Fragment {
  const [low, high] = [t.expression(node.low, scope), t.expression(node.high, scope)];
  const value = comparable(t, t.expression(node.value, scope), low.type);
  const parts = new Map<Expression, Fragment>([[node.value, value], [node.low, comparable(t, low, value.type)], [node.high, comparable(t, high, value.type)]]);
  return { text: t.copy(node, (child) => parts.get(child as Expression)!.text), type: ofFamily('boolean'), atom: false };
}

/** IN a list or a query. */
export function translateIn(t: Translator, node: InList, scope: Scope): Fragment {
  const items = node.items.map((item) => ({ item, query: item.kind === 'query' ? t.query(item, scope) : undefined, value: item.kind === 'query' ? undefined : t.expression(item, scope) }));
  const first = items[0];
  const type = first?.query?.columns?.[0]?.type ?? first?.value?.type ?? ofFamily('unknown');
  const value = comparable(t, t.expression(node.value, scope), type);
  const texts = new Map<Expression | Query, Fragment['text']>(items.map(({ item, query, value: each }) => [item, query?.text ?? comparable(t, each!, value.type).text]));
  const written = t.copy(node, (child) => (child === node.value ? value.text : texts.get(child as Expression | Query)));
  return { text: written, type: ofFamily('boolean'), atom: false };
}

