import { readExpression } from './expression';
import { QUERY_START } from './keywords';
import { readOrderBy } from './order-by';
import { readInside, readList, startsQuery } from './primary';
import { readSelect } from './select';
import type { Cursor } from './cursor';
import type { Clause, Cte, Name, Query, QueryBody, SetOperator, TableName, Tuple, Values, With } from './syntax';

const SET_WORDS: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT', 'MINUS']);

/** Reads a query: WITH, the query itself, and what orders and limits it. */
export function readQuery(cursor: Cursor): Query {
  return cursor.deeper(() => {
    const { start } = cursor;
    const ctes = cursor.isWord('WITH') ? readWith(cursor) : undefined;
    const body = readSetOperation(cursor, false);
    const orderBy = cursor.takeWord('ORDER', 'BY') ? readOrderBy(cursor) : [];
    const limits = readLimits(cursor);
    if (cursor.takeWord('FOR', 'UPDATE') || cursor.takeWord('FOR', 'SHARE')) cursor.failAt({ start, end: cursor.end }, 'FOR UPDATE and FOR SHARE are not allowed: they lock rows.');
    return cursor.node('query', start, { ...(ctes && { with: ctes }), body, orderBy, limits });
  });
}

function readWith(cursor: Cursor): With {
  const { start } = cursor;
  cursor.take();
  const recursive = cursor.takeWord('RECURSIVE');
  const ctes = cursor.list(() => readCte(cursor), () => cursor.isWord('SELECT'));
  return cursor.node('with', start, { recursive, ctes });
}

function readCte(cursor: Cursor): Cte {
  const { start } = cursor;
  const name = cursor.name();
  const columns = startsQuery(cursor, 1) ? [] : readNames(cursor);
  if (!startsQuery(cursor, 1)) cursor.expectWord('AS');
  if (!cursor.takeWord('NOT', 'MATERIALIZED')) cursor.takeWord('MATERIALIZED');
  cursor.expectSymbol('(');
  return cursor.node('cte', start, { name, columns, query: readInside(cursor, () => readQuery(cursor)) });
}

/** `(a, b)` where it comes next; empty otherwise. */
export function readNames(cursor: Cursor): Name[] {
  if (!cursor.takeSymbol('(')) return [];
  return readInside(cursor, () => cursor.list(() => cursor.name()));
}

/** INTERSECT binds more tightly than the others. */
function readSetOperation(cursor: Cursor, intersections: boolean): QueryBody {
  const { start } = cursor;
  const operand = () => (intersections ? readOperand(cursor) : readSetOperation(cursor, true));
  const operands = [operand()];
  const operators: SetOperator[] = [];
  while (isSetOperator(cursor, intersections)) {
    const operator = readSetOperator(cursor);
    operators.push(operator);
    operands.push(operand());
  }
  return operators.length === 0 ? operands[0]! : cursor.node('set', start, { operands, operators });
}

function isSetOperator(cursor: Cursor, intersections: boolean): boolean {
  return intersections ? cursor.isWord('INTERSECT') : cursor.isWord(SET_WORDS) && !cursor.isWord('INTERSECT');
}

function readSetOperator(cursor: Cursor): SetOperator {
  const { start } = cursor;
  const words = [cursor.take().text];
  if (cursor.takeWord('ALL')) words.push('ALL');
  else cursor.takeWord('DISTINCT');
  if (cursor.takeWord('BY', 'NAME')) words.push('BY NAME');
  return { start, end: cursor.end, text: words.join(' ') };
}

function readOperand(cursor: Cursor): QueryBody {
  const { start } = cursor;
  if (cursor.isWord('SELECT') || cursor.isWord('FROM')) return readSelect(cursor);
  if (cursor.isSymbol('(') && (startsQuery(cursor, 0) || cursor.isSymbol('(', 1))) return readNested(cursor, start);
  if (cursor.isWord('VALUES')) return readValues(cursor, start);
  if (cursor.isWord('TABLE')) {
    cursor.take();
    return cursor.node('whole-table', start, { table: readTableName(cursor) });
  }
  if (cursor.isWord(QUERY_START)) return cursor.node('nested', start, { query: readQuery(cursor) });
  return cursor.fail('SELECT');
}

function readValues(cursor: Cursor, start: number): Values {
  cursor.take();
  return cursor.node('values', start, { rows: cursor.list(() => readRow(cursor)) });
}

/** `FROM VALUES (1), (2)`, in Snowflake without brackets: ORDER BY, LIMIT and UNION behind it are the query's around. */
export function readBareValues(cursor: Cursor): Query {
  const { start } = cursor;
  const body = readValues(cursor, start);
  return cursor.node('query', start, { body, orderBy: [], limits: [] });
}

function readNested(cursor: Cursor, start: number): QueryBody {
  cursor.take();
  const query = readInside(cursor, () => readQuery(cursor));
  return cursor.node('nested', start, { query });
}

function readRow(cursor: Cursor): Tuple {
  const { start } = cursor;
  cursor.takeWord('ROW');
  return cursor.node('tuple', start, { items: readList(cursor) });
}

/** `a.b.c`. */
export function readTableName(cursor: Cursor): TableName {
  const { start } = cursor;
  const path = [readTablePart(cursor)];
  while (cursor.takeSymbol('.')) {
    cursor.takeSymbol('.');
    path.push(readTablePart(cursor));
  }
  return cursor.node('table', start, { path });
}

/** `#name` is a temporary table of Redshift. */
function readTablePart(cursor: Cursor): Name {
  const { start } = cursor;
  if (!cursor.isSymbol('#') || !cursor.isAdjacent(1)) return cursor.name();
  cursor.take();
  const name = cursor.name();
  return cursor.node('name', start, { text: `#${name.text}`, quoted: name.quoted });
}

function readLimits(cursor: Cursor): Clause[] {
  const limits: Clause[] = [];
  for (let limit = readLimit(cursor); limit; limit = readLimit(cursor)) limits.push(limit);
  return limits;
}

function readLimit(cursor: Cursor): Clause | undefined {
  const { start } = cursor;
  if (cursor.takeWord('LIMIT')) {
    const values = cursor.takeWord('ALL') ? [] : cursor.list(() => readExpression(cursor));
    const modifier = cursor.takeSymbol('%') || cursor.takeWord('PERCENT') ? 'PERCENT' : undefined;
    return cursor.node('clause', start, { word: 'LIMIT', values, ...(modifier && { modifier }) });
  }
  if (cursor.takeWord('OFFSET')) {
    const values = [readExpression(cursor)];
    if (!cursor.takeWord('ROWS')) cursor.takeWord('ROW');
    return cursor.node('clause', start, { word: 'OFFSET', values });
  }
  return cursor.takeWord('FETCH') ? readFetch(cursor, start) : undefined;
}

/** `FETCH FIRST 3 ROWS ONLY`; Snowflake lets most words out. */
function readFetch(cursor: Cursor, start: number): Clause {
  if (!cursor.takeWord('FIRST')) cursor.takeWord('NEXT');
  const values = cursor.isWord('ROW') || cursor.isWord('ROWS') ? [] : [readExpression(cursor)];
  const percent = cursor.takeWord('PERCENT');
  if (!cursor.takeWord('ROWS')) cursor.takeWord('ROW');
  const ties = cursor.takeWord('WITH', 'TIES');
  if (!ties) cursor.takeWord('ONLY');
  return cursor.node('clause', start, { word: 'FETCH', values, ...((percent || ties) && { modifier: percent ? 'PERCENT' : 'WITH TIES' }) });
}
