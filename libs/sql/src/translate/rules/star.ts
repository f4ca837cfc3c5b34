import { UNKNOWN } from '../../types/type';
import { text } from '../text';
import { expandStar } from '../star-columns';
import type { Star } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** `*`, `t.*`, and what is left out or changed behind it. */
export function translateStar(t: Translator, node: Star, scope: Scope): Fragment {
  if (node.changes.length === 0) return { text: text(node, node), type: UNKNOWN, atom: true };
  return { text: expandStar(t, node, scope), type: UNKNOWN, atom: true };
}
