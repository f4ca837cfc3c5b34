import { asCondition } from './json';
import { translateSource } from './source';
import { text, textOf, type Part, type Text } from './text';
import type { Join, JoinTree } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { Translator } from './translator';

/** A source and what is joined to it; each source may be named by what comes behind it. */
export function translateFrom(t: Translator, tree: JoinTree, scope: Scope): Text {
  const parts: Part[] = [translateSource(t, tree.first, scope)];
  let at = tree.first.end;
  for (const join of tree.joins) {
    parts.push({ start: at, end: join.start }, translateJoin(t, join, scope));
    at = join.end;
  }
  return textOf(tree, parts);
}

function translateJoin(t: Translator, join: Join, scope: Scope): Text {
  const source = translateSource(t, join.source, scope);
  const isAsof = join.words.includes('ASOF');
  const words = join.words.includes('DIRECTED') ? `${join.words.filter((word) => word !== 'DIRECTED').join(' ')} JOIN ` : { start: join.start, end: join.source.start };
  if (isAsof) return translateAsof(t, join, source, scope);
  const on = join.on && asCondition(t, t.expression(join.on, scope)).text;
  if (on) return text(join, words, source, { start: join.source.end, end: join.on!.start }, on, { start: join.on!.end, end: join.end });
  if (join.using.length > 0) return text(join, words, source, { start: join.source.end, end: join.end });
  const needsCondition = !join.words.some((word) => word === 'CROSS' || word === 'NATURAL');
  return text(join, words, source, needsCondition ? ' ON TRUE' : '');
}

/** Snowflake keeps the rows of the left table that have no match. */
function translateAsof(t: Translator, join: Join, source: Text, scope: Scope): Text {
  if (!t.isDuckDb || !join.match || join.using.length > 0) return t.refuse(join, 'This ASOF JOIN is not supported.', 'Write ASOF JOIN t MATCH_CONDITION (a.x >= t.y) ON a.k = t.k.');
  const match = t.expression(join.match, scope).text;
  const on = join.on ? ['(', t.expression(join.on, scope).text, ') AND '] : [];
  return text(join, 'ASOF LEFT JOIN ', source, ' ON ', ...on, match);
}
