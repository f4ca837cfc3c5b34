import { readType } from './data-type';
import { readExpression } from './expression';
import { PRECEDENCE } from './operators';
import type { Cursor } from './cursor';
import type { Expression } from './syntax';

/** Operators behind one operand may follow each other this often: each makes the tree deeper. */
const MAX_POSTFIXES = 64;

/** Reads what binds most tightly behind an operand: `::type`, `[index]`, `:path`, `.field`. */
export function readPostfix(cursor: Cursor, start: number, operand: Expression): Expression {
  let value = operand;
  for (let count = 0; ; count++) {
    const next = readOne(cursor, start, value);
    if (!next) return value;
    if (count === MAX_POSTFIXES) cursor.fail('the end of the expression, which is nested too deeply,');
    value = next;
  }
}

function readOne(cursor: Cursor, start: number, value: Expression): Expression | undefined {
  if (cursor.takeSymbol('::')) return cursor.node('cast', start, { form: 'operator' as const, try: false, value, type: readType(cursor) });
  if (cursor.isSymbol('[')) return readIndex(cursor, start, value);
  if (cursor.isSymbol(':') && cursor.colonIsPath && isPathPart(cursor)) {
    cursor.take();
    return cursor.node('field', start, { value, field: cursor.name(), colon: true });
  }
  if (cursor.isSymbol('.') && isPathPart(cursor)) {
    cursor.take();
    return cursor.node('field', start, { value, field: cursor.name(), colon: false });
  }
  if (cursor.isSymbol('(') && cursor.isSymbol('+', 1) && cursor.isSymbol(')', 2)) {
    cursor.skipBrackets();
    return cursor.node('outer-mark', start, { value });
  }
  // `IDENTIFIER('f')(x)` calls the function of that name.
  if (cursor.isSymbol('(') && value.kind === 'call' && value.name === 'IDENTIFIER') {
    cursor.skipBrackets();
    return cursor.node('placeholder', start, { text: 'IDENTIFIER(…)' });
  }
  return undefined;
}

function isPathPart(cursor: Cursor): boolean {
  const kind = cursor.peek(1)?.kind;
  return kind === 'word' || kind === 'quoted';
}

function readIndex(cursor: Cursor, start: number, value: Expression): Expression {
  cursor.take();
  const outside = cursor.colonIsPath;
  cursor.colonIsPath = false;
  const index = cursor.isSymbol(':') || cursor.isSymbol(']') ? undefined : readExpression(cursor);
  let slice = false;
  while (cursor.takeSymbol(':')) {
    slice = true;
    if (!cursor.isSymbol(']') && !cursor.isSymbol(':')) readExpression(cursor, PRECEDENCE.or);
  }
  cursor.colonIsPath = outside;
  cursor.expectSymbol(']');
  return cursor.node('index', start, { value, ...(index && { index }), slice });
}
