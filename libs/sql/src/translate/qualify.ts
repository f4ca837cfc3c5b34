import { fold, type Column, type Scope } from '../types/scope';
import { orderItem } from './order-by';
import { spellName } from './quote';
import { text, type Part, type Text } from './text';
import type { Clause, OrderItem, Select, SelectItem } from '../parse/syntax';
import type { Translator } from './translator';

/** What QUALIFY is written with. */
interface Qualified {
  readonly items: ReadonlyMap<SelectItem, Text>;
  /** Of the result; undefined where they are not known. */
  readonly columns?: readonly Column[];
  readonly orderBy: readonly OrderItem[];
  readonly scope: Scope;
}

/** QUALIFY for PostgreSQL, which has none. */
export interface OutsideQualify {
  /** The items with the condition, and what the result is ordered by, behind them. */
  readonly items: ReadonlyMap<SelectItem, Text>;
  readonly orderBy: ReadonlyMap<OrderItem, Text>;
  /** The select around the one that computes the condition. */
  around(inner: Text): Text;
}

/** The condition becomes a column of a sub-query, and the query around it filters by that. */
export function qualifyOutside(t: Translator, node: Select, qualify: Clause, { items, columns, orderBy, scope }: Qualified): OutsideQualify {
  if (!columns) return t.refuse(qualify, 'QUALIFY is not possible on PostgreSQL beside a star whose columns are not known.', 'Write the columns that you want.');
  if (node.distinct) return t.refuse(qualify, 'QUALIFY beside DISTINCT is not possible on PostgreSQL.', 'Put the DISTINCT around a sub-query.');
  const hidden: Part[] = [', (', t.expression(qualify.values[0]!, scope).text, ') AS dw_keep'];
  const order = new Map<OrderItem, Text>();
  orderBy.forEach((item, index) => {
    if (isOfResult(item, columns)) return;
    hidden.push(', ', t.expression(item.value, scope).text, ` AS dw_order_${index + 1}`);
    order.set(item, text(item, `dw_order_${index + 1}`, { start: item.value.end, end: item.end }));
  });
  const last = node.items.at(-1)!;
  const all = new Map(items);
  all.set(last, text(last, items.get(last)!, ...hidden));
  for (const item of orderBy) if (!order.has(item)) order.set(item, item.value.kind === 'column' ? text(item, item) : orderItem(t, item, scope));
  const names = columns.map(({ name }) => spellName(name)).join(', ');
  return { items: all, orderBy: order, around: (inner) => text(node, `SELECT ${names} FROM (`, inner, ') AS dw_rows WHERE dw_keep') };
}

/** The place or the name of a column of the result. */
function isOfResult({ value }: OrderItem, columns: readonly Column[]): boolean {
  if (value.kind === 'literal') return true;
  return value.kind === 'column' && value.parts.length === 1 && columns.some(({ name }) => fold(name) === fold(value.parts[0]!.text));
}
