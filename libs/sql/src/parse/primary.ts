import { readCall } from './call';
import { readArray, readObject } from './collection-literal';
import { readExpression } from './expression';
import { BARE_CALLS, INTERVAL_UNITS, LITERAL_TYPES, QUERY_START, RESERVED, STRING_PREFIXES } from './keywords';
import { readCase, readExists, readInterval, readQuantified } from './keyword-primary';
import { readType } from './data-type';
import { readQuery } from './query';
import { isSpecialCall, readSpecialCall } from './special-call';
import { readStar } from './star';
import type { Token } from '../token';
import type { Cursor } from './cursor';
import type { Expression, Literal, Name, Query } from './syntax';

/** Reads one operand, without what stands behind it. */
export function readPrimary(cursor: Cursor): Expression {
  const { token, start } = cursor;
  switch (token?.kind) {
    case 'number':
    case 'string':
      return readLiteral(cursor);
    case 'stage':
      cursor.take();
      return cursor.node('placeholder', start, { text: token.text });
    case 'symbol':
      return readSymbol(cursor, token.text, start);
    case 'word':
      return readWord(cursor, token.text, start);
    case 'quoted':
      return readNamed(cursor, start);
    default:
      return cursor.fail('an expression');
  }
}

function readLiteral(cursor: Cursor, prefix?: string): Literal {
  const start = prefix === undefined ? cursor.start : cursor.start - prefix.length;
  const token = cursor.take();
  // `1.` is a number; its dot is a token of its own.
  if (token.kind === 'number' && cursor.isSymbol('.') && cursor.isAdjacent(0) && !token.text.includes('.') && cursor.peek(1)?.start !== cursor.start + 1) cursor.take();
  const raw = cursor.sql.slice(start, cursor.end);
  return cursor.node('literal', start, { type: token.kind as 'number' | 'string', raw, ...(prefix !== undefined && { prefix: prefix.toUpperCase() }) });
}

function readSymbol(cursor: Cursor, symbol: string, start: number): Expression {
  if (symbol === '(') return readBrackets(cursor, start);
  if (symbol === '[') return readArray(cursor, start);
  if (symbol === '{') return readObject(cursor, start);
  if (symbol === '*') return readStar(cursor, start, []);
  if (symbol === '$' && cursor.isAdjacent(1)) return readDollar(cursor, start, []);
  if (symbol === '?' || ((symbol === ':' || symbol === '&' || symbol === '%') && cursor.isAdjacent(1))) {
    cursor.take();
    if (symbol !== '?') cursor.take();
    return cursor.node('placeholder', start, { text: cursor.sql.slice(start, cursor.end) });
  }
  return cursor.fail('an expression');
}

/** `$1` is a column by its place, `$name` a session variable. */
function readDollar(cursor: Cursor, start: number, qualifier: readonly Name[]): Expression {
  cursor.take();
  const token = cursor.take();
  if (token.kind === 'number') return cursor.node('positional', start, { qualifier, index: Number(token.text) });
  return cursor.node('placeholder', start, { text: `$${token.text}` });
}

/** A query, an expression, or several of them, in brackets. */
function readBrackets(cursor: Cursor, start: number): Expression {
  if (startsQuery(cursor, 1)) {
    cursor.take();
    const query = readInside(cursor, () => readQuery(cursor));
    return cursor.node('subquery', start, { query });
  }
  if (cursor.isSymbol(')', 1)) {
    cursor.take();
    cursor.take();
    return cursor.node('tuple', start, { items: [] });
  }
  const items = readList(cursor);
  return items.length === 1 ? cursor.node('paren', start, { inner: items[0]! }) : cursor.node('tuple', start, { items });
}

/** `(a, b)`: at least one expression. */
export function readList(cursor: Cursor): Expression[] {
  cursor.expectSymbol('(');
  return readInside(cursor, () => cursor.list(() => readExpression(cursor), () => cursor.isSymbol(')')));
}

/** `(a, b)` or `(SELECT …)`. */
export function readListOrQuery(cursor: Cursor): (Expression | Query)[] {
  if (!startsQuery(cursor, 1)) return cursor.isSymbol(')', 1) ? emptyList(cursor) : readList(cursor);
  cursor.take();
  return [readInside(cursor, () => readQuery(cursor))];
}

function emptyList(cursor: Cursor): Expression[] {
  cursor.take();
  cursor.take();
  return [];
}

/** Reads what is in round brackets, the opening one read already, and the closing one. */
export function readInside<T>(cursor: Cursor, read: () => T): T {
  const outside = cursor.colonIsPath;
  cursor.colonIsPath = true;
  const inside = read();
  cursor.colonIsPath = outside;
  cursor.expectSymbol(')');
  return inside;
}

/** What starts `ahead` is a query: a word of one, or brackets around a query with nothing of an expression behind them. */
export function startsQuery(cursor: Cursor, ahead: number): boolean {
  let at = ahead;
  while (cursor.isSymbol('(', at)) at++;
  if (!cursor.isWord(QUERY_START, at) || cursor.isSymbol('.', at + 1)) return cursor.isWord('FROM', at) && at === ahead;
  if (cursor.isWord('VALUES', at) && !cursor.isSymbol('(', at + 1)) return false;
  for (let open = at - 1; open >= ahead; open--) {
    const behind = cursor.behindBracket(open);
    if (behind === undefined || !endsQuery(cursor, behind)) return false;
  }
  return true;
}

