import { AppError } from '@dw-sim/contracts';
import { positionAtByte, statementNotAllowed } from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { faultOf, statementError } from './duckdb-error';
import { explainedBy } from './explained';
import { assertSyntaxAllowed, type SyntaxNode } from './syntax-rules';

const ALLOWED = 'Allowed are SELECT, WITH, VALUES, FROM, EXPLAIN, DESCRIBE, SHOW and SUMMARIZE.';
const FIRST_WORD = /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*(\w+)/;

/** Answer of DuckDB's own `json_serialize_sql`: the syntax tree of SELECT statements, and of no others. */
interface SerializedSql {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly SyntaxNode[];
}

/** A text that may run. */
export interface AdmittedStatement {
  /** To be run in the place of what was written; its places are the same. */
  readonly sql: string;
  /** The statement that an EXPLAIN explains, at its own place. */
  readonly explained?: string;
}

/**
 * Lets a text pass only where DuckDB's own parser sees exactly one reading statement in it, which uses nothing that
 * leaves the warehouse's tables (see `syntax-rules`).
 * @throws AppError `invalid_sql`, `statement_not_allowed`
 */
export async function admitStatement(connection: DuckDBConnection, sql: string): Promise<AdmittedStatement> {
  // The parser serializes no EXPLAIN, so what it explains is judged.
  const explained = explainedBy(sql);
  const tree = await serialize(connection, explained?.statement ?? sql);
  if (tree.error) throw refusal(tree, sql);
  assertOneStatement(tree.statements ?? [], sql);
  assertSyntaxAllowed(tree.statements ?? [], sql);
  return explained ? { sql: explained.sql, explained: explained.statement } : { sql };
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
