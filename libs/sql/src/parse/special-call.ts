import { readType } from './data-type';
import { readExpression } from './expression';
import { readInside } from './primary';
import { LITERAL_TYPES } from './keywords';
import { PRECEDENCE } from './operators';
import type { Cursor } from './cursor';
import type { Call, Expression } from './syntax';

const CASTS: ReadonlySet<string> = new Set(['CAST', 'TRY_CAST', 'SAFE_CAST']);
const TRIMS: Readonly<Record<string, string>> = { BOTH: 'TRIM', LEADING: 'LTRIM', TRAILING: 'RTRIM' };

/** The call that comes next may have words between its arguments. */
export function isSpecialCall(cursor: Cursor, word: string): boolean {
  if (CASTS.has(word)) return true;
  if (word === 'CONVERT') return cursor.isWord(TYPE_WORDS, 2) && (cursor.isSymbol(',', 3) || cursor.isSymbol('(', 3) || cursor.isWord('PRECISION', 3) || cursor.isWord('VARYING', 3));
  if (word === 'TRIM') return isTrim(cursor);
  if (word === 'DATE_PART') return cursor.isWord('FROM', 3);
  return word === 'EXTRACT' || word === 'POSITION' || word === 'SUBSTRING' || word === 'OVERLAY';
}

const TYPE_WORDS: ReadonlySet<string> = new Set([...LITERAL_TYPES, 'SMALLINT', 'DOUBLE', 'REAL', 'FLOAT4', 'FLOAT8', 'INT2', 'INT4', 'INT8', 'CHARACTER', 'NVARCHAR', 'NCHAR', 'BPCHAR', 'VARBYTE', 'VARBINARY']);

/** TRIM with a word or FROM directly in its brackets. */
function isTrim(cursor: Cursor): boolean {
  if (TRIMS[cursor.peek(2)?.text ?? ''] !== undefined && cursor.peek(2)?.kind === 'word') return true;
  const behind = cursor.behindBracket(1) ?? 0;
  for (let at = 2; at < behind - 1; at++) {
    if (cursor.isSymbol('(', at)) at = (cursor.behindBracket(at) ?? behind) - 1;
    else if (cursor.isWord('FROM', at)) return true;
  }
  return false;
}

/** Reads CAST, EXTRACT and the like. */
export function readSpecialCall(cursor: Cursor, word: string, start: number): Expression {
  const path = [cursor.name()];
  cursor.expectSymbol('(');
  const argsStart = cursor.end;
  if (CASTS.has(word)) return readInside(cursor, () => readCast(cursor)).finish(start, word !== 'CAST');
  if (word === 'CONVERT') {
    const type = readType(cursor);
    cursor.expectSymbol(',');
    const value = readInside(cursor, () => readExpression(cursor));
    return cursor.node('cast', start, { form: 'convert' as const, try: false, value, type });
  }
  const { name, args, special } = readInside(cursor, () => readArguments(cursor, word));
  const argsSpan = { start: argsStart, end: cursor.end - 1 };
  const form: Call['form'] = special ? 'special' : 'plain';
  return cursor.node('call', start, { path, name, args, distinct: false, orderBy: [], withinGroup: false, form, argsSpan });
}

function readCast(cursor: Cursor): { finish(start: number, isTry: boolean): Expression } {
  const value = readExpression(cursor);
  cursor.expectWord('AS');
  const type = readType(cursor);
  if (cursor.takeWord('FORMAT') || cursor.takeWord('COLLATE')) readExpression(cursor);
  while (cursor.takeWord('RENAME', 'FIELDS') || cursor.takeWord('ADD', 'FIELDS')) cursor.takeSymbol(',');
  return { finish: (start, isTry) => cursor.node('cast', start, { form: 'call' as const, try: isTry, value, type }) };
}

interface SpecialArguments {
  readonly name: string;
  readonly args: readonly Expression[];
  readonly special: boolean;
}

function readArguments(cursor: Cursor, word: string): SpecialArguments {
  if (word === 'TRIM') return readTrim(cursor);
  if (cursor.isSymbol(')')) return { name: word, args: [], special: false };
  const args = [word === 'POSITION' ? readExpression(cursor, PRECEDENCE.other) : readExpression(cursor)];
  let special = false;
  for (;;) {
    const separator = ['FROM', 'IN', 'FOR', 'PLACING', 'SIMILAR', 'ESCAPE'].find((each) => cursor.takeWord(each));
    if (separator === undefined && !cursor.takeSymbol(',')) return { name: word, args, special };
    special ||= separator !== undefined;
    args.push(readExpression(cursor));
  }
}

/** Gives what is trimmed first, as TRIM(x, characters) has it. */
function readTrim(cursor: Cursor): SpecialArguments {
  const side = Object.keys(TRIMS).find((each) => cursor.takeWord(each));
  const name = TRIMS[side ?? 'BOTH']!;
  const first = cursor.isWord('FROM') ? undefined : readExpression(cursor);
  if (!cursor.takeWord('FROM')) {
    const second = first && cursor.takeSymbol(',') ? readExpression(cursor) : undefined;
    return { name, args: [...(first ? [first] : []), ...(second ? [second] : [])], special: true };
  }
  const value = readExpression(cursor);
  return { name, args: first ? [value, first] : [value], special: true };
}
