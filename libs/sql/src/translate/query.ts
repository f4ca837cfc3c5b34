import { Scope, type Column, type Relation } from '../types/scope';
import { commonType } from '../types/type';
import { orderItem } from './order-by';
import { translateSelect } from './select';
import { text, textOf, type Part, type Text } from './text';
import { translateValues } from './values';
import type { Clause, Cte, OrderItem, Query, QueryBody, SetOperation, SyntaxNode, With } from '../parse/syntax';
import type { Translator } from './translator';

export interface QueryOptions {
  /** The columns' names can be seen: in the result, or from the query around. */
  readonly named?: boolean;
  /** The query is the statement's own: its rows are what the user sees. */
  readonly shown?: boolean;
  /** Of the query around a select. */
  readonly orderBy?: readonly OrderItem[];
  /** Names that the columns get from outside. */
  readonly columnNames?: readonly string[];
}

/** A query's text, and the columns that it gives where they are known. */
export interface TranslatedQuery {
  readonly text: Text;
  readonly columns?: readonly Column[];
}

/** The body of a query, and what its ORDER BY can name. */
export interface TranslatedBody extends TranslatedQuery {
  readonly scope: Scope;
  /** A limit that stands in the select list: `TOP 3`. */
  readonly limit?: Part;
  /** The items of ORDER BY, where they can't be written in `scope`. */
  readonly orderBy?: ReadonlyMap<OrderItem, Text>;
}

export function translateQuery(t: Translator, node: Query, outer: Scope, options: QueryOptions): TranslatedQuery {
  const scope = new Scope(outer);
  const ctes = node.with && translateWith(t, node.with, scope);
  const body = translateBody(t, node.body, scope, { ...options, orderBy: node.orderBy });
  if (body.limit !== undefined && node.limits.some(({ word }) => word !== 'OFFSET')) t.refuse(node.limits[0]!, 'TOP and LIMIT stand in one query.', 'Leave one of them out.');
  const limit = body.limit === undefined ? [] : [' LIMIT ', body.limit];
  const written = t.copy(node, (child) => {
    if (child.kind === 'with') return ctes;
    if (child.kind === 'order-item') return body.orderBy?.get(child) ?? orderItem(t, child, body.scope);
    return child.kind === 'clause' ? translateLimit(t, child, scope) : body.text;
  });
  return { text: limit.length > 0 ? text(node, written, ...limit) : written, columns: body.columns };
}

function translateWith(t: Translator, node: With, scope: Scope): Text {
  const unsaid = t.isSnowflake && !node.recursive && node.ctes.some((cte) => isRecursive(t, cte));
  const texts = new Map(node.ctes.map((cte) => [cte, translateCte(t, cte, node.recursive || unsaid, scope)]));
  const written = t.copy(node, (child) => texts.get(child as Cte));
  return unsaid ? text(node, 'WITH RECURSIVE', { start: node.start + 'WITH'.length, end: node.ctes[0]!.start }, ...withoutStart(node, texts)) : written;
}

/** The common tables with what stands between them. */
function withoutStart(node: With, texts: ReadonlyMap<Cte, Text>): readonly Part[] {
  return node.ctes.flatMap((cte, index): readonly Part[] => [texts.get(cte)!, { start: cte.end, end: node.ctes[index + 1]?.start ?? node.end }]);
}

/** Snowflake lets RECURSIVE be left out: a second branch names the table that it makes, and no other table has that name. */
function isRecursive(t: Translator, { name, query }: Cte): boolean {
  const operands = query.body.kind === 'set' ? query.body.operands.slice(1) : [];
  const isName = (path: readonly { readonly text: string }[]) => path.length === 1 && path[0]!.text.toLowerCase() === name.text.toLowerCase();
  return t.tables([name.text]) === undefined && operands.some((operand) => namesTable(operand, isName));
}

function namesTable(node: QueryBody | SyntaxNode, isName: (path: readonly { readonly text: string }[]) => boolean): boolean {
  if (node.kind === 'table') return isName(node.path);
  return 'children' in node && node.children.some((child) => namesTable(child, isName));
}

