import { readExpression } from './expression';
import { readOrderBy } from './order-by';
import { PRECEDENCE } from './operators';
import { readInside } from './primary';
import type { Cursor } from './cursor';
import type { Name, Span, WindowSpec } from './syntax';

const FRAMES = ['ROWS', 'RANGE', 'GROUPS'];
const CLAUSES: ReadonlySet<string> = new Set([...FRAMES, 'PARTITION', 'ORDER']);

/** `OVER (…)` or `OVER name`; nothing where none comes. */
export function readOver(cursor: Cursor): { over?: WindowSpec | Name; overSpan?: Span } {
  const { start } = cursor;
  if (!cursor.takeWord('OVER')) return {};
  const over = cursor.isSymbol('(') ? readWindow(cursor) : cursor.name();
  return { over, overSpan: { start, end: cursor.end } };
}

/** A window in brackets. */
export function readWindow(cursor: Cursor): WindowSpec {
  const { start } = cursor;
  cursor.expectSymbol('(');
  const parts = readInside(cursor, () => {
    const base = cursor.isSymbol(')') || cursor.isWord(CLAUSES) ? undefined : cursor.name();
    const partitionBy = cursor.takeWord('PARTITION', 'BY') ? cursor.list(() => readExpression(cursor)) : [];
    const orderBy = cursor.takeWord('ORDER', 'BY') ? readOrderBy(cursor) : [];
    const frame = FRAMES.some((word) => cursor.isWord(word)) ? readFrame(cursor) : undefined;
    return { ...(base && { base }), partitionBy, orderBy, ...(frame && { frame }) };
  });
  return cursor.node('window', start, parts);
}

function readFrame(cursor: Cursor): Span {
  const { start } = cursor;
  cursor.take();
  if (cursor.takeWord('BETWEEN')) {
    readBound(cursor);
    cursor.expectWord('AND');
  }
  readBound(cursor);
  if (cursor.takeWord('EXCLUDE')) while (!cursor.isSymbol(')')) cursor.take();
  return { start, end: cursor.end };
}

function readBound(cursor: Cursor): void {
  if (cursor.takeWord('CURRENT', 'ROW')) return;
  if (!cursor.takeWord('UNBOUNDED')) readExpression(cursor, PRECEDENCE.other);
  if (!cursor.takeWord('PRECEDING') && !cursor.takeWord('FOLLOWING')) cursor.fail('PRECEDING or FOLLOWING');
}
