import { readExpressionToken } from './expression';
import { readFromItem, readTarget } from './from-item';
import { CLAUSE_WORDS } from './keywords';
import type { Analysis } from './analysis';
import type { Scope } from './scope';

/** Before FROM, at a FROM item, behind one (ON and the like), or in a later clause. */
type Place = 'head' | 'item' | 'list' | 'tail';

/** Reads a query without WITH and set operators, or the rest of an UPDATE, from its head on. */
export function readClauses(analysis: Analysis, from: number, to: number, scope: Scope): void {
  read(analysis, from, to, scope, 'head');
}

/** Reads a FROM list and the clauses after it. */
export function readFromList(analysis: Analysis, from: number, to: number, scope: Scope): void {
  read(analysis, from, to, scope, 'item');
}

function read(analysis: Analysis, from: number, to: number, scope: Scope, start: Place): void {
  let place = start;
  let at = from;
  while (at < to) {
    // A comma too many is left to the engine.
    if (place === 'item' && !endsFromClause(analysis, at)) {
      at = readFromItem(analysis, at, scope);
      place = 'list';
      continue;
    }
    if (place === 'head' && isSelectInto(analysis, at)) {
      at = readTarget(analysis, at + 1, scope.inner());
      continue;
    }
    const next = nextPlace(analysis, at, place);
    at = next === 'item' ? at + 1 : readExpressionToken(analysis, at, scope);
    place = next;
  }
}

function nextPlace(analysis: Analysis, at: number, place: Place): Place {
  const { tokens } = analysis;
  if (place === 'list' && tokens.isSymbol(at, ',')) return 'item';
  // `AS from` is a label, `payload:from` a JSON path.
  if (tokens.at(at)?.kind !== 'word' || tokens.isWord(at - 1, 'AS') || tokens.isSymbol(at - 1, ':')) return place;
  if (place === 'head') return tokens.isWord(at, 'FROM') && !isPartOfExpression(analysis, at) ? 'item' : place;
  if (place === 'tail') return place;
  if (tokens.isWord(at, 'JOIN', 'APPLY')) return 'item';
  return endsFromClause(analysis, at) ? 'tail' : place;
}

function endsFromClause(analysis: Analysis, at: number): boolean {
  const { tokens } = analysis;
  if (tokens.isWord(at, 'START')) return tokens.isWord(at + 1, 'WITH');
  if (tokens.isWord(at, 'CONNECT')) return tokens.isWord(at + 1, 'BY');
  return tokens.isWordOf(at, CLAUSE_WORDS);
}

/** `a IS [NOT] DISTINCT FROM b`, `NTH_VALUE(a, 2) FROM FIRST OVER …` */
function isPartOfExpression(analysis: Analysis, at: number): boolean {
  const { tokens } = analysis;
  if (tokens.isWord(at - 1, 'DISTINCT')) return tokens.isWord(at - 2, 'IS', 'NOT');
  return tokens.isSymbol(at - 1, ')') && tokens.isWord(at + 1, 'FIRST', 'LAST') && tokens.isWord(at + 2, 'OVER', 'IGNORE', 'RESPECT');
}

/** `SELECT … INTO name FROM …` makes a table. */
function isSelectInto(analysis: Analysis, at: number): boolean {
  return analysis.tokens.isWord(at, 'INTO') && !analysis.tokens.isWord(at - 1, 'AS');
}
