import { readExpression } from './expression';
import { INTERVAL_UNITS } from './keywords';
import { PRECEDENCE } from './operators';
import { readInside, readListOrQuery } from './primary';
import { readQuery } from './query';
import type { Cursor } from './cursor';
import type { Expression, Quantified, When } from './syntax';

/** `CASE … END`. */
export function readCase(cursor: Cursor, start: number): Expression {
  cursor.take();
  const outside = cursor.colonIsPath;
  cursor.colonIsPath = true;
  const operand = cursor.isWord('WHEN') ? undefined : readExpression(cursor);
  const whens: When[] = [];
  while (cursor.isWord('WHEN')) whens.push(readWhen(cursor));
  if (whens.length === 0) cursor.fail('WHEN');
  const otherwise = cursor.takeWord('ELSE') ? readExpression(cursor) : undefined;
  cursor.colonIsPath = outside;
  cursor.expectWord('END');
  return cursor.node('case', start, { ...(operand && { operand }), whens, ...(otherwise && { otherwise }) });
}

function readWhen(cursor: Cursor): When {
  const { start } = cursor;
  cursor.take();
  const condition = readExpression(cursor);
  cursor.expectWord('THEN');
  return cursor.node('when', start, { condition, result: readExpression(cursor) });
}

/** `EXISTS (SELECT …)`. */
export function readExists(cursor: Cursor, start: number): Expression {
  cursor.take();
  cursor.expectSymbol('(');
  return cursor.node('exists', start, { query: readInside(cursor, () => readQuery(cursor)) });
}

/** `INTERVAL '1' DAY`, `INTERVAL 2 WEEK`, `INTERVAL '1-2' YEAR TO MONTH`. */
export function readInterval(cursor: Cursor, start: number): Expression {
  cursor.take();
  const value = readExpression(cursor, PRECEDENCE.sign);
  if (!cursor.isWord(INTERVAL_UNITS)) return cursor.node('interval', start, { value });
  let unit = cursor.take().text;
  if (cursor.isSymbol('(')) cursor.skipBrackets();
  if (cursor.isWord('TO') && cursor.isWord(INTERVAL_UNITS, 1)) {
    cursor.take();
    unit += ` TO ${cursor.take().text}`;
    if (cursor.isSymbol('(')) cursor.skipBrackets();
  }
  return cursor.node('interval', start, { value, unit });
}

/** `ANY (SELECT …)`, `ALL (a, b)`. */
export function readQuantified(cursor: Cursor, word: Quantified['word'], start: number): Expression {
  cursor.take();
  return cursor.node('quantified', start, { word, items: readListOrQuery(cursor) });
}
