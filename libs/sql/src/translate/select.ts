import { Scope, type Column } from '../types/scope';
import { asCondition } from './json';
import { itemName, needsAlias } from './item-name';
import { markedJoins } from './outer-marks';
import { translateFrom } from './from';
import { translateGroupBy } from './group-by';
import { qualifyOutside } from './qualify';
import { spellName, writtenName } from './quote';
import { refuseUndefined } from './rules/semi-structured';
import { ofFamily } from '../types/type';
import { starColumns } from './star-columns';
import { text, type Part, type Text } from './text';
import { translateWindow } from './window';
import type { Clause, Expression, GroupBy, JoinTree, NamedWindow, Select, SelectItem, SyntaxNode } from '../parse/syntax';
import type { QueryOptions, TranslatedBody } from './query';
import type { Fragment } from './fragment';
import type { Translator } from './translator';

/** A select: FROM first, since it says what the names mean, then the items from left to right. */
export function translateSelect(t: Translator, node: Select, outer: Scope, options: QueryOptions): TranslatedBody {
  refuseUnsupported(t, node);
  const scope = new Scope(outer);
  const from = new Map(node.from.map((tree) => [tree, translateFrom(t, tree, scope)]));
  const marked = markedJoins(t, node, from, scope);
  const items = new Map<SelectItem, Text>();
  const columns: (readonly Column[] | undefined)[] = [];
  for (const [index, item] of node.items.entries()) {
    refuseUndefined(t, item.value);
    const fragment = shownValue(t, t.expression(item.value, scope), options);
    items.set(item, itemText(t, item, fragment, options, index));
    columns.push(itemColumns(t, item, fragment, scope));
    if (item.alias) scope.addAlias(item.alias.text, { type: fragment.type, expression: fragment.text });
  }
  const limit = node.top && limitOf(t, node.top, scope);
  const known = columns.every((each) => each !== undefined) ? columns.flatMap((each) => each as readonly Column[]) : undefined;
  const orderBy = options.orderBy ?? [];
  const outside = node.qualify && !t.isDuckDb ? qualifyOutside(t, node, node.qualify, { items, columns: known, orderBy, scope }) : undefined;
  const written = t.copy(marked ? withOneFrom(node) : node, (child): Part | undefined => {
    if (marked && child.kind === 'joins') return marked.from;
    if (marked && child === node.where) return marked.where;
    if (child === node.top || child === node.exclude) return '';
    if (child === node.qualify && outside) return '';
    if (child.kind === 'item') return (outside?.items ?? items).get(child);
    if (child.kind === 'joins') return from.get(child as JoinTree);
    if (child.kind === 'group-by') return translateGroupBy(t, child as GroupBy, scope);
    if (child.kind === 'named-window') return t.copy(child, (part) => (part === (child as NamedWindow).window ? translateWindow(t, (child as NamedWindow).window, scope) : undefined));
    return clauseText(t, child as Clause, scope);
  });
  const shared = { scope, ...(known && { columns: known }), ...(limit !== undefined && { limit }) };
  if (outside) return { ...shared, text: outside.around(written), orderBy: outside.orderBy };
  return { ...shared, text: node.exclude ? excluding(t, node, node.exclude, written) : written };
}

/** The same node with one child in place of all that FROM lists. */
function withOneFrom(node: Select): Pick<Select, 'start' | 'end' | 'children'> {
  const [first] = node.from;
  const whole = { ...first!, end: node.from.at(-1)!.end };
  return { ...node, children: node.children.flatMap((child): readonly SyntaxNode[] => (child.kind !== 'joins' ? [child] : child === first ? [whole] : [])) };
}

function refuseUnsupported(t: Translator, node: Select): void {
  if (node.connectBy.length > 0) t.refuse(node.connectBy[0]!, `${node.connectBy[0]!.word} is not supported.`, 'Use WITH RECURSIVE.');
  if (node.into) t.refuse(node.into, 'SELECT INTO is not allowed: it makes a table.');
}

function clauseText(t: Translator, node: Clause, scope: Scope): Text {
  return t.copy(node, (child) => asCondition(t, t.expression(child as Expression, scope)).text);
}

/** Both warehouses show binary data as its hexadecimal digits, and no engine does. */
function shownValue(t: Translator, fragment: Fragment, { shown }: QueryOptions): Fragment {
  if (!shown || fragment.type.family !== 'binary') return fragment;
  const [before, behind] = t.isSnowflake ? ['hex(', ')'] : t.isDuckDb ? ['lower(hex(', '))'] : ['encode(', ", 'hex')"];
  return { text: text(fragment.text.origin, before, fragment.text, behind), type: ofFamily('text'), atom: true };
}

/** An item with the name that the warehouse would show, where the engine's would differ. */
function itemText(t: Translator, item: SelectItem, fragment: Fragment, { named, columnNames }: QueryOptions, index: number): Text {
  if (item.alias?.quoted) t.quotedNames.add(item.alias.text);
  if (item.alias) return text(item, fragment.text, { start: item.value.end, end: item.alias.start }, item.as ? '' : 'AS ', writtenName(t, item.alias));
  if (!named || columnNames?.[index] !== undefined || !needsAlias(t, item.value, fragment)) return fragment.text;
  const name = itemName(t, item.value);
  return text(item, fragment.text, ` AS ${spellName(name)}`);
}

function itemColumns(t: Translator, item: SelectItem, { type }: Fragment, scope: Scope): readonly Column[] | undefined {
  if (item.value.kind === 'star') return starColumns(item.value, scope);
  return [{ name: item.alias ? t.nameOf(item.alias) : itemName(t, item.value), type }];
}

function limitOf(t: Translator, node: Clause, scope: Scope): Part {
  if (node.modifier !== undefined) t.refuse(node, `TOP with ${node.modifier} is not supported.`, 'Write the number of rows.');
  return t.expression(node.values[0]!, scope).text;
}

/** Redshift's EXCLUDE leaves columns of the whole list out. */
function excluding(t: Translator, node: Select, exclude: Clause, written: Text): Text {
  if (!t.isDuckDb) t.refuse(exclude, 'EXCLUDE is not possible on PostgreSQL.', 'Write the columns that you want.');
  const names = exclude.values.map((value) => t.source(value)).join(', ');
  return text(node, `SELECT * EXCLUDE (${names}) FROM (`, written, ') AS dw_all');
}
