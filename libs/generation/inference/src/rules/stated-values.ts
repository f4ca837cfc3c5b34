import type { Proposal } from '../proposal';
import { familyOf, isWhole, lengthOf, type Subject } from '../subject';

type Value = string | number | boolean;

/** Values that the DDL allows, or that the comment lists: `A = active, I = inactive`, `one of: red, green`. */
export function statedValues(subject: Subject): readonly Proposal[] {
  const allowed = subject.facts.values;
  if (allowed) return choice(subject, allowed, 'One of the values that its constraint allows.');
  const listed = valuesOfComment(subject.definition.description ?? '');
  return listed.length >= 2 ? choice(subject, listed, 'One of the values that its comment lists.') : [];
}

function choice(subject: Subject, values: readonly Value[], reason: string): readonly Proposal[] {
  const held = [...new Set(values.map((value) => asHeld(value, subject)).filter((value) => value !== undefined))];
  if (held.length === 0) return [];
  const likely = held.findIndex((value) => value === asHeld(subject.facts.defaultValue ?? '', subject));
  const weights = likely >= 0 && held.length > 1 ? { weights: held.map((_, index) => (index === likely ? 2 * (held.length - 1) : 1)) } : {};
  return [{ fill: { generator: { type: 'choice', params: { values: held, ...weights } } }, reason, isClosed: true }];
}

/** A value in the column's type; undefined where it can't be one. */
function asHeld(value: Value, subject: Subject): Value | undefined {
  const { min_value: min = -Infinity, max_value: max = Infinity } = subject.definition;
  if (familyOf(subject) === 'text') return String(value).length <= lengthOf(subject) ? String(value) : undefined;
  if (familyOf(subject) === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (familyOf(subject) !== 'number' || String(value).trim() === '' || typeof value === 'boolean') return undefined;
  const number = Number(value);
  return Number.isFinite(number) && (Number.isInteger(number) || !isWhole(subject)) && number >= min && number <= max ? number : undefined;
}

/** `0=no, 1=yes`, `A: active; B: blocked`, `one of red, green or blue`, `(S, M, L)`. */
function valuesOfComment(comment: string): readonly string[] {
  const pairs = [...comment.matchAll(/(?:^|[\s,;(|/])['"]?([A-Za-z0-9_-]{1,20})['"]?\s*(?:=|->|=>|:|–)\s*['"]?[A-Za-z]/g)].map(([, value]) => value);
  const separators = comment.match(/[,;|/]/g)?.length ?? 0;
  if (pairs.length >= 2 && separators >= pairs.length - 1) return pairs;
  const list = /(?:one of|either|values?|allowed|possible values|can be)(?: are| is|:)*\s*[:({[]?\s*([^.()]+)/i.exec(comment)?.[1];
  const items = (list ?? '').split(/\s*(?:,|;|\||\/|\bor\b|\band\b)\s*/).map((item) => item.trim().replace(/^['"]|['"]$/g, '')).filter(Boolean);
  return items.length >= 2 && items.every((item) => /^[\w -]{1,30}$/.test(item)) ? items : [];
}
