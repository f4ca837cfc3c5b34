import { isQuery, readExpression, readExpressionToken, startsWithClause } from './expression';
import { readFromItem, readTarget } from './from-item';
import { readQuery, readWithClause } from './query';
import { readClauses, readFromList } from './query-clauses';
import type { Analysis } from './analysis';
import type { Scope } from './scope';

/** Reads a statement that starts at `from`, and answers nothing: what it finds is noted in the analysis and the scope. */
type StatementReader = (analysis: Analysis, from: number, to: number, scope: Scope) => void;

/** By first word. Whatever is not here is read as an expression, which finds the queries inside it. */
const READERS: Readonly<Record<string, StatementReader>> = {
  SELECT: readQuery,
  FROM: readQuery,
  VALUES: readQuery,
  TABLE: readItem,
  INSERT: readInsert,
  REPLACE: readInsert,
  UPDATE: readUpdate,
  DELETE: readDelete,
  MERGE: readMerge,
  COPY: readCopy,
  CREATE: readCreate,
  DROP: readDrop,
  ALTER: readAlter,
  TRUNCATE: readNames,
  DESCRIBE: readNames,
  DESC: readNames,
  SHOW: readShow,
  SUMMARIZE: readNames,
  ANALYZE: readNames,
  VACUUM: readNames,
  LOCK: readNames,
  PIVOT: readItem,
  UNPIVOT: readItem,
  GRANT: readOnNames,
  REVOKE: readOnNames,
  COMMENT: readOnNames,
};

/** Stand between a statement's first word and the names of its tables. */
const NOISE = ['TABLE', 'VIEW', 'MATERIALIZED', 'EXTERNAL', 'IF', 'NOT', 'EXISTS', 'ONLY', 'INTO', 'VERBOSE', 'FULL'];

/** Reads one statement, or a query inside one. */
export function readStatement(analysis: Analysis, start: number, to: number, outer: Scope): void {
  const { tokens } = analysis;
  let scope = outer.inner();
  const open = [scope];
  let from = skipExplain(analysis, start);
  while (startsWithClause(analysis, from) && from < to) {
    const clause = readWithClause(analysis, from, to, scope);
    scope = clause.scope;
    open.push(scope);
    from = clause.next;
  }
  const first = tokens.at(from);
  const reader = first?.kind === 'word' && from < to ? READERS[first.text] : undefined;
  if (reader !== undefined) reader(analysis, from, to, scope);
  else if (tokens.isSymbol(from, '(')) readQuery(analysis, from, to, scope);
  else readExpression(analysis, from, to, scope);
  for (const each of open.reverse()) each.close();
}

/** EXPLAIN with its options, and PREPARE, to the statement itself. */
function skipExplain(analysis: Analysis, start: number): number {
  const { tokens } = analysis;
  let at = start;
  while (tokens.isWord(at, 'EXPLAIN')) {
    at++;
    if (tokens.isSymbol(at, '(') && !isQuery(analysis, at + 1, tokens.close(at))) at = tokens.after(at);
    while (tokens.isWord(at, 'ANALYZE', 'VERBOSE', 'QUERY', 'PLAN', 'USING', 'TEXT', 'JSON', 'TABULAR')) at++;
  }
  return at;
}

function readNames(analysis: Analysis, from: number, to: number, scope: Scope): void {
  const { tokens } = analysis;
  let at = from + 1;
  while (tokens.isWordOf(at, NOISE)) at++;
  if (tokens.isWord(at, 'SELECT', 'FROM', 'VALUES') || tokens.isSymbol(at, '(') || startsWithClause(analysis, at)) {
    return analysis.statement(at, to, scope);
  }
  readDefinition(analysis, readNameList(analysis, at, to), to, scope);
}

/** Reads `a, b.c` and answers the index after it. */
function readNameList(analysis: Analysis, from: number, to: number): number {
  const { tokens } = analysis;
  let at = from;
  while (at < to && tokens.isName(at)) {
    const { parts, next } = tokens.dottedName(at);
    analysis.table(parts);
    at = next;
    if (!tokens.isSymbol(at, ',')) break;
    at++;
  }
  return at;
}

/** DuckDB's `SHOW items` and Snowflake's `SHOW COLUMNS IN TABLE items`. */
function readShow(analysis: Analysis, from: number, to: number): void {
  const { tokens } = analysis;
  let at = from + 1;
  while (at < to && !(tokens.isWord(at, 'TABLE', 'VIEW') && tokens.isWord(at - 1, 'IN'))) at++;
  const name = tokens.dottedName(at < to ? at + 1 : from + 1);
  if (at < to || name.next === to) analysis.table(name.parts);
}

/** DROP SCHEMA and the like name no tables. */
function readDrop(analysis: Analysis, from: number, to: number, scope: Scope): void {
  if (analysis.tokens.isWord(from + 1, 'TABLE', 'VIEW', 'MATERIALIZED', 'EXTERNAL')) readNames(analysis, from, to, scope);
}

/** ALTER [ICEBERG …] TABLE. */
function readAlter(analysis: Analysis, from: number, to: number, scope: Scope): void {
  const at = afterWordsTo(analysis, from + 1, 'TABLE', 'VIEW');
  if (analysis.tokens.isWord(at, 'TABLE', 'VIEW')) readNames(analysis, at, to, scope);
}

