import { AppError, SQL_DIALECTS, type SqlDiagnostic, type TextPosition } from '@dw-sim/contracts';
import { offsetOfPosition } from '@dw-sim/sql';
import type { QueryableSession, TableChange } from '@dw-sim/warehouse-core';
import { prepareQuery, refusalOf, type PreparedQuery, type PreparedStatement } from '../prepared-query';
import type { QuerySetting } from './query-setting';

/** A check waits no longer for an engine. */
const TIMEOUT_MS = 5_000;
/** Statements beyond this are checked when they run. */
const MOST_STATEMENTS = 50;
/** What only shows something, and has no plan. */
const SHOWING = /^(EXPLAIN|SHOW|DESCRIBE|SUMMARIZE|PRAGMA|ANALYZE)\b/i;
/** Changes behind which the tables are the same: all others make or change some that the engine does not have yet. */
const OF_ROWS: ReadonlySet<TableChange['kind']> = new Set(['insert', 'insert-all', 'update', 'delete', 'merge', 'truncate']);

/**
 * Faults of a text that show when it is made ready to run, statements that would be refused, and what the engine finds: it plans
 * each query and runs none. No engine is asked where none of this machine answers.
 * @param sql the user's text, in which nothing else was found wrong
 */
export async function checkAsItRuns(sql: string, setting: QuerySetting, signal: AbortSignal): Promise<readonly SqlDiagnostic[]> {
  const { session, experiment, tables, dialect, warehouse, context, permissions } = setting;
  const translation = { dialect, language: context.language, warehouse, tables, ...(experiment && { naming: experiment.naming }) };
  let prepared: PreparedQuery;
  try {
    prepared = prepareQuery({ sql }, experiment, translation, permissions.rowId === undefined ? {} : { rowId: permissions.rowId });
  } catch (error) {
    // Expected: what is not understood or not allowed, whoever asks.
    return [diagnosticOf(sql, error, 1)];
  }
  const refused = prepared.statements.flatMap((statement): readonly SqlDiagnostic[] => {
    const refusal = refusalOf(statement, permissions);
    return refusal ? [diagnosticOf(sql, refusal, statement.number)] : [];
  });
  // A warehouse that speaks a dialect of its own is the real one, far away and paid for.
  const isAsked = session && !(SQL_DIALECTS as readonly string[]).includes(session.language);
  if (refused.length > 0 || !isAsked) return refused;
  return plan(sql, prepared, session, signal);
}

async function plan(sql: string, prepared: PreparedQuery, session: QueryableSession, signal: AbortSignal): Promise<readonly SqlDiagnostic[]> {
  const found: SqlDiagnostic[] = [];
  for (const statement of prepared.statements.slice(0, MOST_STATEMENTS)) {
    for (const query of queriesOf(statement)) {
      const error = await explain(session, query, signal);
      if (error !== undefined) found.push(diagnosticOf(sql, prepared.inUsersText(error, statement), statement.number, statement.position));
    }
    if (statement.change?.changes.some(({ kind }) => !OF_ROWS.has(kind))) return found;
  }
  return found;
}

/** What of a statement has a plan. */
function queriesOf({ text, change, isTransaction }: PreparedStatement): readonly string[] {
  if (isTransaction) return [];
  if (!change) return SHOWING.test(text) ? [] : [text];
  return change.changes.flatMap((each) => ('query' in each ? [each.query] : []));
}

/** The engine's error about a query; undefined where it can plan it. */
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
