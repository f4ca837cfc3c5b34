import { readExpression } from './expression';
import { NOT_A_TABLE_ALIAS } from './keywords';
import { readInside, startsQuery } from './primary';
import { readBareValues, readNames, readQuery, readTableName } from './query';
import { readSuffix } from './table-suffix';
import type { Cursor } from './cursor';
import type { Join, JoinTree, Name, Source, Suffix } from './syntax';

const JOIN_WORDS: ReadonlySet<string> = new Set(['INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER', 'CROSS', 'NATURAL', 'ASOF', 'SEMI', 'ANTI', 'DIRECTED', 'POSITIONAL', 'GLOBAL', 'ANY']);

/** What FROM names, with commas between. */
export function readFrom(cursor: Cursor): JoinTree[] {
  return cursor.list(() => readJoins(cursor), () => !cursor.token || cursor.isWord('WHERE') || cursor.isSymbol(')'));
}

/** A source with the joins behind it. */
export function readJoins(cursor: Cursor): JoinTree {
  return cursor.deeper(() => {
    const { start } = cursor;
    const first = readSource(cursor);
    const joins: Join[] = [];
    for (let join = readJoin(cursor); join; join = readJoin(cursor)) joins.push(join);
    return cursor.node('joins', start, { first, joins });
  });
}

function joinLength(cursor: Cursor): number {
  let length = 0;
  while (cursor.isWord(JOIN_WORDS, length)) length++;
  return cursor.isWord('JOIN', length) || cursor.isWord('APPLY', length) ? length + 1 : 0;
}

function readJoin(cursor: Cursor): Join | undefined {
  const { start } = cursor;
  const length = joinLength(cursor);
  if (length === 0) return undefined;
  const words = Array.from({ length }, () => cursor.take().text).slice(0, -1);
  const source = readSource(cursor);
  const match = cursor.takeWord('MATCH_CONDITION') ? readExpression(cursor) : undefined;
  // `a JOIN b JOIN c ON … ON …`: the inner join is b's.
  const on = cursor.takeWord('ON') ? readExpression(cursor) : undefined;
  const using = cursor.takeWord('USING') ? readUsing(cursor) : [];
  if (using.length > 0 && cursor.takeWord('AS')) cursor.name();
  return cursor.node('join', start, { words, source, ...(match && { match }), ...(on && { on }), using });
}

/** Columns in brackets; Snowflake lets their table stand before them. */
function readUsing(cursor: Cursor): Name[] {
  cursor.expectSymbol('(');
  return readInside(cursor, () => cursor.list(() => readTableName(cursor).path.at(-1)!));
}

function readSource(cursor: Cursor): Source {
  const { start } = cursor;
  const lateral = cursor.takeWord('LATERAL');
  const unpivot = cursor.isWord('UNPIVOT') && cursor.peek(1)?.kind !== 'symbol' && cursor.isSymbol('.', 2) && cursor.takeWord('UNPIVOT');
  const base = readBase(cursor);
  const before = readSuffixes(cursor);
  const alias = readAlias(cursor);
  const columns = alias ? readColumns(cursor) : [];
  const suffixes = [...before, ...readSuffixes(cursor)];
  const late = alias ? undefined : readAlias(cursor);
  const at = cursor.isWord('AT') && cursor.peek(1)?.kind === 'word' ? readPlace(cursor) : undefined;
  return cursor.node('source', start, { lateral, base, suffixes, ...((alias ?? late) && { alias: alias ?? late }), columns: late ? readColumns(cursor) : columns, ...(at && { at }), ...(unpivot && { unpivot }) });
}

function readPlace(cursor: Cursor): Name {
  cursor.take();
  return cursor.name();
}

function readSuffixes(cursor: Cursor): Suffix[] {
  const suffixes: Suffix[] = [];
  for (let suffix = readSuffix(cursor); suffix; suffix = readSuffix(cursor)) suffixes.push(suffix);
  return suffixes;
}

