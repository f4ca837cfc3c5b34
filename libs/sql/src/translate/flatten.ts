import { isSemiStructured, ofFamily } from '../types/type';
import { jsonAt, type Step } from './json';
import { quoteText } from './quote';
import { stringValue } from './rules/literal';
import { text, type Part } from './text';
import type { Call, Expression, Literal, Source } from '../parse/syntax';
import type { Scope } from '../types/scope';
import type { TranslatedBase } from './source';
import type { Translator } from './translator';

const COLUMNS = [
  { name: 'seq', type: ofFamily('integer') },
  { name: 'key', type: ofFamily('text') },
  { name: 'path', type: ofFamily('text') },
  { name: 'index', type: ofFamily('integer') },
  { name: 'value', type: ofFamily('json') },
  { name: 'this', type: ofFamily('json') },
];

/** The arguments of FLATTEN by name; those without a name come in the order of the manual. */
const NAMES = ['INPUT', 'PATH', 'OUTER', 'RECURSIVE', 'MODE'];

/** FLATTEN with its six columns: https://docs.snowflake.com/en/sql-reference/functions/flatten */
export function translateFlatten(t: Translator, node: Source, call: Call, scope: Scope): TranslatedBase {
  if (!t.isDuckDb) t.refuse(call, 'FLATTEN is not possible on PostgreSQL.', 'Use the warehouse duckdb.');
  const args = argumentsOf(t, call);
  const input = args.get('INPUT') ?? t.refuse(call, 'FLATTEN needs its INPUT.', 'Write FLATTEN(INPUT => t.items).');
  const value = t.operand(input, scope);
  if (!isSemiStructured(value.type) && value.type.family !== 'unknown') t.refuse(input, `FLATTEN takes arrays and objects; this is of the type ${value.type.family}.`, 'Parse a text first: PARSE_JSON(…).');
  const flat: Flat = {
    input: args.has('PATH') ? text(input, ...jsonAt(t, value.text, pathSteps(t, args.get('PATH')!))) : value.text,
    prefix: args.has('PATH') ? stringValue(args.get('PATH') as Literal) : '',
    outer: isTrue(t, args.get('OUTER')),
    recursive: isTrue(t, args.get('RECURSIVE')),
    kinds: kindsOf(t, args.get('MODE')),
    // Rows of one input share their number; without anything before it there is one input.
    seq: scope.sources.length === 0 ? '1' : 'CAST(NULL AS BIGINT)',
    isJoined: scope.sources.length > 0,
  };
  const refused = scope.sources.length === 0 ? {} : { refused: { SEQ: 'SEQ of FLATTEN has no like here.' } };
  return { text: text(node, node.lateral || scope.sources.length > 0 ? 'LATERAL ' : '', '(', ...flatten(flat), ')'), columns: COLUMNS, ...refused, ...(!node.alias && { alias: 'dw_flatten' }) };
}

interface Flat {
  readonly input: Part;
  /** Where the input stands in what was asked for: what PATH says. */
  readonly prefix: string;
  readonly outer: boolean;
  readonly recursive: boolean;
  readonly kinds: string;
  readonly seq: string;
  /** To sources that stand before it. */
  readonly isJoined: boolean;
}

function flatten(flat: Flat): readonly Part[] {
  return flat.recursive ? deep(flat) : shallow(flat);
}

/**
 * One level. UNNEST keeps the order of the elements, but a join to the row that they come from turns it round: they are given from the
 * end then.
 */
