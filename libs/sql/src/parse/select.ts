import { readExpression } from './expression';
import { readFrom } from './from';
import { NOT_A_COLUMN_ALIAS } from './keywords';
import { readInside, readList } from './primary';
import { readWindow } from './window';
import type { Cursor } from './cursor';
import type { Clause, Expression, GroupBy, GroupingSet, NamedWindow, Name, Select, SelectItem, Span } from './syntax';

/** Reads SELECT up to its set operator, ORDER BY or LIMIT. */
export function readSelect(cursor: Cursor): Select {
  const { start } = cursor;
  // DuckDB's `FROM t SELECT a`.
  const leading = cursor.takeWord('FROM') ? readFrom(cursor) : [];
  const head = leading.length > 0 && !cursor.isWord('SELECT') ? { distinct: false, items: [] } : readHead(cursor);
  const into = readInto(cursor);
  const from = cursor.takeWord('FROM') ? readFrom(cursor) : leading;
  const where = readClause(cursor, 'WHERE');
  const connectBy = readConnectBy(cursor);
  const groupBy = cursor.isWord('GROUP') ? readGroupBy(cursor) : undefined;
  const having = readClause(cursor, 'HAVING');
  const early = readClause(cursor, 'QUALIFY');
  const windows = cursor.takeWord('WINDOW') ? cursor.list(() => readNamedWindow(cursor)) : [];
  const qualify = early ?? readClause(cursor, 'QUALIFY');
  const optional = { ...(into && { into }), ...(where && { where }), ...(groupBy && { groupBy }), ...(having && { having }), ...(qualify && { qualify }) };
  return cursor.node('select', start, { ...head, from, connectBy, windows, ...optional });
}

function readHead(cursor: Cursor): Pick<Select, 'distinct' | 'distinctOn' | 'top' | 'items' | 'exclude'> {
  cursor.expectWord('SELECT');
  let top = readTop(cursor);
  const distinct = cursor.takeWord('DISTINCT');
  if (!distinct && cursor.isWord('ALL') && !cursor.isSymbol('(', 1)) cursor.take();
  const on = distinct && cursor.isWord('ON') ? readDistinctOn(cursor) : undefined;
  top ??= readTop(cursor);
  const items = isEmptyList(cursor) ? [] : cursor.list(() => readItem(cursor), () => isEmptyList(cursor));
  const exclude = readExclude(cursor);
  return { distinct, ...(on && { distinctOn: on }), ...(top && { top }), items, ...(exclude && { exclude }) };
}

/** `SELECT *, a AS b EXCLUDE (c, d) FROM t`. */
function readExclude(cursor: Cursor): Clause | undefined {
  const { start } = cursor;
  if (!cursor.takeWord('EXCLUDE')) return undefined;
  const values = cursor.isSymbol('(') ? readList(cursor) : cursor.list(() => readExpression(cursor));
  return cursor.node('clause', start, { word: 'EXCLUDE', values });
}

function isEmptyList(cursor: Cursor): boolean {
  return cursor.isWord('FROM') || cursor.isSymbol(')');
}

function readTop(cursor: Cursor): Clause | undefined {
  const { start } = cursor;
  const kind = cursor.peek(1)?.kind;
  if (!cursor.isWord('TOP') || (kind !== 'number' && !cursor.isSymbol('(', 1))) return undefined;
  // `TOP (3) a` limits, `TOP (3)` and `TOP (3), a` call.
  if (kind !== 'number') {
    const behind = cursor.behindBracket(1) ?? 0;
    if (cursor.peek(behind)?.kind === 'symbol' && !cursor.isSymbol('*', behind) || cursor.isWord(NOT_A_COLUMN_ALIAS, behind)) return undefined;
  }
  cursor.take();
  const values = kind === 'number' ? [cursor.node('literal', cursor.start, literalFields(cursor))] : readList(cursor);
  const modifier = cursor.takeWord('PERCENT') ? 'PERCENT' : cursor.takeWord('WITH', 'TIES') ? 'WITH TIES' : undefined;
  return cursor.node('clause', start, { word: 'TOP', values: values as Expression[], ...(modifier && { modifier }) });
}

function literalFields(cursor: Cursor): { type: 'number'; raw: string } {
  return { type: 'number', raw: cursor.take().text };
}

function readDistinctOn(cursor: Cursor): Clause {
  const { start } = cursor;
  cursor.take();
  return cursor.node('clause', start, { word: 'DISTINCT ON', values: readList(cursor) });
}

/** One item of a select list, with its alias. */
export function readItem(cursor: Cursor): SelectItem {
  const { start } = cursor;
  const value = readExpression(cursor);
  const as = cursor.isWord('AS');
  const alias = readAlias(cursor);
  return cursor.node('item', start, { value, as, ...(alias && { alias }) });
}

function readAlias(cursor: Cursor): Name | undefined {
  const isAs = cursor.takeWord('AS');
  const { token, start } = cursor;
  if (token?.kind === 'string' && /^'[^'\\]+'$/.test(token.text)) {
    cursor.take();
    return cursor.node('name', start, { text: token.text.slice(1, -1), quoted: true });
  }
  if (isAs || token?.kind === 'quoted') return cursor.name();
  return token?.kind === 'word' && !cursor.isWord(NOT_A_COLUMN_ALIAS) ? cursor.name() : undefined;
}

function readInto(cursor: Cursor): Span | undefined {
  const { start } = cursor;
  if (!cursor.takeWord('INTO')) return undefined;
  while (cursor.token && !cursor.isWord('FROM')) cursor.take();
  return { start, end: cursor.end };
}

function readClause(cursor: Cursor, word: string): Clause | undefined {
  const { start } = cursor;
  return cursor.takeWord(word) ? cursor.node('clause', start, { word, values: [readExpression(cursor)] }) : undefined;
}

function readConnectBy(cursor: Cursor): Clause[] {
  const clauses: Clause[] = [];
  for (;;) {
    const { start } = cursor;
    const word = cursor.takeWord('START', 'WITH') ? 'START WITH' : cursor.takeWord('CONNECT', 'BY') ? 'CONNECT BY' : undefined;
    if (word === undefined) return clauses;
    cursor.takeWord('NOCYCLE');
    clauses.push(cursor.node('clause', start, { word, values: cursor.list(() => readExpression(cursor)) }));
  }
}

function readGroupBy(cursor: Cursor): GroupBy {
  const { start } = cursor;
  cursor.take();
  cursor.expectWord('BY');
  if (cursor.isWord('ALL') && !cursor.isSymbol('(', 1)) {
    cursor.take();
    return cursor.node('group-by', start, { all: true, items: [] });
  }
  return cursor.node('group-by', start, { all: false, items: cursor.list(() => readGroupItem(cursor)) });
}

function readGroupItem(cursor: Cursor): Expression | GroupingSet {
  const { start } = cursor;
  const word = cursor.takeWord('GROUPING', 'SETS') ? 'GROUPING SETS' : (['ROLLUP', 'CUBE'] as const).find((each) => cursor.isWord(each) && cursor.isSymbol('(', 1));
  if (word === undefined) return readExpression(cursor);
  if (word !== 'GROUPING SETS') cursor.take();
  cursor.expectSymbol('(');
  const items = readInside(cursor, () => cursor.list(() => readGroupItem(cursor)));
  return cursor.node('grouping', start, { word, items });
}

function readNamedWindow(cursor: Cursor): NamedWindow {
  const { start } = cursor;
  const name = cursor.name();
  cursor.expectWord('AS');
  return cursor.node('named-window', start, { name, window: readWindow(cursor) });
}