/** Names of columns behind an alias; their types, which PostgreSQL allows, are read over. */
function readColumns(cursor: Cursor): Name[] {
  return cursor.isSymbol('(') ? readNames(cursor) : [];
}

/** An alias behind a table, with AS or without. */
export function readAlias(cursor: Cursor): Name | undefined {
  if (cursor.takeWord('AS')) return cursor.name();
  const kind = cursor.token?.kind;
  if (kind === 'quoted') return cursor.name();
  if (kind !== 'word' || joinLength(cursor) > 0) return undefined;
  if (cursor.isWord(NOT_A_TABLE_ALIAS) && !(cursor.isWord(SOFT) && isLast(cursor))) return undefined;
  return cursor.name();
}

/** Start a clause where something follows, and are names at the end. */
const SOFT: ReadonlySet<string> = new Set(['WINDOW', 'PIVOT', 'UNPIVOT', 'SAMPLE', 'TABLESAMPLE', 'MATCH_RECOGNIZE', 'OFFSET', 'START', 'SET']);

function isLast(cursor: Cursor): boolean {
  return cursor.peek(1) === undefined || cursor.isSymbol(')', 1) || cursor.isSymbol(',', 1);
}

function readBase(cursor: Cursor): Source['base'] {
  const { start, token } = cursor;
  if (cursor.isSymbol('(')) return readBracketed(cursor, start);
  if (token?.kind === 'stage' || token?.kind === 'string') return readStage(cursor, start);
  if (cursor.isWord('VALUES') && cursor.isSymbol('(', 1)) return cursor.node('derived', start, { query: readBareValues(cursor) });
  if (cursor.isWord('TABLE') && cursor.isSymbol('(', 1)) return readWrapped(cursor, start);
  if (cursor.isWord('SEMANTIC_VIEW') && cursor.isSymbol('(', 1)) return readStage(cursor, start);
  if (isFunction(cursor)) return cursor.node('table-function', start, { call: readExpression(cursor), wrapped: false });
  if (token?.kind === 'symbol' && !cursor.isSymbol('#')) {
    if (cursor.isSymbol('[') || cursor.isSymbol('{') || cursor.isSymbol('$') || cursor.isSymbol('?') || cursor.isSymbol(':')) return cursor.node('table-function', start, { call: readExpression(cursor), wrapped: false });
    return cursor.fail('a table');
  }
  return readTableName(cursor);
}

/** A dotted name with brackets behind it: `f(x)`, `s.f(x)`, `t.a[0]`. */
function isFunction(cursor: Cursor): boolean {
  let ahead = 1;
  while (cursor.isSymbol('.', ahead)) ahead += 2;
  if (cursor.isWord('IDENTIFIER') && cursor.isSymbol('(', 1)) return true;
  return (cursor.isSymbol('(', ahead) && cursor.token?.kind !== 'symbol') || cursor.isSymbol('[', ahead);
}

function readBracketed(cursor: Cursor, start: number): Source['base'] {
  if (startsQuery(cursor, 1)) {
    cursor.take();
    const query = readInside(cursor, () => readQuery(cursor));
    return cursor.node('derived', start, { query });
  }
  cursor.take();
  const tree = readInside(cursor, () => readJoins(cursor));
  return cursor.node('paren-join', start, { tree });
}

/** `TABLE(f(x))`, `TABLE($variable)`. */
function readWrapped(cursor: Cursor, start: number): Source['base'] {
  cursor.take();
  cursor.take();
  const call = readInside(cursor, () => readExpression(cursor));
  return cursor.node('table-function', start, { call, wrapped: true });
}

/** `@stage/path (FILE_FORMAT => …)`, `'@stage'`. */
function readStage(cursor: Cursor, start: number): Source['base'] {
  cursor.take();
  if (cursor.isSymbol('(')) cursor.skipBrackets();
  return cursor.node('staged', start, {});
}
