import { QUERY_TAIL_WORDS, QUERY_WORDS, TABLE_QUERY_WORDS } from './keywords';
import type { Analysis } from './analysis';
import type { Scope } from './scope';

/** Reads expressions: enters sub-queries and notes the qualifiers of columns. FROM has no meaning of its own here. */
export function readExpression(analysis: Analysis, from: number, to: number, scope: Scope): void {
  let at = from;
  while (at < to) {
    if (startsQueryInside(analysis, at)) return analysis.statement(at, to, scope);
    at = readExpressionToken(analysis, at, scope);
  }
}

/** Reads one token, one group or one dotted name of an expression, and answers the index after it. */
export function readExpressionToken(analysis: Analysis, at: number, scope: Scope): number {
  const { tokens } = analysis;
  if (tokens.isOpening(at)) {
    readGroup(analysis, at, scope);
    return tokens.after(at);
  }
  if (!tokens.isName(at)) return at + 1;
  if (!tokens.isSymbol(at + 1, '.')) return at + 1;
  const { parts, next } = tokens.dottedName(at);
  if (!isJsonPath(analysis, at)) scope.qualify(parts);
  return next;
}

/** Reads what stands in the brackets that open at `at`. */
export function readGroup(analysis: Analysis, at: number, scope: Scope): void {
  const close = analysis.tokens.close(at);
  if (isQuery(analysis, at + 1, close)) analysis.statement(at + 1, close, scope);
  else readExpression(analysis, at + 1, close, scope);
}

/** True where the range is a query rather than an expression or a list. */
export function isQuery(analysis: Analysis, from: number, to: number): boolean {
  const { tokens } = analysis;
  if (from >= to) return false;
  if (tokens.isSymbol(from, '(')) {
    const close = tokens.close(from);
    const whole = close + 1 >= to || tokens.isWordOf(close + 1, QUERY_TAIL_WORDS);
    return whole && isQuery(analysis, from + 1, close);
  }
  if (tokens.isWordOf(from, QUERY_WORDS)) return tokens.isWord(from, 'SELECT') || tokens.isName(from + 1);
  if (tokens.isWord(from, 'VALUES')) return tokens.isSymbol(from + 1, '(');
  if (!tokens.isWordOf(from, TABLE_QUERY_WORDS) || tokens.isWord(from - 2, 'TRIM')) return false;
  const isTableFunction = tokens.isWord(from, 'TABLE') && tokens.isSymbol(from + 1, '(');
  return !isTableFunction && (tokens.isName(from + 1) || tokens.isSymbol(from + 1, '(') || tokens.at(from + 1)?.kind === 'string');
}

/** True where WITH starts common table expressions: not WITH TIME ZONE, WITH ORDINALITY AS t, WITH (…). */
export function startsWithClause(analysis: Analysis, at: number): boolean {
  const { tokens } = analysis;
  if (!tokens.isWord(at, 'WITH')) return false;
  if (tokens.isWord(at + 1, 'RECURSIVE') && tokens.isName(at + 2)) return true;
  if (!tokens.isName(at + 1)) return false;
  let next = tokens.isSymbol(at + 2, '(') ? tokens.after(at + 2) : at + 2;
  if (!tokens.isWord(next, 'AS')) return false;
  next++;
  while (tokens.isWord(next, 'NOT', 'MATERIALIZED')) next++;
  return tokens.isSymbol(next, '(');
}

/** A query that nothing but its first word sets off: `CREATE VIEW v AS SELECT …`, `FLATTEN(input => SELECT …)`. */
function startsQueryInside(analysis: Analysis, at: number): boolean {
  return analysis.tokens.isWord(at, 'SELECT') || startsWithClause(analysis, at);
}

/** `payload:customers.id` reads a JSON path, but `[1:customers.n]` and `{a: customers.n}` hold expressions. */
function isJsonPath(analysis: Analysis, at: number): boolean {
  const { tokens } = analysis;
  if (!tokens.isSymbol(at - 1, ':') || tokens.at(at - 1)?.end !== tokens.at(at)?.start) return false;
  const isKey = tokens.isSymbol(at - 3, '{') || tokens.isSymbol(at - 3, ',');
  return !isKey && (tokens.isName(at - 2) || tokens.isSymbol(at - 2, ']') || tokens.isSymbol(at - 2, ')'));
}
