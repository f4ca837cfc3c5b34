import { readExpression } from './expression';
import type { Cursor } from './cursor';
import type { OrderItem } from './syntax';

/** The items behind ORDER BY. */
export function readOrderBy(cursor: Cursor): OrderItem[] {
  return cursor.list(() => readItem(cursor));
}

function readItem(cursor: Cursor): OrderItem {
  const { start } = cursor;
  const value = readExpression(cursor);
  const descending = cursor.takeWord('DESC');
  if (!descending) cursor.takeWord('ASC');
  if (!cursor.takeWord('NULLS')) return cursor.node('order-item', start, { value, descending });
  const first = cursor.takeWord('FIRST');
  if (!first) cursor.expectWord('LAST');
  return cursor.node('order-item', start, { value, descending, nulls: first ? ('FIRST' as const) : ('LAST' as const) });
}
