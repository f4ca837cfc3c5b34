import { orderItem } from './order-by';
import type { Expression, OrderItem, WindowSpec } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { Text } from './text';
import type { Translator } from './translator';

/** A window in brackets. */
export function translateWindow(t: Translator, node: WindowSpec, scope: Scope): Text {
  return t.copy(node, (child) => {
    if (child.kind === 'order-item') return orderItem(t, child as OrderItem, scope);
    return child.kind === 'name' ? child : t.expression(child as Expression, scope).text;
  });
}
