import { readExpression } from './expression';
import { readArrayQuery } from './collection-literal';
import { QUERY_START } from './keywords';
import { readLambda } from './lambda';
import { readOrderBy } from './order-by';
import { readInside } from './primary';
import { readQuery } from './query';
import { readOver } from './window';
import type { Cursor } from './cursor';
import type { Call, Expression, Name, OrderItem } from './syntax';

type Nulls = Pick<Call, 'nulls'>;

/** Reads the brackets of a call and what stands behind them: WITHIN GROUP, FILTER, IGNORE NULLS, OVER. */
export function readCall(cursor: Cursor, start: number, path: readonly Name[], prefix: string): Expression {
  const last = path.at(-1)!;
  if (path.length === 1 && last.text.toUpperCase() === 'ARRAY') {
    const array = readArrayQuery(cursor, start);
    if (array) return array;
  }
  cursor.expectSymbol('(');
  const argsStart = cursor.end;
  const inside = readInside(cursor, () => readArguments(cursor));
  const argsSpan = { start: argsStart, end: cursor.end - 1 };
  const behind = readBehind(cursor);
  const name = prefix + last.text.toUpperCase();
  return cursor.node('call', start, { path, name, form: 'plain' as const, argsSpan, withinGroup: false, ...inside, ...behind });
}

function readArguments(cursor: Cursor): Pick<Call, 'args' | 'distinct' | 'orderBy'> & Nulls {
  const distinct = cursor.takeWord('DISTINCT');
  if (!distinct && cursor.isWord('ALL') && !cursor.isSymbol(')', 1) && !cursor.isSymbol(',', 1)) cursor.take();
  const args = cursor.isSymbol(')') ? [] : cursor.list(() => readArgument(cursor), () => cursor.isSymbol(')'));
  const before = readNulls(cursor);
  const orderBy = cursor.takeWord('ORDER', 'BY') ? readOrderBy(cursor) : [];
  if (cursor.takeWord('LIMIT') || cursor.takeWord('SEPARATOR')) readExpression(cursor);
  if (cursor.takeWord('ON', 'OVERFLOW')) readOverflow(cursor);
  return { args, distinct, orderBy, ...readNulls(cursor), ...before };
}

/** LISTAGG's `ON OVERFLOW TRUNCATE '…' WITH COUNT`. */
function readOverflow(cursor: Cursor): void {
  while (cursor.token && !cursor.isSymbol(')')) cursor.take();
}

function readArgument(cursor: Cursor): Call['args'][number] {
  const { start } = cursor;
  const lambda = readLambda(cursor);
  if (lambda) return lambda;
  const kind = cursor.token?.kind;
  if ((kind === 'word' || kind === 'quoted') && (cursor.isSymbol('=>', 1) || cursor.isSymbol(':=', 1))) {
    const name = cursor.name();
    cursor.take();
    return cursor.node('named', start, { name, value: cursor.isWord(QUERY_START) ? readQuery(cursor) : (readLambda(cursor) ?? readExpression(cursor)) });
  }
  if (cursor.isWord('SELECT') || (cursor.isWord('WITH') && cursor.peek(1)?.kind !== 'symbol')) return readQuery(cursor);
  const value = readExpression(cursor);
  if (cursor.takeWord('AS')) cursor.name();
  return value;
}

function readBehind(cursor: Cursor): Partial<Pick<Call, 'withinGroup' | 'orderBy' | 'filter' | 'nulls' | 'over' | 'overSpan'>> {
  const within = cursor.isWord('WITHIN') && cursor.isWord('GROUP', 1) ? { withinGroup: true, orderBy: readWithinGroup(cursor) } : {};
  const first = endsArguments(cursor) ? {} : readNulls(cursor);
  if (!cursor.takeWord('FROM', 'FIRST')) cursor.takeWord('FROM', 'LAST');
  const nulls = { ...first, ...(endsArguments(cursor) ? {} : readNulls(cursor)) };
  const filter = cursor.isWord('FILTER') && cursor.isSymbol('(', 1) ? { filter: readFilter(cursor) } : {};
  return { ...within, ...nulls, ...filter, ...readOver(cursor) };
}

/** `LAG(f(a) IGNORE NULLS)`: what stands before the bracket is the outer call's. */
function endsArguments(cursor: Cursor): boolean {
  return cursor.isWord('NULLS', 1) && cursor.isSymbol(')', 2);
}

function readWithinGroup(cursor: Cursor): OrderItem[] {
  cursor.takeWord('WITHIN', 'GROUP');
  cursor.expectSymbol('(');
  return readInside(cursor, () => {
    cursor.expectWord('ORDER');
    cursor.expectWord('BY');
    return readOrderBy(cursor);
  });
}

function readFilter(cursor: Cursor): Expression {
  cursor.take();
  cursor.take();
  return readInside(cursor, () => {
    cursor.takeWord('WHERE');
    return readExpression(cursor);
  });
}

function readNulls(cursor: Cursor): Nulls {
  if (cursor.takeWord('IGNORE', 'NULLS')) return { nulls: 'IGNORE' };
  return cursor.takeWord('RESPECT', 'NULLS') ? { nulls: 'RESPECT' } : {};
}
