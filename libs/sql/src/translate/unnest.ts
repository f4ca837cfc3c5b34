import { fold, type Scope } from '../types/scope';
import { ofFamily } from '../types/type';
import { spellName } from './quote';
import { text, type Text } from './text';
import type { Expression, Source } from '../parse/syntax';
import type { Translator } from './translator';

/** `FROM t, t.items AS i`: the elements of an array in a SUPER column of a source that stands before. */
export function isUnnesting(t: Translator, { base }: Source, scope: Scope): boolean {
  if (t.dialect !== 'redshift') return false;
  // An element that is an array itself: `FROM t, t.rows AS r, r AS cell`.
  if (base.kind === 'table' && base.path.length === 1) return scope.sources.some(({ name, value }) => value !== undefined && fold(name) === fold(base.path[0]!.text));
  const first = base.kind === 'table' && base.path.length > 1 ? base.path[0]!.text : base.kind === 'table-function' ? pathStart(base.call) : undefined;
  return first !== undefined && scope.sources.some(({ name }) => fold(name) === fold(first));
}

/** First name of a path that ends in brackets: `t.items[0]`. */
function pathStart(node: Expression): string | undefined {
  if (node.kind === 'index' || node.kind === 'field') return pathStart(node.value);
  return node.kind === 'column' ? node.parts[0]!.text : undefined;
}

/**
 * Each element is a row; its alias is the element itself. https://docs.aws.amazon.com/redshift/latest/dg/query-super.html#unnest
 * DuckDB joins them to their row by a hash table, which gives the last one first: it is given them from the end, so that they come in
 * the order of the array.
 */
export function translateUnnesting(t: Translator, node: Source, scope: Scope): Text {
  const { base } = node;
  const path: Expression = base.kind === 'table-function' ? base.call : { kind: 'column', start: base.start, end: base.end, children: [], parts: base.kind === 'table' ? base.path : [] };
  const value = t.operand(path, scope).text;
  const written = node.alias?.text ?? (base.kind === 'table' ? base.path.at(-1)!.text : t.refuse(node, 'The elements need a name.', 'Write t.items[0] AS item.'));
  const name = spellName(written.toLowerCase());
  scope.addSource({ name: written, path: [], columns: [{ name: written, type: ofFamily('json') }], value: { sql: `${name}.${name}`, type: ofFamily('json') } });
  if (node.suffixes.length > 0) t.refuse(node.suffixes[0]!, 'Nothing may stand behind the elements of an array.');
  const rows = node.unpivot ? members(t, value, name, node.at?.text ?? 'key', scope) : node.at ? withPlace(t, value, name, node.at.text, scope) : undefined;
  if (rows) return text(node, ...rows);
  if (t.isDuckDb) return text(node, 'LATERAL (SELECT unnest(list_reverse(CAST(', value, ` AS JSON[]))) AS ${name}) AS ${name}`);
  return text(node, 'LATERAL jsonb_array_elements(', value, `) AS ${name}(${name})`);
}

/** `AS item AT place`: the place counts from 0. */
function withPlace(t: Translator, value: Text, name: string, at: string, scope: Scope): readonly (string | Text)[] {
  const place = spellName(at.toLowerCase());
  scope.addSource({ name: '', path: [], columns: [{ name: at, type: ofFamily('integer') }] });
  if (!t.isDuckDb) return ['LATERAL (SELECT e.value AS ', name, `, e.place - 1 AS ${place} FROM jsonb_array_elements(`, value, `) WITH ORDINALITY AS e(value, place)) AS ${name}`];
  return ['LATERAL (SELECT unnest(list_reverse(CAST(', value, ` AS JSON[]))) AS ${name}, unnest(range(len(CAST(`, value, ` AS JSON[])) - 1, -1, -1)) AS ${place}) AS ${name}`];
}

/** `UNPIVOT object AS value AT key`: a row for each member. */
function members(t: Translator, value: Text, name: string, at: string, scope: Scope): readonly (string | Text)[] {
  scope.addSource({ name: '', path: [], columns: [{ name: at, type: ofFamily('text') }] });
  return [`LATERAL (SELECT e.value AS ${name}, e.key AS ${spellName(at.toLowerCase())} FROM ${t.isDuckDb ? 'json_each' : 'jsonb_each'}(`, value, `) AS e${t.isDuckDb ? ' ORDER BY e.id DESC' : ''}) AS ${name}`];
}
