import { isQuery, readExpression, readGroup } from './expression';
import { JOIN_FOLLOWS, JOIN_PREFIXES, NOT_AN_ALIAS, RESHAPING, TABLE_SUFFIXES, TIME_TRAVEL } from './keywords';
import { readFromList } from './query-clauses';
import type { Analysis } from './analysis';
import type { Scope } from './scope';
import type { Token } from '../token';

/** Reads one item of a FROM list with its alias and answers the index after it; always moves on. */
export function readFromItem(analysis: Analysis, from: number, scope: Scope): number {
  const { tokens } = analysis;
  const at = skipPrefixes(analysis, from, scope);
  if (tokens.isSymbol(at, '(')) return readGroupItem(analysis, at, scope);
  if (tokens.isWord(at, 'VALUES') && tokens.isSymbol(at + 1, '(')) return readValues(analysis, at + 1, scope);
  if (!tokens.isName(at)) return readUnnamed(analysis, at, scope);
  const { parts, next } = tokens.dottedName(at);
  if (tokens.isSymbol(next, '(')) {
    readGroup(analysis, next, scope);
    return readAlias(analysis, tokens.after(next), scope).next;
  }
  return readNamed(analysis, parts, next, scope);
}

/** Reads the table that a statement changes: never a common table expression. */
export function readTarget(analysis: Analysis, at: number, scope: Scope): number {
  const { tokens } = analysis;
  const start = tokens.isWord(at, 'ONLY', 'TABLE') && tokens.isName(at + 1) ? at + 1 : at;
  if (!tokens.isName(start)) return at;
  const { parts, next } = tokens.dottedName(start);
  const alias = readAlias(analysis, next, scope);
  const table = analysis.table(parts);
  if (!alias.found) scope.addTable(parts, table);
  return alias.next;
}

/** Passes over LATERAL and the like, and DuckDB's alias in front (`c: customers`). */
function skipPrefixes(analysis: Analysis, from: number, scope: Scope): number {
  const { tokens } = analysis;
  let at = from;
  for (;;) {
    const next = at + 1;
    const isPrefix = tokens.isWord(at, 'LATERAL', 'ONLY') && (tokens.isSymbol(next, '(') || isPlainName(analysis, next));
    if (isPrefix || (tokens.isWord(at, 'UNPIVOT') && isPlainName(analysis, next))) at++;
    else if (tokens.isWord(at, 'ROWS') && tokens.isWord(next, 'FROM')) at += 2;
    else if (tokens.isName(at) && tokens.isSymbol(next, ':')) {
      scope.addSource(tokens.at(at)?.text ?? '');
      at += 2;
    } else return at;
  }
}

function isPlainName(analysis: Analysis, at: number): boolean {
  return analysis.tokens.isName(at) && !analysis.tokens.isWordOf(at, NOT_AN_ALIAS);
}

function readGroupItem(analysis: Analysis, at: number, scope: Scope): number {
  const { tokens } = analysis;
  const close = tokens.close(at);
  if (isQuery(analysis, at + 1, close)) analysis.statement(at + 1, close, scope);
  else readFromList(analysis, at + 1, close, scope);
  return readAlias(analysis, tokens.after(at), scope).next;
}

function readValues(analysis: Analysis, from: number, scope: Scope): number {
  const { tokens } = analysis;
  let at = from;
  for (;;) {
    readGroup(analysis, at, scope);
    at = tokens.after(at);
    const goesOn = tokens.isSymbol(at, ',') && tokens.isSymbol(at + 1, '(') && !isQuery(analysis, at + 2, tokens.close(at + 1));
    if (!goesOn) return readAlias(analysis, at, scope).next;
    at++;
  }
}

/** A file, a stage or a parameter in a table's place. */
function readUnnamed(analysis: Analysis, at: number, scope: Scope): number {
  const { tokens } = analysis;
  const kind = tokens.at(at)?.kind;
  if (kind !== 'string' && kind !== 'stage') return at + 1;
  const next = tokens.isSymbol(at + 1, '(') ? tokens.after(at + 1) : at + 1;
  return readAlias(analysis, next, scope).next;
}

function readNamed(analysis: Analysis, parts: readonly Token[], at: number, scope: Scope): number {
  const first = parts[0]?.text ?? '';
  if (parts.length > 1 && scope.knowsSource(first)) {
    // `FROM customers c, c.orders o` unnests a column of the earlier source.
    scope.qualify(parts);
    return readAlias(analysis, at, scope).next;
  }
  const suffixes = readSuffixes(analysis, at, scope);
  const isCte = parts.length === 1 && scope.seesCte(first);
  const table = isCte ? undefined : analysis.table(parts, suffixes.aliasAt);
  const alias = readAlias(analysis, suffixes.next, scope);
  if (!alias.found || suffixes.reshapes) scope.addTable(parts, table);
  return alias.next;
}

interface Suffixes {
  readonly next: number;
  readonly aliasAt: number | undefined;
  readonly reshapes: boolean;
}

function readSuffixes(analysis: Analysis, from: number, scope: Scope): Suffixes {
  const { tokens } = analysis;
  let next = from;
  let aliasAt: number | undefined;
  let reshapes = false;
  while (tokens.isWordOf(next, TABLE_SUFFIXES)) {
    const open = groupAfterWords(analysis, next + 1);
    if (open === undefined) break;
    readExpression(analysis, open + 1, tokens.close(open), scope);
    if (tokens.isWordOf(next, TIME_TRAVEL)) aliasAt = tokens.at(tokens.close(open))?.end;
    reshapes ||= tokens.isWordOf(next, RESHAPING);
    next = tokens.after(open);
  }
  return { next, aliasAt, reshapes };
}

/** The bracket after at most two words: `SAMPLE BERNOULLI (10)`, `UNPIVOT INCLUDE NULLS (…)`. */
function groupAfterWords(analysis: Analysis, from: number): number | undefined {
  const { tokens } = analysis;
  for (let at = from; at <= from + 2; at++) {
    if (tokens.isSymbol(at, '(')) return at;
    if (tokens.at(at)?.kind !== 'word') return undefined;
  }
  return undefined;
}

/** Reads an alias with its column list, where there is one, and brings it into scope. */
function readAlias(analysis: Analysis, from: number, scope: Scope): { readonly found: boolean; readonly next: number } {
  const { tokens } = analysis;
  const explicit = tokens.isWord(from, 'AS');
  const at = explicit ? from + 1 : from;
  if (!(explicit ? tokens.isName(at) : isImplicitAlias(analysis, at))) return { found: false, next: from };
  scope.addSource(tokens.at(at)?.text ?? '');
  return { found: true, next: tokens.isSymbol(at + 1, '(') ? tokens.after(at + 1) : at + 1 };
}

function isImplicitAlias(analysis: Analysis, at: number): boolean {
  const { tokens } = analysis;
  if (tokens.at(at)?.kind === 'quoted') return true;
  if (tokens.isWord(at, 'START')) return !tokens.isWord(at + 1, 'WITH');
  if (!isPlainName(analysis, at)) return false;
  return !(tokens.isWordOf(at, JOIN_PREFIXES) && tokens.isWordOf(at + 1, JOIN_FOLLOWS));
}