const BEHIND_QUERY: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT', 'MINUS', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH']);

function endsQuery(cursor: Cursor, ahead: number): boolean {
  return cursor.peek(ahead) === undefined || cursor.isSymbol(')', ahead) || cursor.isSymbol(';', ahead) || cursor.isWord(BEHIND_QUERY, ahead);
}

function readWord(cursor: Cursor, word: string, start: number): Expression {
  const next = cursor.peek(1);
  const isCalled = next?.kind === 'symbol' && next.text === '(';
  const isDotted = next?.kind === 'symbol' && next.text === '.';
  if (next?.kind === 'string') {
    if (STRING_PREFIXES.has(word) && cursor.isAdjacent(1)) return readLiteral(cursor, cursor.take().text);
    if (LITERAL_TYPES.has(word)) return readTyped(cursor, start);
  }
  if (word === 'TIMESTAMP' || word === 'TIME') if (cursor.isWord('WITH', 1) || cursor.isWord('WITHOUT', 1)) return readTyped(cursor, start);
  if (isDotted) return readNamed(cursor, start);
  if (word === 'CASE') return readCase(cursor, start);
  if (word === 'EXISTS' && isCalled) return readExists(cursor, start);
  if (word === 'INTERVAL' && (next?.kind === 'string' || next?.kind === 'number' || (isCalled && isIntervalBehind(cursor)))) return readInterval(cursor, start);
  if ((word === 'ANY' || word === 'ALL' || word === 'SOME') && isCalled) return readQuantified(cursor, word, start);
  if (word === 'ARRAY' && cursor.isSymbol('[', 1)) return readArray(cursor, start);
  if (word === 'PRIOR' || word === 'CONNECT_BY_ROOT') if (next?.kind === 'word' || next?.kind === 'quoted') return readHierarchical(cursor, word, start);
  if (isCalled && isSpecialCall(cursor, word)) return readSpecialCall(cursor, word, start);
  if (!isCalled && (word === 'NULL' || word === 'TRUE' || word === 'FALSE')) {
    cursor.take();
    return cursor.node('literal', start, { type: word === 'NULL' ? ('null' as const) : ('boolean' as const), raw: word });
  }
  if (BARE_CALLS.has(word) && !isCalled && !cursor.isSymbol('[', 1)) {
    cursor.take();
    return bareCall(cursor, word, start);
  }
  if (RESERVED.has(word) && !isCalled && !isArgumentEnd(next)) return cursor.fail('an expression');
  return readNamed(cursor, start);
}

/** A keyword alone between commas in a call is a column, as Snowflake has it. */
function isArgumentEnd(next: Token | undefined): boolean {
  return next?.kind === 'symbol' && next.text === ')';
}

function isIntervalBehind(cursor: Cursor): boolean {
  const behind = cursor.behindBracket(1);
  return behind !== undefined && cursor.isWord(INTERVAL_UNITS, behind);
}

function readTyped(cursor: Cursor, start: number): Expression {
  const type = readType(cursor);
  if (cursor.token?.kind !== 'string') return cursor.fail('a string');
  return cursor.node('typed', start, { type, value: readLiteral(cursor) });
}

function readHierarchical(cursor: Cursor, operator: string, start: number): Expression {
  cursor.take();
  return cursor.node('unary', start, { operator, operand: readExpression(cursor, 13) });
}

function bareCall(cursor: Cursor, name: string, start: number): Expression {
  const span = { start: cursor.end, end: cursor.end };
  return cursor.node('call', start, { path: [], name, args: [], distinct: false, orderBy: [], withinGroup: false, form: 'bare' as const, argsSpan: span });
}

/** A column, a star behind a name, or a call. */
function readNamed(cursor: Cursor, start: number): Expression {
  if (cursor.isWord('APPROXIMATE') && cursor.peek(1)?.kind === 'word' && cursor.isSymbol('(', 2)) {
    cursor.take();
    return readCall(cursor, start, [cursor.name()], 'APPROXIMATE ');
  }
  const parts = [cursor.name()];
  for (;;) {
    const isOuterMark = cursor.isSymbol('+', 1) && cursor.isSymbol(')', 2);
    if (cursor.isSymbol('(') && !isOuterMark) return readCall(cursor, start, parts, '');
    // `model!METHOD(…)`
    if (cursor.isSymbol('!') && cursor.isAdjacent(0) && cursor.isAdjacent(1)) {
      cursor.take();
      parts.push(cursor.name());
      continue;
    }
    if (!cursor.isSymbol('.')) break;
    if (cursor.isSymbol('*', 1)) {
      cursor.take();
      return readStar(cursor, start, parts);
    }
    if (cursor.isSymbol('$', 1)) {
      cursor.take();
      return readDollar(cursor, start, parts);
    }
    // `db..table`: the schema is left out.
    if (cursor.isSymbol('.', 1)) cursor.take();
    cursor.take();
    parts.push(cursor.name());
  }
  return cursor.node('column', start, { parts });
}
