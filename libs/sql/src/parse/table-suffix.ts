import { readExpression } from './expression';
import { readAlias } from './from';
import { readInside, startsQuery } from './primary';
import { readNames } from './query';
import { readItem } from './select';
import type { Cursor } from './cursor';
import type { Name, Sample, SelectItem, Suffix } from './syntax';

const METHODS: ReadonlySet<string> = new Set(['BERNOULLI', 'SYSTEM', 'ROW', 'BLOCK', 'RESERVOIR']);
const OPAQUE: ReadonlySet<string> = new Set(['AT', 'BEFORE', 'CHANGES', 'END', 'MATCH_RECOGNIZE']);

/** Reads what reshapes a table behind its name or alias; undefined where nothing does. */
export function readSuffix(cursor: Cursor): Suffix | undefined {
  const { start } = cursor;
  if (cursor.takeWord('WITH', 'ORDINALITY') || cursor.takeWord('WITH', 'OFFSET')) return cursor.node('opaque', start, { word: 'WITH ORDINALITY' });
  if (cursor.isWord('SAMPLE') || cursor.isWord('TABLESAMPLE')) return readSample(cursor, start);
  if (!cursor.isSymbol('(', 1)) return cursor.isWord('UNPIVOT') && cursor.isSymbol('(', 3) ? readUnpivot(cursor, start) : undefined;
  if (cursor.isWord('PIVOT')) return readPivot(cursor, start);
  if (cursor.isWord('UNPIVOT')) return readUnpivot(cursor, start);
  if (!cursor.isWord(OPAQUE) || !isOpaque(cursor)) return undefined;
  const word = cursor.take().text;
  cursor.skipBrackets();
  return cursor.node('opaque', start, { word });
}

/** `AT (TIMESTAMP => …)` travels in time, `at (a, b)` is an alias with columns. */
function isOpaque(cursor: Cursor): boolean {
  return cursor.isWord('MATCH_RECOGNIZE') || cursor.isSymbol('=>', 3);
}

function readSample(cursor: Cursor, start: number): Suffix | undefined {
  const ahead = cursor.isWord(METHODS, 1) ? 2 : 1;
  if (!cursor.isSymbol('(', ahead)) return undefined;
  cursor.take();
  const method = ahead === 2 ? cursor.take().text : undefined;
  cursor.take();
  const { amount, rows } = readInside(cursor, () => readAmount(cursor));
  const seeded = cursor.takeWord('SEED') || cursor.takeWord('REPEATABLE');
  const seed = seeded ? readExpression(cursor) : undefined;
  return cursor.node('sample', start, { ...(method !== undefined && { method }), amount, rows, ...(seed && { seed }) });
}

function readAmount(cursor: Cursor): Pick<Sample, 'amount' | 'rows'> {
  const amount = readExpression(cursor);
  const rows = cursor.takeWord('ROWS');
  if (!rows && !cursor.takeWord('PERCENT')) cursor.takeSymbol('%');
  return { amount, rows };
}

function readPivot(cursor: Cursor, start: number): Suffix {
  cursor.take();
  cursor.take();
  const parts = readInside(cursor, () => {
    const aggregates = cursor.list(() => readItem(cursor));
    cursor.expectWord('FOR');
    // Above IN, which is the pivot's own.
    const column = readExpression(cursor, 7);
    cursor.expectWord('IN');
    const values = readPivotValues(cursor);
    const otherwise = cursor.takeWord('DEFAULT', 'ON', 'NULL') ? readExpression(cursor) : undefined;
    return { aggregates, column, ...values, ...(otherwise && { otherwise }) };
  });
  return cursor.node('pivot', start, { ...parts, ...readReshapedAlias(cursor) });
}

function readPivotValues(cursor: Cursor): { values: readonly SelectItem[]; dynamic?: { start: number; end: number } } {
  const { start } = cursor;
  if (cursor.isSymbol('(') && !startsQuery(cursor, 1) && !cursor.isWord('ANY', 1)) {
    cursor.take();
    return { values: readInside(cursor, () => cursor.list(() => readItem(cursor))) };
  }
  cursor.skipBrackets();
  return { values: [], dynamic: { start, end: cursor.end } };
}

function readUnpivot(cursor: Cursor, start: number): Suffix {
  cursor.take();
  const includeNulls = cursor.takeWord('INCLUDE', 'NULLS');
  if (!includeNulls) cursor.takeWord('EXCLUDE', 'NULLS');
  cursor.expectSymbol('(');
  const parts = readInside(cursor, () => {
    const value = cursor.name();
    cursor.expectWord('FOR');
    const name = cursor.name();
    cursor.expectWord('IN');
    cursor.expectSymbol('(');
    return { value, name, items: readInside(cursor, () => cursor.list(() => readItem(cursor))) };
  });
  return cursor.node('unpivot', start, { ...parts, includeNulls, ...readReshapedAlias(cursor) });
}

/** An alias behind PIVOT stands for the reshaped table, also where others follow. */
function readReshapedAlias(cursor: Cursor): { alias?: Name; columns: Name[] } {
  const alias = readAlias(cursor);
  return { ...(alias && { alias }), columns: alias ? readNames(cursor) : [] };
}