/** Index of the first of these words, or of what comes instead. */
function afterWordsTo(analysis: Analysis, from: number, ...words: readonly string[]): number {
  let at = from;
  while (analysis.tokens.at(at)?.kind === 'word' && !analysis.tokens.isWord(at, ...words)) at++;
  return at;
}

/** INSERT with one target or, in Snowflake, several. */
function readInsert(analysis: Analysis, from: number, to: number, scope: Scope): void {
  const { tokens } = analysis;
  let at = from;
  while (at < to) {
    if (tokens.isWord(at, 'INTO') || (tokens.isWord(at, 'OVERWRITE') && tokens.isWord(at + 1, 'TABLE'))) {
      at = readTarget(analysis, at + 1, scope);
      if (tokens.isSymbol(at, '(') && !isQuery(analysis, at + 1, tokens.close(at))) at = tokens.after(at);
      if (tokens.isWord(at, 'FROM', 'TABLE')) return analysis.statement(at, to, scope);
    } else if (tokens.isWord(at, 'SELECT') || startsWithClause(analysis, at)) return analysis.statement(at, to, scope);
    else at = readExpressionToken(analysis, at, scope);
  }
}

function readUpdate(analysis: Analysis, from: number, to: number, scope: Scope): void {
  readClauses(analysis, readTarget(analysis, from + 1, scope), to, scope);
}

function readDelete(analysis: Analysis, from: number, to: number, scope: Scope): void {
  const { tokens } = analysis;
  const at = readTarget(analysis, tokens.isWord(from + 1, 'FROM') ? from + 2 : from + 1, scope);
  if (tokens.isWord(at, 'USING')) readFromList(analysis, at + 1, to, scope);
  else readExpression(analysis, at, to, scope);
}

function readMerge(analysis: Analysis, from: number, to: number, scope: Scope): void {
  const { tokens } = analysis;
  let at = readTarget(analysis, tokens.isWord(from + 1, 'INTO') ? from + 2 : from + 1, scope);
  if (tokens.isWord(at, 'USING')) at = readFromItem(analysis, at + 1, scope);
  readExpression(analysis, at, to, scope);
}

/** COPY in the ways of Redshift, PostgreSQL and DuckDB, and COPY INTO in Snowflake's. */
function readCopy(analysis: Analysis, from: number, to: number, scope: Scope): void {
  const { tokens } = analysis;
  const start = tokens.isWord(from + 1, 'INTO') ? from + 2 : from + 1;
  let at = readTarget(analysis, start, scope);
  while (at < to) {
    if (tokens.isWord(at, 'FROM')) {
      at = readFromItem(analysis, at + 1, scope);
      break;
    }
    at = readExpressionToken(analysis, at, scope);
  }
  readExpression(analysis, at, to, scope);
}

/** CREATE TABLE, VIEW and INDEX; of anything else only the queries inside. */
function readCreate(analysis: Analysis, from: number, to: number, scope: Scope): void {
  const { tokens } = analysis;
  let at = afterWordsTo(analysis, from + 1, 'TABLE', 'VIEW', 'INDEX', 'AS');
  if (tokens.isWord(at, 'INDEX')) return readOnNames(analysis, at, to, scope);
  if (!tokens.isWord(at, 'TABLE', 'VIEW')) return readExpression(analysis, at, to, scope);
  at++;
  while (tokens.isWord(at, 'IF', 'NOT', 'EXISTS')) at++;
  const { parts, next } = tokens.dottedName(at);
  analysis.table(parts);
  readDefinition(analysis, next, to, scope);
}

/** The rest of a definition: REFERENCES, LIKE and CLONE name tables; a query may follow. */
function readDefinition(analysis: Analysis, from: number, to: number, scope: Scope): void {
  const { tokens } = analysis;
  let at = from;
  while (at < to) {
    if (tokens.isWord(at, 'SELECT', 'FROM') || startsWithClause(analysis, at)) return analysis.statement(at, to, scope);
    if (tokens.isWord(at, 'REFERENCES', 'LIKE', 'CLONE') && tokens.isName(at + 1)) {
      const { parts, next } = tokens.dottedName(at + 1);
      analysis.table(parts);
      at = next;
    } else if (tokens.isSymbol(at, '(') && !isQuery(analysis, at + 1, tokens.close(at))) {
      readDefinition(analysis, at + 1, tokens.close(at), scope);
      at = tokens.after(at);
    } else at = readExpressionToken(analysis, at, scope);
  }
}

/** GRANT, COMMENT and CREATE INDEX: `… ON [TABLE] name, name …`. */
function readOnNames(analysis: Analysis, from: number, to: number, _scope: Scope): void {
  const { tokens } = analysis;
  let at = from;
  while (at < to && !tokens.isWord(at, 'ON')) at = tokens.after(at);
  if (tokens.isWord(at + 1, 'TABLE', 'VIEW')) at++;
  readNameList(analysis, at + 1, to);
}

/** `TABLE items`, and DuckDB's `PIVOT items ON …`. */
function readItem(analysis: Analysis, from: number, to: number, scope: Scope): void {
  readExpression(analysis, readFromItem(analysis, from + 1, scope), to, scope);
}
