import { readExpression } from './expression';
import { PRECEDENCE } from './operators';
import { readListOrQuery } from './primary';
import type { Cursor } from './cursor';
import type { Expression, Like } from './syntax';

const LIKE_WORDS: readonly (readonly [Like['operator'], ...string[]])[] = [
  ['LIKE', 'LIKE'],
  ['ILIKE', 'ILIKE'],
  ['SIMILAR TO', 'SIMILAR', 'TO'],
  ['RLIKE', 'RLIKE'],
  ['REGEXP', 'REGEXP'],
  ['GLOB', 'GLOB'],
];

/** Reads a test behind an operand (IS, BETWEEN, IN, LIKE), AT TIME ZONE or COLLATE; undefined where none comes that binds so tightly. */
export function readPredicate(cursor: Cursor, start: number, value: Expression, least: number): Expression | undefined {
  if (cursor.token?.kind !== 'word') return undefined;
  if (least <= PRECEDENCE.collate && cursor.takeWord('COLLATE')) {
    readExpression(cursor, PRECEDENCE.sign);
    return cursor.node('collate', start, { value });
  }
  if (least <= PRECEDENCE.timeZone) {
    if (cursor.takeWord('AT', 'TIME', 'ZONE')) return cursor.node('at-time-zone', start, { value, zone: readExpression(cursor, PRECEDENCE.collate) });
    if (cursor.takeWord('AT', 'LOCAL')) return cursor.node('at-time-zone', start, { value });
  }
  if (least <= PRECEDENCE.match) {
    const match = readMatch(cursor, start, value);
    if (match) return match;
  }
  return least <= PRECEDENCE.is ? readIs(cursor, start, value) : undefined;
}

function readMatch(cursor: Cursor, start: number, value: Expression): Expression | undefined {
  const ahead = cursor.isWord('NOT') ? 1 : 0;
  const not = ahead === 1;
  if (cursor.isWord('BETWEEN', ahead)) {
    skip(cursor, ahead + 1);
    if (!cursor.takeWord('SYMMETRIC')) cursor.takeWord('ASYMMETRIC');
    const low = readExpression(cursor, PRECEDENCE.other);
    cursor.expectWord('AND');
    return cursor.node('between', start, { value, not, low, high: readExpression(cursor, PRECEDENCE.other) });
  }
  if (cursor.isWord('IN', ahead)) {
    skip(cursor, ahead + 1);
    const items = cursor.isSymbol('(') ? readListOrQuery(cursor) : [readExpression(cursor, PRECEDENCE.other)];
    return cursor.node('in', start, { value, not, items });
  }
  const like = LIKE_WORDS.find(([, ...words]) => words.every((word, index) => cursor.isWord(word, ahead + index)));
  if (!like) return undefined;
  skip(cursor, ahead + like.length - 1);
  return readLike(cursor, start, { operator: like[0], not, value });
}

function readLike(cursor: Cursor, start: number, like: Pick<Like, 'operator' | 'not' | 'value'>): Expression {
  const quantifier = (['ANY', 'ALL'] as const).find((word) => cursor.isWord(word) && cursor.peek(1)?.kind !== 'string');
  if (quantifier) cursor.take();
  const patterns = quantifier && cursor.isSymbol('(') ? readListOrQuery(cursor) : [readExpression(cursor, PRECEDENCE.other)];
  const escape = cursor.takeWord('ESCAPE') ? readExpression(cursor, PRECEDENCE.other) : undefined;
  return cursor.node('like', start, { ...like, patterns, ...(quantifier && { quantifier }), ...(escape && { escape }) });
}

function readIs(cursor: Cursor, start: number, value: Expression): Expression | undefined {
  if (cursor.takeWord('ISNULL')) return cursor.node('is', start, { value, not: false, what: 'NULL' });
  if (cursor.takeWord('NOTNULL') || cursor.takeWord('NOT', 'NULL')) return cursor.node('is', start, { value, not: true, what: 'NULL' });
  if (!cursor.takeWord('IS')) return undefined;
  const not = cursor.takeWord('NOT');
  if (cursor.takeWord('DISTINCT')) {
    cursor.expectWord('FROM');
    return cursor.node('is', start, { value, not, what: 'DISTINCT FROM', other: readExpression(cursor, PRECEDENCE.comparison + 1) });
  }
  return cursor.node('is', start, { value, not, what: cursor.name().text.toUpperCase() });
}

function skip(cursor: Cursor, count: number): void {
  for (let index = 0; index < count; index++) cursor.take();
}

