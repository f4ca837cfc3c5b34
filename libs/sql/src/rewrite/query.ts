import { isQuery, readExpression, startsWithClause } from './expression';
import { foldIdentifier } from './identifier';
import { AFTER_SET_OPERATOR, SET_OPERATORS } from './keywords';
import { readClauses } from './query-clauses';
import type { Analysis } from './analysis';
import type { Scope } from './scope';

/** Reads a query without its WITH clause: the branches of set operations, each in a scope of its own. */
export function readQuery(analysis: Analysis, from: number, to: number, scope: Scope): void {
  let start = from;
  for (let at = from; at < to; at = analysis.tokens.after(at)) {
    if (!isSetOperator(analysis, at)) continue;
    readBranch(analysis, start, at, scope);
    start = at + 1;
    while (analysis.tokens.isWord(start, 'ALL', 'DISTINCT', 'BY', 'NAME')) start++;
  }
  readBranch(analysis, start, to, scope);
}

/** `* EXCEPT (a, b)` leaves out columns and is no set operator. */
function isSetOperator(analysis: Analysis, at: number): boolean {
  const { tokens } = analysis;
  if (!tokens.isWordOf(at, SET_OPERATORS) || tokens.isWord(at - 1, 'AS')) return false;
  if (tokens.isSymbol(at + 1, '(')) return isQuery(analysis, at + 2, tokens.close(at + 1));
  return tokens.isWordOf(at + 1, AFTER_SET_OPERATOR);
}

function readBranch(analysis: Analysis, from: number, to: number, outer: Scope): void {
  const { tokens } = analysis;
  if (from >= to) return;
  const scope = outer.inner();
  if (tokens.isSymbol(from, '(')) {
    analysis.statement(from + 1, tokens.close(from), scope);
    readExpression(analysis, tokens.after(from), to, scope);
  } else if (tokens.isWord(from, 'SELECT', 'FROM')) readClauses(analysis, from, to, scope);
  else if (startsWithClause(analysis, from) || tokens.isWord(from, 'TABLE')) analysis.statement(from, to, scope);
  else readExpression(analysis, from, to, scope);
  scope.close();
}

interface CommonTable {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the common table expressions of the WITH at `at`. Answers the scope that sees them, which the caller closes,
 * and the index of the statement after them. Without RECURSIVE each sees the earlier ones only, not itself.
 */
export function readWithClause(analysis: Analysis, at: number, to: number, outer: Scope): { readonly scope: Scope; readonly next: number } {
  const recursive = analysis.tokens.isWord(at + 1, 'RECURSIVE') && analysis.tokens.isName(at + 2);
  const { list, next } = listCommonTables(analysis, recursive ? at + 2 : at + 1, to);
  const names = new Set(list.map((table) => table.name));
  const earlier = new Set<string>();
  list.forEach((table) => {
    const body = outer.inner(recursive ? names : earlier);
    analysis.statement(table.from, table.to, body);
    body.close();
    earlier.add(table.name);
  });
  return { scope: outer.inner(names), next };
}

function listCommonTables(analysis: Analysis, from: number, to: number): { readonly list: readonly CommonTable[]; readonly next: number } {
  const { tokens } = analysis;
  const list: CommonTable[] = [];
  let at = from;
  while (at < to) {
    const open = bodyOf(analysis, at, to);
    if (open === undefined) break;
    list.push({ name: foldIdentifier(tokens.at(at)?.text ?? ''), from: open + 1, to: tokens.close(open) });
    at = afterCommonTable(analysis, tokens.after(open), to);
    if (!tokens.isSymbol(at, ',')) break;
    at++;
  }
  return { list, next: at };
}

/** Index of the bracket that opens the body of the common table at `at`. */
function bodyOf(analysis: Analysis, at: number, to: number): number | undefined {
  const { tokens } = analysis;
  if (!tokens.isName(at) || !(tokens.isSymbol(at + 1, '(') || tokens.isWord(at + 1, 'AS', 'USING'))) return undefined;
  let next = at + 1;
  while (next < to && !tokens.isWord(next, 'AS')) next = tokens.after(next);
  next++;
  while (tokens.isWord(next, 'NOT', 'MATERIALIZED')) next++;
  return next < to && tokens.isSymbol(next, '(') ? next : undefined;
}

/** Passes over SEARCH and CYCLE to the comma before the next common table, or to the statement. */
function afterCommonTable(analysis: Analysis, from: number, to: number): number {
  const { tokens } = analysis;
  let at = from;
  if (!tokens.isWord(at, 'SEARCH', 'CYCLE')) return at;
  while (at < to && !startsMain(analysis, at)) {
    if (tokens.isSymbol(at, ',') && bodyOf(analysis, at + 1, to) !== undefined) return at;
    at = tokens.after(at);
  }
  return at;
}

function startsMain(analysis: Analysis, at: number): boolean {
  const { tokens } = analysis;
  return tokens.isWord(at, 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'VALUES', 'FROM', 'TABLE') || tokens.isSymbol(at, '(');
}