function shallow({ input, prefix, outer, kinds, seq, isJoined }: Flat): readonly Part[] {
  const element = (key: string, path: string, index: string, value: string) => `{'key': ${key}, 'path': ${path}, 'index': ${index}, 'value': ${value}}`;
  const ofArray = `list_transform(json_extract(d.this, '$[*]'), lambda dw_value, dw_index: ${element('CAST(NULL AS VARCHAR)', `${quoteText(`${prefix}[`)} || (dw_index - 1) || ']'`, 'dw_index - 1', 'dw_value')})`;
  const member = "json_extract(d.this, '/' || replace(replace(dw_key, '~', '~0'), '/', '~1'))";
  const path = `CASE WHEN regexp_matches(dw_key, '^[A-Za-z_][A-Za-z0-9_$]*$') THEN ${quoteText(prefix === '' ? '' : `${prefix}.`)} || dw_key ELSE ${quoteText(prefix)} || '[''' || dw_key || ''']' END`;
  const ofObject = `list_transform(json_keys(d.this), lambda dw_key: ${element('dw_key', path, 'CAST(NULL AS BIGINT)', member)})`;
  const all = `CASE WHEN json_type(d.this) NOT IN (${kinds}) THEN [] WHEN json_type(d.this) = 'ARRAY' THEN ${ofArray} WHEN json_type(d.this) = 'OBJECT' THEN ${ofObject} END`;
  const elements = outer ? `CASE WHEN coalesce(len(${all}), 0) = 0 THEN [NULL] ELSE ${all} END` : all;
  const columns = [`${seq} AS seq`, ...['key', 'path', 'index', 'value'].map((name) => `u.e['${name}'] AS ${name}`), 'u.this AS this'].join(', ');
  return [`SELECT ${columns} FROM (SELECT d.this, unnest(${isJoined ? `list_reverse(${elements})` : elements}) AS e FROM (SELECT `, input, ' AS this) AS d) AS u'];
}

/** Every level below. */
function deep({ input, prefix, outer, kinds, seq, isJoined }: Flat): readonly Part[] {
  const isElement = "regexp_matches(e.fullkey, '\\]$')";
  const columns = [
    `${seq} AS seq`,
    `CASE WHEN NOT ${isElement} THEN e.key END AS key`,
    prefix === '' ? "regexp_replace(e.fullkey, '^\\$\\.?', '') AS path" : `${quoteText(prefix)} || substr(e.fullkey, 2) AS path`,
    `CASE WHEN ${isElement} THEN TRY_CAST(e.key AS BIGINT) END AS index`,
    'e.value AS value',
    'json_extract(d.this, e.path) AS this',
  ].join(', ');
  const rows = `(SELECT * FROM json_tree(d.this) WHERE json_type(d.this) IN (${kinds}) AND parent IS NOT NULL${withinKinds(kinds)}) AS e`;
  return [`SELECT ${columns} FROM (SELECT `, input, ` AS this) AS d ${outer ? 'LEFT' : 'INNER'} JOIN LATERAL ${rows} ON TRUE ORDER BY e.id${isJoined ? ' DESC' : ''}`];
}

/** What is not of the kinds is not entered: no place in an array, or no key of an object, leads to a row. */
function withinKinds(kinds: string): string {
  const bare = `regexp_replace(fullkey, '"[^"]*"', 'k', 'g')`;
  if (kinds === "'OBJECT'") return ` AND NOT contains(${bare}, '[')`;
  return kinds === "'ARRAY'" ? ` AND NOT contains(${bare}, '.')` : '';
}

function argumentsOf(t: Translator, call: Call): ReadonlyMap<string, Expression> {
  return new Map(
    call.args.map((arg, index) => {
      const name = arg.kind === 'named' ? arg.name.text.toUpperCase() : NAMES[index]!;
      const value = arg.kind === 'named' ? arg.value : arg;
      if (!NAMES.includes(name)) t.refuse(arg, `FLATTEN has no argument ${name}.`, `It takes ${NAMES.join(', ')}.`);
      return value.kind === 'query' ? t.refuse(arg, 'A query stands where a value should.', 'Put it in brackets.') : [name, value];
    }),
  );
}

function pathSteps(t: Translator, node: Expression): readonly Step[] {
  if (node.kind !== 'literal' || node.type !== 'string') return t.refuse(node, 'The path must be written out.', "Write PATH => 'a.b'.");
  const steps = [...stringValue(node).matchAll(/([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]/g)];
  return steps.map(([, name, index, key]) => (index === undefined ? (name ?? key!) : Number(index)));
}

function isTrue(t: Translator, node: Expression | undefined): boolean {
  if (!node) return false;
  if (node.kind !== 'literal' || node.type !== 'boolean') return t.refuse(node, 'Only TRUE or FALSE can stand here.');
  return node.raw === 'TRUE';
}

function kindsOf(t: Translator, node: Expression | undefined): string {
  const mode = node?.kind === 'literal' ? stringValue(node).toUpperCase() : 'BOTH';
  if (!['BOTH', 'ARRAY', 'OBJECT'].includes(mode)) t.refuse(node!, `MODE is ARRAY, OBJECT or BOTH; here is ${quoteText(mode)}.`);
  return mode === 'BOTH' ? "'ARRAY', 'OBJECT'" : quoteText(mode);
}
