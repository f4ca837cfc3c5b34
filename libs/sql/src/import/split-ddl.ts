import type { DdlToken } from './ddl-token';

/** Words between CREATE and TABLE. */
const TABLE_MODIFIERS = new Set('OR REPLACE LOCAL GLOBAL TEMP TEMPORARY TRANSIENT VOLATILE UNLOGGED HYBRID ICEBERG DYNAMIC EXTERNAL FOREIGN IMMUTABLE INTERACTIVE MULTISET SET COLUMN ROW MANAGED PRIVATE READ ONLY ALTER'.split(' '));
const ROUTINES = new Set(['PROCEDURE', 'PROC', 'FUNCTION', 'TRIGGER', 'EVENT', 'PACKAGE', 'TASK', 'ALERT']);
/** What is created without a body that has separators. */
const OTHER_KINDS = new Set(['TABLE', 'VIEW', 'INDEX', 'SCHEMA', 'DATABASE', 'SEQUENCE', 'TYPE', 'DOMAIN', 'AS', 'ON']);
/** Words after BEGIN that make it a transaction. */
const TRANSACTION_WORDS = new Set([';', 'TRANSACTION', 'WORK', 'TRAN', 'ISOLATION', 'READ', 'IMMEDIATE', 'EXCLUSIVE', 'DEFERRED', 'NAME']);
/** Words that follow END where it does not end a BEGIN or CASE. */
const LOOP_WORDS = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'FOR']);
const STATEMENT_WORDS = /^(?:CREATE|DROP|ALTER|INSERT|GRANT|COMMENT)$/;

/**
 * Splits DDL at its separators, and where a statement begins although the one before was not ended. The bodies of
 * procedures and triggers stay whole. No list is empty.
 */
export function splitDdl(tokens: readonly DdlToken[]): readonly (readonly DdlToken[])[] {
  const statements: (readonly DdlToken[])[] = [];
  let start = 0;
  const cut = (end: number, next: number): void => {
    if (end > start) statements.push(tokens.slice(start, end));
    start = next;
  };
  for (let at = 0; at < tokens.length; at++) {
    if (at === start) {
      const end = routineEnd(tokens, at);
      if (end !== undefined) {
        cut(end, end);
        at = end - 1;
        continue;
      }
    }
    if (tokens[at].kind === 'separator') cut(at, at + 1);
    else if (at > start && beginsStatement(tokens, start, at)) cut(at, at);
  }
  cut(tokens.length, tokens.length);
  return statements;
}

/** A line that starts a CREATE TABLE does so in whatever statement; other statements only behind the body of one. */
function beginsStatement(tokens: readonly DdlToken[], start: number, at: number): boolean {
  const { kind, text, isFirstOnLine } = tokens[at];
  // SQL Server: `IF OBJECT_ID('t') IS NULL CREATE TABLE t (`
  if (tokens[start].text === 'IF' && createTableEnd(tokens, at) !== undefined) return true;
  if (!isFirstOnLine || kind !== 'word' || !STATEMENT_WORDS.test(text)) return false;
  if (createTableEnd(tokens, at) !== undefined) return !(tokens[start].text === 'EXPLAIN');
  const [next, previous] = [tokens[at + 1]?.text, tokens[at - 1]];
  const isStatement = text === 'INSERT' ? next === 'INTO' : text === 'COMMENT' ? next === 'ON' : text === 'GRANT' || ['TABLE', 'VIEW', 'INDEX', 'UNIQUE', 'OR', 'SEQUENCE', 'SCHEMA'].includes(next);
  return isStatement && previous.text === ')' && createTableEnd(tokens, start) !== undefined;
}

/** Index behind the word TABLE of a CREATE TABLE; undefined where there is none. */
export function createTableEnd(tokens: readonly DdlToken[], at: number): number | undefined {
  if (tokens[at]?.kind !== 'word' || tokens[at].text !== 'CREATE') return undefined;
  for (let i = at + 1; i < at + 8; i++) {
    const token = tokens[i];
    if (token?.kind !== 'word') return undefined;
    if (token.text === 'TABLE') return i + 1;
    if (!TABLE_MODIFIERS.has(token.text)) return undefined;
  }
  return undefined;
}

/** Index behind a routine or an anonymous block with a body; undefined where the statement is none, or never ends. */
function routineEnd(tokens: readonly DdlToken[], start: number): number | undefined {
  if (!isRoutine(tokens, start)) return undefined;
  let depth = 0;
  let declares = false;
  let hasBody = false;
  for (let at = start; at < tokens.length; at++) {
    const { kind, text } = tokens[at];
    if (kind === 'word') {
      const next = tokens[at + 1]?.text;
      if (text === 'DECLARE' && depth === 0) declares = true;
      else if (text === 'BEGIN' && !(depth > 0 && TRANSACTION_WORDS.has(next))) [depth, hasBody] = [depth + 1, true];
      else if (text === 'CASE') depth++;
      else if (text === 'END' && depth > 0 && !LOOP_WORDS.has(next)) {
        depth--;
        if (next === 'CASE') at++;
      }
      // Routines don't nest: the one before has no end.
      if (at > start && depth > 0 && text === 'CREATE' && tokens[at].isFirstOnLine && isRoutine(tokens, at)) return undefined;
    } else if (kind === 'separator' && depth === 0 && (hasBody || !declares)) return at;
  }
  return depth === 0 ? tokens.length : undefined;
}

function isRoutine(tokens: readonly DdlToken[], start: number): boolean {
  const { kind, text } = tokens[start];
  if (kind !== 'word') return false;
  if (text === 'DECLARE') return true;
  if (text === 'BEGIN') return !TRANSACTION_WORDS.has(tokens[start + 1]?.text ?? ';');
  if (text !== 'CREATE' && text !== 'ALTER') return false;
  // `CREATE DEFINER=root@localhost PROCEDURE p`
  for (let at = start + 1; at < Math.min(tokens.length, start + 12); at++) {
    if (tokens[at].kind === 'separator' || (tokens[at].kind === 'word' && OTHER_KINDS.has(tokens[at].text))) return false;
    if (tokens[at].kind === 'word' && ROUTINES.has(tokens[at].text)) return true;
  }
  return false;
}
