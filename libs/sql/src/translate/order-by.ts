import { isSemiStructured, UNKNOWN } from '../types/type';
import { text, textOf, type Part, type Text } from './text';
import { writtenName } from './quote';
import type { ColumnReference, OrderItem } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { Fragment } from './fragment';
import type { Translator } from './translator';

/** The items of an ORDER BY with the user's own text between them. */
export function orderItems(t: Translator, items: readonly OrderItem[], scope: Scope): Text {
  const span = { start: items[0]!.start, end: items.at(-1)!.end };
  const parts = items.flatMap((item, index): Part[] => [...(index === 0 ? [] : [{ start: items[index - 1]!.end, end: item.start }]), orderItem(t, item, scope)]);
  return textOf(span, parts);
}

/** Both warehouses put NULLs last in ascending order and first in descending order, as PostgreSQL does; DuckDB always last. */
export function orderItem(t: Translator, item: OrderItem, scope: Scope): Text {
  const value = orderValue(t, item, scope);
  const behind = { start: item.value.end, end: item.end };
  const nulls = t.isDuckDb && item.descending && item.nulls === undefined ? ' NULLS FIRST' : '';
  if (!isSemiStructured(value.type) || !t.isDuckDb) return text(item, value.text, behind, nulls);
  // JSON orders by its numbers, then by its texts.
  const inner = t.asOperand(value).text;
  return text(item, 'TRY_CAST(', inner, " ->> '$' AS DOUBLE)", behind, nulls, ', ', inner, " ->> '$'", behind, nulls);
}

/** A name alone may be an alias in both engines. */
function orderValue(t: Translator, { value }: OrderItem, scope: Scope): Fragment {
  if (t.source(value).toUpperCase() === 'ALL') return allColumns(t, value);
  const found = value.kind === 'column' ? scope.resolve(value.parts.map(({ text: name }) => name)) : undefined;
  return found?.kind === 'alias' ? { text: aliasText(t, value as ColumnReference), type: found.type, atom: true } : t.expression(value, scope);
}

/** An alias as it is written, with quotes where the engine wants them. */
export function aliasText(t: Translator, node: ColumnReference): Text {
  return text(node, node.parts.length === 1 ? writtenName(t, node.parts[0]!) : node);
}

/** ORDER BY ALL: by every column, from left to right. */
function allColumns(t: Translator, value: OrderItem['value']): Fragment {
  if (!t.isSnowflake) t.refuse(value, 'Redshift has no ORDER BY ALL.', 'Write the columns.');
  return { text: text(value, value), type: UNKNOWN, atom: true };
}
