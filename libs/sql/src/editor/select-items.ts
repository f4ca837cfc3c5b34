import { isGroup, isName, isSymbol, isWord, type Node, type Token } from './syntax-tree';
import { sameName } from './same-name';
import type { Source } from './sources';
import type { EditorColumn } from './catalogue';

/** Words that stand before the first item. */
const BEFORE_ITEMS: ReadonlySet<string> = new Set(['DISTINCT', 'ALL']);
/** Words that end an expression, so that no alias stands there. */
const NO_ALIAS: ReadonlySet<string> = new Set(['END', 'NULL', 'TRUE', 'FALSE', 'OVER', 'ASC', 'DESC', 'AND', 'OR', 'NOT', 'CURRENT_DATE', 'CURRENT_TIMESTAMP']);

/** The columns of a select list; undefined where a star stands for what is not known. */
export function itemsOf(nodes: readonly Node[], sources: readonly Source[]): readonly EditorColumn[] | undefined {
  const columns: EditorColumn[] = [];
  for (const item of listItems(nodes)) {
    const star = starColumns(item, sources);
    if (star === 'unknown') return undefined;
    if (star) columns.push(...star);
    else if (item.length > 0) columns.push(itemOf(item, sources));
  }
  return columns;
}

/** The names that a select list gives its items by AS or behind them, with their types. */
export function aliasesOf(nodes: readonly Node[], sources: readonly Source[]): readonly EditorColumn[] {
  return listItems(nodes).flatMap((item) => {
    const alias = aliasOf(item);
    return alias ? [{ ...itemOf(item, sources), name: alias.written }] : [];
  });
}

/** The parts of a list between its commas. */
export function listItems(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const items: Node[][] = [[]];
  const start = nodes[0]?.kind === 'word' && BEFORE_ITEMS.has(nodes[0].text) ? 1 : isWord(nodes[0], 'TOP') ? 2 : 0;
  for (const node of nodes.slice(start)) {
    if (isSymbol(node, ',')) items.push([]);
    else if (node.kind !== 'mark') items.at(-1)!.push(node);
  }
  return items;
}

function starColumns(item: readonly Node[], sources: readonly Source[]): readonly EditorColumn[] | 'unknown' | undefined {
  const at = item.findIndex((node) => isSymbol(node, '*'));
  if (at < 0 || (at !== 0 && !isSymbol(item[at - 1], '.'))) return undefined;
  const qualifier = at > 1 ? (item[at - 2] as Token).written : undefined;
  const meant = qualifier === undefined ? sources : sources.filter(({ name }) => sameName(name, qualifier));
  if (meant.length === 0 || item.length > at + 1 || meant.some(({ columns }) => !columns)) return 'unknown';
  return meant.flatMap(({ columns }) => columns!);
}

function aliasOf(item: readonly Node[]): Token | undefined {
  const last = item.at(-1);
  if (!isName(last) || item.length < 2) return undefined;
  const before = item.at(-2)!;
  if (isWord(before, 'AS')) return last;
  if (last.kind === 'word' && NO_ALIAS.has(last.text)) return undefined;
  const endsOperand = isGroup(before) || (isName(before) && !NO_ALIAS.has(before.text)) || isWord(before, 'END', 'NULL', 'TRUE', 'FALSE') || before.kind === 'string' || before.kind === 'number';
  return endsOperand ? last : undefined;
}

/** Name and type of an item, as far as they show. */
function itemOf(item: readonly Node[], sources: readonly Source[]): EditorColumn {
  const alias = aliasOf(item);
  const end = alias ? item.length - (isWord(item.at(-2), 'AS') ? 2 : 1) : item.length;
  const expression = item.slice(0, end);
  const column = columnOf(expression, sources);
  const type = column?.type ?? castType(expression);
  const last = expression.at(-1);
  const call = expression.length === 2 && isName(expression[0]) && isGroup(last) ? expression[0].written.toLowerCase() : undefined;
  const name = alias?.written ?? (isName(last) && column ? last.written : call) ?? (isName(last) && expression.length <= 3 ? last.written : '');
  return { name, ...(type !== undefined && { type }) };
}

/** The column that an expression is, where it is nothing else. */
function columnOf(expression: readonly Node[], sources: readonly Source[]): EditorColumn | undefined {
  const [first, , third] = expression;
  if (expression.length === 1 && isName(first)) return sources.flatMap(({ columns }) => columns ?? []).find(({ name }) => sameName(name, first.written));
  if (expression.length !== 3 || !isName(first) || !isSymbol(expression[1], '.') || !isName(third)) return undefined;
  return sources.find(({ name }) => sameName(name, first.written))?.columns?.find(({ name }) => sameName(name, third.written));
}

/** The type that a cast at the end gives. */
function castType(expression: readonly Node[]): string | undefined {
  const at = expression.findLastIndex((node) => isSymbol(node, '::'));
  const type = at >= 0 ? expression[at + 1] : undefined;
  if (isWord(type)) return type.text;
  const args = expression.length === 2 && isWord(expression[0], 'CAST', 'TRY_CAST') && isGroup(expression[1]) ? expression[1].nodes : [];
  const as = args.findLastIndex((node) => isWord(node, 'AS'));
  const named = as >= 0 ? args[as + 1] : undefined;
  return isWord(named) ? named.text : undefined;
}
