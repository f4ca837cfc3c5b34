import { binaryPrecedence, PRECEDENCE, PREFIX_SYMBOLS } from './operators';
import { readPostfix } from './postfix';
import { readPredicate } from './predicate';
import { readPrimary } from './primary';
import type { Cursor } from './cursor';
import type { Expression, Operator } from './syntax';

/** `a IS NULL IS NULL …`: each test makes the tree deeper. */
const MAX_TESTS = 64;

/**
 * Reads an expression by precedence climbing (V. Pratt, "Top down operator precedence", 1973).
 * @param least operators that bind less tightly end the expression
 */
export function readExpression(cursor: Cursor, least = 0): Expression {
  return cursor.deeper(() => readOperators(cursor, least));
}

function readOperators(cursor: Cursor, least: number): Expression {
  const { start } = cursor;
  let left = readPrefix(cursor);
  for (let count = 0; ; count++) {
    if (count === MAX_TESTS) cursor.fail('the end of the expression, which is nested too deeply,');
    const precedence = binaryPrecedence(cursor);
    if (precedence !== undefined && precedence >= least) {
      left = readChain(cursor, start, left, precedence);
      continue;
    }
    const next = readPredicate(cursor, start, left, least);
    if (!next) return left;
    left = next;
  }
}

/** Operators of one precedence make one node, so that long chains don't nest. */
function readChain(cursor: Cursor, start: number, first: Expression, precedence: number): Expression {
  const operands = [first];
  const operators: Operator[] = [];
  while (binaryPrecedence(cursor) === precedence) {
    const { start: from, end, text } = cursor.take();
    operators.push({ start: from, end, text });
    operands.push(readExpression(cursor, precedence + 1));
  }
  return cursor.node('binary', start, { operands, operators });
}

function readPrefix(cursor: Cursor): Expression {
  const { start, token } = cursor;
  if (cursor.takeWord('NOT')) return cursor.node('unary', start, { operator: 'NOT', operand: readExpression(cursor, PRECEDENCE.not) });
  if (token?.kind === 'symbol' && PREFIX_SYMBOLS.has(token.text)) {
    cursor.take();
    return cursor.node('unary', start, { operator: token.text, operand: readExpression(cursor, PRECEDENCE.sign) });
  }
  return readPostfix(cursor, start, readPrimary(cursor));
}
