import { holdsMark, isGroup, isName, isSymbol, isWord, startsQuery, type Group, type Node, type Token } from './syntax-tree';
import { namesIn, readLevel, type Block, type QueryLevel } from './query-level';
import { sameName } from './same-name';
import { itemsOf } from './select-items';
import type { EditorColumn, EditorTable } from './catalogue';

/** A relation in FROM by the name that qualifies its columns. */
export interface Source {
  /** Alias, or the table's own name. */
  readonly name: string;
  readonly kind: 'table' | 'cte' | 'derived' | 'function';
  /** The table that it is, where it is one of the experiment's. */
  readonly table?: EditorTable;
  /** Absent where they are not known. */
  readonly columns?: readonly EditorColumn[];
}

/** Relations that can be named where a query stands. */
export interface Names {
  readonly tables: readonly EditorTable[];
  readonly ctes: readonly { readonly name: string; readonly columns?: readonly EditorColumn[] }[];
}

const JOIN_WORDS: ReadonlySet<string> = new Set(['JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER', 'CROSS', 'NATURAL', 'ASOF']);
/** Words that are no alias behind a table. */
const BEHIND_SOURCE: ReadonlySet<string> = new Set([...JOIN_WORDS, 'ON', 'USING', 'PIVOT', 'UNPIVOT', 'TABLESAMPLE', 'SAMPLE', 'LATERAL', 'MATCH_CONDITION', 'AT', 'BEFORE', 'FOR', 'START', 'CONNECT', 'WITH']);
const RESHAPING: ReadonlySet<string> = new Set(['PIVOT', 'UNPIVOT', 'MATCH_RECOGNIZE']);
/** What FLATTEN gives: https://docs.snowflake.com/en/sql-reference/functions/flatten */
const FLATTENED: readonly EditorColumn[] = Object.entries({ SEQ: 'NUMBER', KEY: 'VARCHAR', PATH: 'VARCHAR', INDEX: 'NUMBER', VALUE: 'VARIANT', THIS: 'VARIANT' }).map(([name, type]) => ({ name, type }));

/** The names that the common table expressions of a level bring; those up to the one that holds the mark, if one does. */
export function withCtes(names: Names, { ctes, recursive }: QueryLevel): Names {
  let visible = names;
  for (const { name, columns, body } of ctes) {
    const isHere = body !== undefined && holdsMark(body);
    if (isHere && !recursive) return visible;
    const found = body && (isHere ? undefined : columnsOfQuery(body.nodes, visible));
    const own = columns.length > 0 ? columns.map((column, index) => ({ ...found?.[index], name: column })) : found;
    visible = { ...visible, ctes: [{ name, ...(own && { columns: own }) }, ...visible.ctes] };
    if (isHere) return visible;
  }
  return visible;
}

/** The columns that a query gives; undefined where they can't be told. */
export function columnsOfQuery(nodes: readonly Node[], names: Names): readonly EditorColumn[] | undefined {
  const [only] = nodes;
  if (nodes.length === 1 && isGroup(only)) return columnsOfQuery(only.nodes, names);
  const level = readLevel(nodes);
  const inner = withCtes(names, level);
  const [block] = level.blocks;
  const items = block?.clauses.find(({ word }) => word === 'SELECT');
  return block && items && itemsOf(items.nodes, sourcesOf(block, inner));
}

/** The relations that a block reads, in their order. */
export function sourcesOf(block: Block, names: Names): readonly Source[] {
  return block.clauses.flatMap((clause) => {
    if (clause.word === 'FROM' || clause.word === 'UPDATE') return readSources(clause.nodes, names);
    const into = clause.word === '' ? clause.nodes.findIndex((node) => isWord(node, 'INTO')) : -1;
    return into < 0 ? [] : readSources(clause.nodes.slice(into + 1), names).slice(0, 1);
  });
}

