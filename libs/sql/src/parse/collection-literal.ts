import { readExpression } from './expression';
import { readInside, startsQuery } from './primary';
import { readQuery } from './query';
import type { Cursor } from './cursor';
import type { Expression, ObjectEntry, Query, Star } from './syntax';

/** `[a, b]`, `ARRAY[a, b]`, DuckDB's `[x FOR x IN l]` is none of ours. */
export function readArray(cursor: Cursor, start: number): Expression {
  cursor.takeWord('ARRAY');
  cursor.expectSymbol('[');
  const outside = cursor.colonIsPath;
  cursor.colonIsPath = true;
  const items: (Expression | Query)[] = cursor.isSymbol(']') ? [] : cursor.list(() => readExpression(cursor), () => cursor.isSymbol(']'));
  cursor.colonIsPath = outside;
  cursor.expectSymbol(']');
  return cursor.node('array', start, { items });
}

/** `ARRAY(SELECT …)`, the word read already. */
export function readArrayQuery(cursor: Cursor, start: number): Expression | undefined {
  if (!startsQuery(cursor, 1)) return undefined;
  cursor.take();
  return cursor.node('array', start, { items: [readInside(cursor, () => readQuery(cursor))] });
}

/** `{'a': 1, 'b': x}`, `{* EXCLUDE a}`. */
export function readObject(cursor: Cursor, start: number): Expression {
  cursor.take();
  // ODBC's `{fn NAME(x)}`
  if (cursor.isWord('FN') && cursor.peek(1)?.kind === 'word') {
    cursor.take();
    const inner = readExpression(cursor);
    cursor.expectSymbol('}');
    return cursor.node('paren', start, { inner });
  }
  const entries = cursor.isSymbol('}') ? [] : cursor.list(() => readEntry(cursor), () => cursor.isSymbol('}'));
  cursor.expectSymbol('}');
  return cursor.node('object', start, { entries });
}

function readEntry(cursor: Cursor): ObjectEntry | Star {
  const { start } = cursor;
  const outside = cursor.colonIsPath;
  cursor.colonIsPath = false;
  const key = readExpression(cursor);
  cursor.colonIsPath = true;
  if (key.kind === 'star') {
    cursor.colonIsPath = outside;
    return key;
  }
  cursor.expectSymbol(':');
  const value = readExpression(cursor);
  cursor.colonIsPath = outside;
  return cursor.node('entry', start, { key, value });
}

