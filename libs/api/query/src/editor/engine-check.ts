import { AppError, SQL_DIALECTS, type SqlDiagnostic, type TextPosition } from '@dw-sim/contracts';
import { offsetOfPosition } from '@dw-sim/sql';
import type { QueryableSession } from '@dw-sim/warehouse-core';
import { prepareQuery, type PreparedQuery } from '../prepared-query';
import type { QuerySetting } from './query-setting';

/** A check waits no longer for an engine. */
const TIMEOUT_MS = 5_000;
/** Statements beyond this are checked when they run. */
const MOST_STATEMENTS = 50;
/** What only shows something, and has no plan. */
const SHOWING = /^(EXPLAIN|SHOW|DESCRIBE|SUMMARIZE|PRAGMA|ANALYZE)\b/i;
/** Makes a table that the statements behind it may read, and the engine does not have yet. */
const TEMPORARY = /^CREATE\s+(OR\s+REPLACE\s+)?((LOCAL|GLOBAL)\s+)?TEMP(ORARY)?\b/i;

/**
 * Faults that the engine finds in a text: it plans each statement and runs none. Nothing where no engine of this machine answers.
 * @param sql the user's text, in which nothing else was found wrong
 */
export async function checkWithEngine(sql: string, setting: QuerySetting, signal: AbortSignal): Promise<readonly SqlDiagnostic[]> {
  const { session, experiment, physical, dialect, warehouse, context } = setting;
  // A warehouse that speaks a dialect of its own is the real one, far away and paid for.
  if (!session || (SQL_DIALECTS as readonly string[]).includes(session.language)) return [];
  const queried = experiment && { ...experiment, tables: context.tables.map(({ name }) => name) };
  const translation = { dialect, language: session.language, warehouse, tables: dialect === 'ansi' ? [] : physical, ...(experiment && { naming: experiment.naming }) };
  let prepared: PreparedQuery;
  try {
    prepared = prepareQuery({ sql }, queried, translation);
  } catch (error) {
    // Changes of the text's own temporary tables are no fault, and all others were told before.
    const isChange = error instanceof AppError && error.code === 'statement_not_allowed';
    return isChange ? [] : [diagnosticOf(sql, error, 1)];
  }
  const found: SqlDiagnostic[] = [];
  for (const [index, statement] of prepared.statements.slice(0, MOST_STATEMENTS).entries()) {
    if (TEMPORARY.test(statement.text)) return found;
    if (SHOWING.test(statement.text)) continue;
    const error = await explain(session, statement.text, signal);
    if (error !== undefined) found.push(diagnosticOf(sql, prepared.inUsersText(error, statement), index + 1, statement.position));
  }
  return found;
}

/** The engine's error about a statement; undefined where it can plan it. */
async function explain(session: QueryableSession, text: string, signal: AbortSignal): Promise<unknown> {
  try {
    const cursor = await session.query(text, { explain: 'plan', rowLimit: 1, timeoutMs: TIMEOUT_MS, signal });
    await cursor.close();
    return undefined;
  } catch (error) {
    // Expected: what the engine does not understand or allow. A broken connection says nothing of the text.
    const isFault = error instanceof AppError && (error.code === 'invalid_sql' || error.code === 'statement_not_allowed');
    if (isFault) return error;
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function diagnosticOf(sql: string, error: unknown, statement: number, ofStatement: TextPosition = { line: 1, column: 1 }): SqlDiagnostic {
  if (!(error instanceof AppError)) throw error;
  const { position = ofStatement, hint } = error.details;
  const offset = offsetOfPosition(sql, position);
  const length = position.length ?? (/^[\w$]+/.exec(sql.slice(offset))?.[0].length ?? 1);
  const place: TextPosition = { ...position, length };
  return { severity: 'error', code: error.code, message: error.message, ...(hint !== undefined && { hint }), position: place, offset, length, statement };
}
