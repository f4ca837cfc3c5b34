import { isGroup, isName, isSymbol, isWord, type Node, type Token } from '../syntax-tree';
import { datePartArgument, readsPart } from './date-parts';
import { wordBefore, type Around, type Surroundings } from './surroundings';
import type { Place } from './place';

/** What may stand at a place. */
export type Expectation =
  /** The start of a statement. */
  | { readonly kind: 'statement' }
  /** A value: a column, a function, a word such as CASE. */
  | { readonly kind: 'value'; readonly opens: boolean }
  /** Something behind a value: an operator, or the next clause. */
  | { readonly kind: 'behind-value' }
  /** A relation in FROM; `joined` behind JOIN. */
  | { readonly kind: 'relation'; readonly joined: boolean }
  | { readonly kind: 'behind-relation' }
  /** The condition of a join, at its start. */
  | { readonly kind: 'join-condition' }
  /** Columns that both sides of a join have. */
  | { readonly kind: 'using' }
  /** A member behind a point: the names before it. */
  | { readonly kind: 'member'; readonly path: readonly string[] }
  /** A part of a date, to be read or to be counted. */
  | { readonly kind: 'date-part'; readonly read: boolean }
  | { readonly kind: 'type' }
  | { readonly kind: 'interval-unit' }
  /** The parts of a window. */
  | { readonly kind: 'window' }
  /** Columns of the table that is named before: `INSERT INTO orders (`. */
  | { readonly kind: 'columns-of'; readonly table: string }
  /** Common table expressions have ended or begin. */
  | { readonly kind: 'behind-cte' }
  /** A name of the user's own, or a number. */
  | { readonly kind: 'nothing' };

const VALUE_FOLLOWS: ReadonlySet<string> = new Set(
  'SELECT DISTINCT ALL WHERE AND OR NOT ON BY HAVING QUALIFY WHEN THEN ELSE CASE IN BETWEEN LIKE ILIKE RLIKE REGEXP TO SET VALUES RETURNING LIMIT OFFSET TOP FILTER ANY SOME DIV MOD ESCAPE FROM EXCLUDE'.split(' '),
);

/** Says what may stand at the mark. */
export function expectationAt(place: Place, around: Surroundings): Expectation {
  const { before, call, clause } = around;
  const last = before.at(-1);
  const path = memberPath(before);
  if (path) return { kind: 'member', path };
  if (isDatePart(around)) return { kind: 'date-part', read: readsPart(wordBefore(around.call!)!.text) };
  if (place.inString) return { kind: 'nothing' };
  if (isSymbol(last, '::') || isCastType(around)) return { kind: 'type' };
  if (last?.kind === 'string' && isWord(before.at(-2), 'INTERVAL')) return { kind: 'interval-unit' };
  if (call) return insideBracket(call, around);
  if (!around.block) return isGroup(last) ? { kind: 'behind-cte' } : { kind: 'nothing' };
  switch (clause?.word) {
    case 'FROM':
    case 'UPDATE':
      return inFrom(before);
    case 'LIMIT':
    case 'OFFSET':
    case 'FETCH':
      return before.length === 0 ? { kind: 'nothing' } : { kind: 'behind-value' };
    case '':
      return beforeClauses(before);
    default:
      return inExpression(before);
  }
}

/** The names before a point: `o.` or `shop.orders.`; undefined where no point stands before the mark. */
function memberPath(before: readonly Node[]): readonly string[] | undefined {
  let at = before.length;
  const path: string[] = [];
  while (isSymbol(before[at - 1], '.') && isName(before[at - 2])) {
    path.unshift((before[at - 2] as Token).written);
    at -= 2;
  }
  return path.length > 0 ? path : undefined;
}

