import { AppError } from '@dw-sim/contracts';
import { positionAtByte, statementNotAllowed } from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { faultOf, statementError } from './duckdb-error';
import { assertSyntaxAllowed, type SyntaxNode } from './syntax-rules';

const ALLOWED = 'Allowed are SELECT, WITH, VALUES, FROM, EXPLAIN, DESCRIBE, SHOW and SUMMARIZE.';
// A comment ends at its first end in one way alone: any other reading would be tried again and again.
const SPACE = String.raw`(?:\s|;|--[^\n]*(?:\n|$)|/\*(?:[^*]|\*(?!/))*\*/)*`;
const EXPLAIN = new RegExp(String.raw`^${SPACE}explain\b${SPACE}(?:analyze\b|\([^)]*\))?`, 'i');
const FIRST_WORD = new RegExp(String.raw`^${SPACE}(\w+)`);

/** Answer of DuckDB's own `json_serialize_sql`: the syntax tree of SELECT statements, and of no others. */
interface SerializedSql {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly SyntaxNode[];
}

/**
 * Lets a text pass only where DuckDB's own parser sees exactly one reading statement in it, which uses nothing that
 * leaves the warehouse's tables (see `syntax-rules`). Answers the text that an EXPLAIN explains, undefined for any other statement.
 * @throws AppError `invalid_sql`, `statement_not_allowed`
 */
export async function admitStatement(connection: DuckDBConnection, sql: string): Promise<string | undefined> {
  const prefix = EXPLAIN.exec(sql)?.[0] ?? '';
  // The parser serializes no EXPLAIN, so what it explains is judged, at its own place in the text.
  const judged = ' '.repeat(Buffer.byteLength(prefix)) + sql.slice(prefix.length);
  const tree = await serialize(connection, judged);
  if (tree.error) throw refusal(tree, sql);
  assertOneStatement(tree.statements ?? [], sql);
  assertSyntaxAllowed(tree.statements ?? [], sql);
  return prefix === '' ? undefined : judged;
}

/** Whether a text starts as an EXPLAIN does. */
export function isExplain(sql: string): boolean {
  return EXPLAIN.test(sql);
}

async function serialize(connection: DuckDBConnection, sql: string): Promise<SerializedSql> {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
  return JSON.parse(String(reader.getRows()[0]?.[0])) as SerializedSql;
}

function refusal(tree: SerializedSql, sql: string): AppError {
  if (tree.error_type !== 'not implemented') {
    return statementError(faultOf('Parser', tree.error_message ?? 'syntax error', tree.position), sql);
  }
  const word = FIRST_WORD.exec(sql);
  const keyword = (word?.[1] ?? '').toUpperCase();
  const offset = word ? word[0].length - keyword.length : 0;
  const hint = /\bpivot\b/i.test(sql) ? ' PIVOT needs its values listed: PIVOT t ON c IN (…).' : '';
  return statementNotAllowed(`This statement is not allowed${keyword === '' ? '' : `: ${keyword}`}. ${ALLOWED}${hint}`, {
    position: positionAtByte(sql, Buffer.byteLength(sql.slice(0, offset))),
  });
}

function assertOneStatement(statements: readonly SyntaxNode[], sql: string): void {
  if (statements.length === 1) return;
  if (statements.length > 1) throw statementNotAllowed(`The text holds ${statements.length} statements.`);
  throw new AppError('invalid_sql', 'The statement is empty.', { position: positionAtByte(sql, 0) });
}
