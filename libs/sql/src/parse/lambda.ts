import { readType } from './data-type';
import { readExpression } from './expression';
import { readInside } from './primary';
import type { Cursor } from './cursor';
import type { Lambda, Name } from './syntax';

/** `x -> x + 1`, `(x, y) -> x + y`, `x INT -> x * 2`, DuckDB's `lambda x, y: x + y`; undefined where an argument is none of these. */
export function readLambda(cursor: Cursor): Lambda | undefined {
  const { start } = cursor;
  if (cursor.isWord('LAMBDA') && cursor.peek(1)?.kind === 'word' && (cursor.isSymbol(':', 2) || cursor.isSymbol(',', 2))) {
    cursor.take();
    const names = cursor.list(() => cursor.name());
    cursor.expectSymbol(':');
    return cursor.node('lambda', start, { parameters: names, body: readExpression(cursor) });
  }
  const parameters = readParameters(cursor);
  if (!parameters) return undefined;
  cursor.expectSymbol('->');
  return cursor.node('lambda', start, { parameters, body: readExpression(cursor) });
}

function readParameters(cursor: Cursor): readonly Name[] | undefined {
  if (cursor.isSymbol('(')) {
    const behind = cursor.behindBracket(0);
    if (behind === undefined || !cursor.isSymbol('->', behind) || !isName(cursor, 1)) return undefined;
    cursor.take();
    return readInside(cursor, () => cursor.list(() => readParameter(cursor)));
  }
  if (!isName(cursor, 0)) return undefined;
  // A string or number behind the arrow makes it PostgreSQL's operator on JSON.
  const isArrow = cursor.isSymbol('->', 1) && cursor.peek(2)?.kind !== 'string' && cursor.peek(2)?.kind !== 'number';
  return isArrow || (cursor.peek(1)?.kind === 'word' && cursor.isSymbol('->', 2)) ? [readParameter(cursor)] : undefined;
}

function readParameter(cursor: Cursor): Name {
  const name = cursor.name();
  if (cursor.token?.kind === 'word') readType(cursor);
  return name;
}

function isName(cursor: Cursor, ahead: number): boolean {
  const kind = cursor.peek(ahead)?.kind;
  return kind === 'word' || kind === 'quoted';
}
