import { readExpression } from './expression';
import { readInside } from './primary';
import type { Cursor } from './cursor';
import type { Name, SelectItem, Star, StarChange } from './syntax';

const WORDS = ['EXCLUDE', 'EXCEPT', 'REPLACE', 'RENAME', 'ILIKE', 'LIKE'] as const;

/** Reads a star, and what is left out or changed behind it. */
export function readStar(cursor: Cursor, start: number, qualifier: readonly Name[]): Star {
  cursor.expectSymbol('*');
  const changes: StarChange[] = [];
  for (let change = readChange(cursor); change; change = readChange(cursor)) changes.push(change);
  return cursor.node('star', start, { qualifier, changes });
}

function readChange(cursor: Cursor): StarChange | undefined {
  const word = WORDS.find((each) => cursor.isWord(each));
  if (word === undefined || (word === 'EXCEPT' && !isColumnList(cursor))) return undefined;
  const { start } = cursor;
  cursor.take();
  if (cursor.takeSymbol('(')) return cursor.node('star-change', start, { word, items: readInside(cursor, () => cursor.list(() => readItem(cursor))) });
  return cursor.node('star-change', start, { word, items: [readItem(cursor)] });
}

/** `* EXCEPT (a, b)`, and not the set operator before a query. */
function isColumnList(cursor: Cursor): boolean {
  return cursor.isSymbol('(', 1) && !cursor.isWord('SELECT', 2) && !cursor.isWord('WITH', 2) && !cursor.isSymbol('(', 2);
}

function readItem(cursor: Cursor): SelectItem {
  const { start } = cursor;
  const value = readExpression(cursor);
  const alias = cursor.takeWord('AS') ? cursor.name() : undefined;
  return cursor.node('item', start, { value, as: true, ...(alias && { alias }) });
}