function translateCte(t: Translator, cte: Cte, recursive: boolean, scope: Scope): Text {
  const names = cte.columns.map((name) => t.nameOf(name));
  // A recursive one may name itself before its columns are known.
  if (recursive) scope.addRelation(cte.name.text, names.length > 0 ? { columns: names.map((name) => ({ name, type: { family: 'unknown' } })) } : {});
  const query = t.query(cte.query, scope, { named: true, columnNames: names });
  scope.addRelation(cte.name.text, renamed(query, names));
  return t.copy(cte, (child) => (child === cte.query ? query.text : undefined));
}

/** A relation whose columns get other names. */
export function renamed({ columns }: Relation, names: readonly string[]): Relation {
  if (names.length === 0) return columns ? { columns } : {};
  if (!columns) return { columns: names.map((name) => ({ name, type: { family: 'unknown' } })) };
  return { columns: columns.map((column, index) => ({ ...column, name: names[index] ?? column.name })) };
}

function translateBody(t: Translator, node: QueryBody, scope: Scope, options: QueryOptions): TranslatedBody {
  switch (node.kind) {
    case 'select':
      return translateSelect(t, node, scope, options);
    case 'values':
      return { ...translateValues(t, node, scope), scope };
    case 'nested': {
      const query = t.query(node.query, scope, { ...options, orderBy: [] });
      return { text: t.copy(node, () => query.text), columns: query.columns, scope: columnScope(scope, query.columns) };
    }
    case 'whole-table':
      return { text: text(node, 'SELECT * FROM ', node.table), scope };
    case 'set':
      return translateSet(t, node, scope, options);
  }
}

/** What ORDER BY sees behind a set operation: the columns of the result. */
function columnScope(scope: Scope, columns: readonly Column[] | undefined): Scope {
  const inner = new Scope(scope);
  inner.addSource({ name: '', path: [], ...(columns && { columns }) });
  return inner;
}

function translateSet(t: Translator, node: SetOperation, scope: Scope, options: QueryOptions): TranslatedBody {
  const bodies = node.operands.map((operand, index) => translateBody(t, operand, scope, index === 0 ? { ...options, orderBy: [] } : { shown: options.shown }));
  const parts: Part[] = [operandText(node.operands[0]!, bodies[0]!)];
  node.operators.forEach((operator, index) => {
    const word = operator.text.startsWith('MINUS') ? operator.text.replace('MINUS', 'EXCEPT') : operator;
    const before = { start: node.operands[index]!.end, end: operator.start };
    const behind = { start: operator.end, end: node.operands[index + 1]!.start };
    parts.push(before, typeof word === 'string' ? word : { start: word.start, end: word.end }, behind, operandText(node.operands[index + 1]!, bodies[index + 1]!));
  });
  const columns = bodies[0]!.columns?.map((column, index) => ({ ...column, type: commonType(bodies.map(({ columns: each }) => each?.[index]?.type ?? { family: 'unknown' as const })) }));
  return { text: textOf(node, parts), columns, scope: columnScope(scope, columns) };
}

/** An operand that is limited needs brackets for it. */
function operandText(node: QueryBody, body: TranslatedBody): Part {
  return body.limit === undefined ? body.text : text(node, '(', body.text, ' LIMIT ', body.limit, ')');
}

/** LIMIT, OFFSET and FETCH. */
function translateLimit(t: Translator, node: Clause, scope: Scope): Text {
  if (node.modifier === 'WITH TIES') t.refuse(node, 'WITH TIES is not supported.', 'Use QUALIFY RANK() OVER (ORDER BY …) <= n.');
  if (node.modifier === 'PERCENT') t.refuse(node, 'A share of the rows is not supported.', 'Write the number of rows.');
  const [value, second] = node.values;
  if (second) t.refuse(second, 'LIMIT takes one number.', 'Write LIMIT n OFFSET m.');
  if (node.word === 'FETCH') return text(node, 'LIMIT ', value ? t.expression(value, scope).text : '1');
  const isNull = value?.kind === 'literal' && (value.type === 'null' || value.raw === "''");
  if (value && isNull) return text(node, '');
  return t.copy(node, () => t.expression(value!, scope).text);
}