function isDatePart({ call, before }: Surroundings): boolean {
  const name = call && wordBefore(call)?.text;
  if (name === undefined) return false;
  if (name === 'EXTRACT') return before.length === 0;
  const argument = datePartArgument(name);
  const commas = before.filter((node) => isSymbol(node, ',')).length;
  return argument !== undefined && argument === commas && (before.length === 0 || isSymbol(before.at(-1), ','));
}

function isCastType({ call, before }: Surroundings): boolean {
  return call !== undefined && isWord(wordBefore(call), 'CAST', 'TRY_CAST') && isWord(before.at(-1), 'AS');
}

function insideBracket(call: Around, { before, clause }: Surroundings): Expectation {
  const word = wordBefore(call)?.text;
  if (word === 'USING') return { kind: 'using' };
  if (word === 'OVER' || (word === 'GROUP' && isWord(call.before.at(-2), 'WITHIN'))) return before.length === 0 || endsOperand(before) ? { kind: 'window' } : inExpression(before);
  const into = call.before.findLastIndex((node) => isWord(node, 'INTO'));
  if (clause?.word === '' && into >= 0 && isName(call.before[into + 1])) return { kind: 'columns-of', table: (call.before[into + 1] as Token).written };
  const isJoin = clause?.word === 'FROM' && (call.before.length === 0 || isSymbol(call.before.at(-1), ',') || isWord(call.before.at(-1), 'JOIN'));
  if (isJoin && before.length > 0) return inFrom(before);
  return inExpression(before, before.length === 0);
}

function inFrom(before: readonly Node[]): Expectation {
  const last = before.at(-1);
  if (last === undefined || isSymbol(last, ',') || isWord(last, 'JOIN', 'LATERAL', 'ONLY')) return lastJoinIsOpen(before) && isSymbol(last, ',') ? { kind: 'value', opens: false } : { kind: 'relation', joined: isWord(last, 'JOIN') };
  if (isWord(last, 'ON')) return { kind: 'join-condition' };
  if (isWord(last, 'AS')) return { kind: 'nothing' };
  return lastJoinIsOpen(before) ? inExpression(before) : { kind: 'behind-relation' };
}

/** The mark stands in the condition of the last join: what follows ON, up to the next JOIN. */
function lastJoinIsOpen(before: readonly Node[]): boolean {
  const on = before.findLastIndex((node) => isWord(node, 'ON'));
  return on >= 0 && !before.slice(on).some((node) => isWord(node, 'JOIN') || isSymbol(node, ','));
}

/** Before any clause: the start of a statement, a name behind INSERT INTO, a query behind CREATE … AS. */
function beforeClauses(before: readonly Node[]): Expectation {
  const last = before.at(-1);
  if (last === undefined || isWord(last, 'EXPLAIN', 'ANALYZE') || (isWord(last, 'AS') && isWord(before[0], 'CREATE')) || isGroup(last)) return { kind: 'statement' };
  if (isWord(last, 'INTO', 'TABLE', 'DESCRIBE', 'SUMMARIZE') && !isWord(before[0], 'CREATE')) return { kind: 'relation', joined: false };
  return isWord(last, 'ALL') && before.length === 1 ? { kind: 'statement' } : { kind: 'nothing' };
}

function inExpression(before: readonly Node[], opens = false): Expectation {
  if (isWord(before.at(-1), 'AS')) return { kind: 'nothing' };
  return endsOperand(before) ? { kind: 'behind-value' } : { kind: 'value', opens };
}

/** The last node ends a value: what comes next is an operator, a comma or a keyword. */
function endsOperand(before: readonly Node[]): boolean {
  const last = before.at(-1);
  if (last === undefined) return false;
  if (last.kind === 'word') return !VALUE_FOLLOWS.has(last.text);
  if (last.kind !== 'symbol') return true;
  const start = before.at(-2);
  // A star is every column at the start of an item, else a multiplication.
  return last.text === '*' && (start === undefined || isSymbol(start, ',') || isSymbol(start, '.') || isWord(start, 'DISTINCT', 'ALL'));
}