function readSources(nodes: readonly Node[], names: Names): readonly Source[] {
  const sources: Source[] = [];
  let at = 0;
  let expected = true;
  while (at < nodes.length) {
    const node = nodes[at]!;
    if (isSymbol(node, ',') || (node.kind === 'word' && node.text === 'JOIN')) expected = true;
    else if (expected && (isName(node) || isGroup(node)) && !isWord(node, 'LATERAL', 'ONLY') && !(node.kind === 'word' && JOIN_WORDS.has(node.text))) {
      expected = false;
      const read = readSource(nodes, at, names, sources);
      sources.push(...read.sources);
      at = read.end;
      continue;
    }
    at++;
  }
  return sources;
}

interface Reading {
  readonly sources: readonly Source[];
  readonly end: number;
}

function readSource(nodes: readonly Node[], start: number, names: Names, before: readonly Source[]): Reading {
  const node = nodes[start]!;
  if (isGroup(node) && !startsQuery(node.nodes)) return { sources: readSources(node.nodes, names), end: start + 1 };
  if (isGroup(node)) return named(nodes, start + 1, { name: '', kind: 'derived', columns: columnsOfQuery(node.nodes, names) });
  const { path, end } = readPath(nodes, start);
  const last = path.at(-1)!;
  if (isGroup(nodes[end])) return named(nodes, end + 1, functionSource(last, nodes[end] as Group));
  const cte = path.length === 1 ? names.ctes.find(({ name }) => sameName(name, last)) : undefined;
  if (cte) return named(nodes, end, { kind: 'cte', ...cte });
  const table = tableOf(names, last);
  // A path of a SUPER column: `FROM orders o, o.items i`.
  const isPath = path.length > 1 && before.some(({ name }) => sameName(name, path[0]!));
  if (table && !isPath) return named(nodes, end, { name: last, kind: 'table', table, columns: table.columns });
  return named(nodes, end, { name: last, kind: isPath ? 'function' : 'table' });
}

/** `a.b.c`, the quotes taken off. */
export function readPath(nodes: readonly Node[], start: number): { readonly path: readonly string[]; readonly end: number } {
  const path = [(nodes[start] as Token).written];
  let at = start + 1;
  while (isSymbol(nodes[at], '.') && isName(nodes[at + 1])) {
    path.push((nodes[at + 1] as Token).written);
    at += 2;
  }
  return { path, end: at };
}

function functionSource(name: string, args: Group): Source {
  const inner = name.toUpperCase() === 'TABLE' && isName(args.nodes[0]) ? args.nodes[0].written : name;
  return { name: inner, kind: 'function', ...(inner.toUpperCase() === 'FLATTEN' && { columns: FLATTENED }) };
}

/** Reads suffixes and the alias behind a relation. */
function named(nodes: readonly Node[], start: number, source: Source): Reading {
  let at = start;
  let { columns, table } = source;
  while (nodes[at]?.kind === 'word' && isGroup(nodes[at + 1]) && ['PIVOT', 'UNPIVOT', 'SAMPLE', 'TABLESAMPLE', 'MATCH_RECOGNIZE'].includes((nodes[at] as Token).text)) {
    if (RESHAPING.has((nodes[at] as Token).text)) [columns, table] = [undefined, undefined];
    at += 2;
  }
  if (isWord(nodes[at], 'AS')) at++;
  const alias = nodes[at];
  const hasAlias = isName(alias) && !(alias.kind === 'word' && BEHIND_SOURCE.has(alias.text));
  if (hasAlias) at++;
  if (hasAlias && isGroup(nodes[at])) {
    const renamed = namesIn(nodes[at++] as Group);
    columns = renamed.map((name, index) => ({ ...columns?.[index], name }));
  }
  const { kind } = source;
  return { sources: [{ name: hasAlias ? alias.written : source.name, kind, ...(table && { table }), ...(columns && { columns }) }], end: at };
}

/** A table by its own name, or by the one that it has in the warehouse. */
export function tableOf({ tables }: Pick<Names, 'tables'>, name: string): EditorTable | undefined {
  return tables.find((table) => sameName(table.name, name)) ?? tables.find(({ physicalName }) => physicalName !== undefined && sameName(physicalName, name));
}
