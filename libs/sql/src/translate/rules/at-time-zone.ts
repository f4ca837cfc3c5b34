import { ofFamily } from '../../types/type';
import type { AtTimeZone, Expression } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** AT TIME ZONE, which both engines have: a timestamp of a zone becomes a moment, a moment the zone's timestamp. */
export function translateAtTimeZone(t: Translator, node: AtTimeZone, scope: Scope): Fragment {
  if (!node.zone) return t.refuse(node, 'AT LOCAL is not supported.', "Write AT TIME ZONE 'UTC'.");
  const value = t.expression(node.value, scope);
  const type = ofFamily(value.type.family === 'timestamptz' ? 'timestamp' : 'timestamptz');
  return { text: t.copy(node, (child) => (child === node.value ? value.text : t.expression(child as Expression, scope).text)), type, atom: false };
}
