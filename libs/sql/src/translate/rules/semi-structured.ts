import { isSemiStructured, ofFamily } from '../../types/type';
import { jsonAt, toJson, type Step } from '../json';
import { quoteText } from '../quote';
import { text, type Part } from '../text';
import type { ArrayLiteral, Expression, Field, Index, ObjectLiteral } from '../../parse/syntax';
import type { Scope } from '../../types/scope';
import type { Fragment } from '../fragment';
import type { Translator } from '../translator';

/** `a:b.c[0]`: steps that are written out make one path. */
export function translatePath(t: Translator, node: Field | Index, scope: Scope): Fragment {
  const steps: Step[] = [];
  let inner: Expression = node;
  for (;;) {
    const step = constantStep(t, inner);
    if (step === undefined || (inner.kind !== 'field' && inner.kind !== 'index')) break;
    steps.unshift(step);
    inner = inner.value;
  }
  if (steps.length > 0) {
    const value = jsonOperand(t, inner, scope);
    return { text: text(node, ...jsonAt(t, value, steps)), type: ofFamily('json'), atom: true };
  }
  return translateComputedIndex(t, node as Index, scope);
}

function constantStep(t: Translator, node: Expression): Step | undefined {
  if (node.kind === 'field') return node.colon || node.field.quoted || t.isSnowflake ? node.field.text : node.field.text.toLowerCase();
  if (node.kind !== 'index' || node.slice || !node.index) return undefined;
  const literal = node.index.kind === 'literal' ? node.index : undefined;
  if (literal?.type === 'number' && /^\d+$/.test(literal.raw)) return Number(literal.raw);
  if (literal?.type === 'string' && !literal.raw.includes('\\')) return literal.raw.slice(1, -1).replaceAll("''", "'");
  return undefined;
}

/**
 * A NULL in ARRAY_CONSTRUCT is Snowflake's undefined: shown so, and NULL where it is taken out. JSON has only null, which is another
 * value, so that it is refused where the difference shows.
 */
export function refuseUndefined(t: Translator, node: Expression): void {
  if (!t.isSnowflake || node.kind !== 'call' || node.name !== 'ARRAY_CONSTRUCT') return;
  const missing = node.args.find((arg) => arg.kind === 'literal' && arg.type === 'null');
  if (missing) t.refuse(missing, 'A NULL in ARRAY_CONSTRUCT is undefined in Snowflake, which is not simulated.', "Use ARRAY_CONSTRUCT_COMPACT, or PARSE_JSON('null') for a null of JSON.");
}

/** What is navigated into must be JSON: a text that holds some is not navigable in the warehouse either. */
function jsonOperand(t: Translator, node: Expression, scope: Scope): Part {
  refuseUndefined(t, node);
  const value = t.operand(node, scope);
  if (isSemiStructured(value.type) || value.type.family === 'unknown') return value.text;
  return t.refuse(node, `${t.source(node)} is of the type ${value.type.family} and has no parts.`, t.isSnowflake ? 'Parse it first: PARSE_JSON(…).' : 'Parse it first: JSON_PARSE(…).');
}

/** `a[i]`: an element by number, a member by name. */
function translateComputedIndex(t: Translator, node: Index, scope: Scope): Fragment {
  if (node.slice || !node.index) return t.refuse(node, 'Slices of arrays are not part of this dialect.', 'Use ARRAY_SLICE(…) or SUBARRAY(…).');
  const value = jsonOperand(t, node.value, scope);
  const index = t.operand(node.index, scope);
  const isName = index.type.family === 'text';
  if (!t.isDuckDb) return { text: text(node, '(', value, ' -> CAST(', index.text, isName ? ' AS text))' : ' AS integer))'), type: ofFamily('json'), atom: true };
  if (isName) return { text: text(node, 'json_extract(', value, `, '$."' || `, index.text, ` || '"')`), type: ofFamily('json'), atom: true };
  // DuckDB counts negative places from the end; the warehouses have nothing there.
  const found = ['json_extract(', value, ", '$[' || CAST(", index.text, " AS BIGINT) || ']')"];
  return { text: text(node, '(CASE WHEN ', index.text, ' >= 0 THEN ', ...found, ' END)'), type: ofFamily('json'), atom: true };
}

/** `[a, b]`: JSON's array. */
export function translateArray(t: Translator, node: ArrayLiteral, scope: Scope): Fragment {
  const items = node.items.map((item) => (item.kind === 'query' ? t.refuse(item, 'ARRAY(SELECT …) is not part of this dialect.', 'Use ARRAY_AGG(…).') : element(t, item, scope)));
  const parts = items.flatMap((item, index) => (index === 0 ? [item] : [', ', item]));
  return { text: text(node, t.isDuckDb ? 'json_array(' : 'jsonb_build_array(', ...parts, ')'), type: ofFamily('array'), atom: true };
}

/** A key and its value; `name` is the key as it reads. */
interface Member {
  readonly key: Part;
  readonly name: string;
  readonly value: Part;
}

/** `{'a': 1}`: JSON's object. */
export function translateObject(t: Translator, node: ObjectLiteral, scope: Scope): Fragment {
  const members = node.entries.map((entry): Member => {
    if (entry.kind === 'star') return t.refuse(entry, 'A star in an object literal is not supported.', 'Write its columns.');
    const key = entry.key.kind === 'column' ? quoteText(entry.key.parts[0]!.text) : t.expression(entry.key, scope).text;
    return { key, name: t.plain(key), value: element(t, entry.value, scope) };
  });
  // Snowflake keeps the keys of an object in order.
  if (t.isSnowflake && members.every(({ name }) => name.startsWith("'"))) members.sort((a, b) => (a.name.slice(1, -1) < b.name.slice(1, -1) ? -1 : 1));
  const parts = members.flatMap(({ key, value }, index): readonly Part[] => [...(index === 0 ? [] : [', ']), key, ', ', value]);
  return { text: text(node, t.isDuckDb ? 'json_object(' : 'jsonb_build_object(', ...parts, ')'), type: ofFamily('object'), atom: true };
}

function element(t: Translator, node: Expression, scope: Scope): Part {
  return toJson(t, t.expression(node, scope)).text;
}
