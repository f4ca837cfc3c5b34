import { TYPE_CONTINUATIONS, ZONED_TYPES } from './keywords';
import type { Cursor } from './cursor';
import type { TypeName } from './syntax';

/** Reads a type. */
export function readType(cursor: Cursor): TypeName {
  const start = cursor.start;
  let name = cursor.name();
  const quoted = name.quoted;
  const words = [name.text.toUpperCase()];
  while (cursor.takeSymbol('.')) {
    name = cursor.name();
    words[0] = name.text.toUpperCase();
  }
  if (!quoted) addWords(cursor, words, TYPE_CONTINUATIONS[words[0]!] ?? []);
  const args = cursor.isSymbol('(') ? readArguments(cursor) : [];
  if (ZONED_TYPES.has(words[0]!)) addWords(cursor, words, [['WITH', 'TIME', 'ZONE'], ['WITHOUT', 'TIME', 'ZONE'], ['WITH', 'LOCAL', 'TIME', 'ZONE']]);
  let array = false;
  while (cursor.isSymbol('[') && (cursor.isSymbol(']', 1) || (cursor.peek(1)?.kind === 'number' && cursor.isSymbol(']', 2) && array))) {
    cursor.skipBrackets();
    array = true;
  }
  return cursor.node('type', start, { name: words.join(' '), args, array });
}

function addWords(cursor: Cursor, words: string[], continuations: readonly (readonly string[])[]): void {
  const found = continuations.find((continuation) => cursor.takeWord(...continuation));
  if (found) words.push(...found);
}

/** Numbers and words between commas; anything else there, such as the fields of an OBJECT, as one text. */
function readArguments(cursor: Cursor): readonly string[] {
  const start = cursor.start + 1;
  cursor.skipBrackets();
  const inside = cursor.sql.slice(start, cursor.end - 1).trim();
  return /^[\w\s,]*$/.test(inside) ? inside.split(',').map((arg) => arg.trim()).filter((arg) => arg !== '') : [inside];
}
