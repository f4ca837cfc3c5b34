import type { TableNaming } from '@dw-sim/api-warehouses';
import { AppError, type QueryRequest, type ResultColumn, type SqlDiagnostic, type SqlDialect, type StatementKind, type TextPosition } from '@dw-sim/contracts';
import { planTransactions, readChanges, rewriteEachStatement, splitStatements, withDashComments, type SplicedText, type TextOfQueries, type TransactionStep } from '@dw-sim/sql';
import { listedTable } from './known-table';
import { planChange, type PlannedChange } from './planned-change';
import { isExplain, withLogicalNames, type Rows } from './plans';
import { inItsDialect, inLogicalNames, moved, unknownName, unknownNames } from './query-errors';
import { translated, type QueryTranslation } from './query-translation';
import { TableNames } from './table-names';
import { createdTables, resolvers } from './text-tables';

/** A statement of a user's text as it runs. */
export interface PreparedStatement {
  /** From 1. */
  readonly number: number;
  /** For the engine. */
  readonly text: string;
  /** Where it starts in the text for the engine. */
  readonly start: TextPosition;
  /** Where it stands in the user's text. */
  readonly position: TextPosition;
  /** The change that it makes, where it is no query. */
  readonly change?: PlannedChange;
  /** Of a change that returns rows: the query that asks for them afterwards. */
  readonly returning?: PreparedStatement;
  /** What it does to the transaction of the text. */
  readonly transaction?: TransactionStep;
  /** It begins or ends a transaction, and nothing else. */
  readonly isTransaction?: boolean;
}

/** What a text may do. */
export interface Permissions {
  /** Hidden column of the engine that tells rows apart; absent where statements can't change its tables. */
  readonly rowId?: string;
  /** Why tables that stay may not be changed; absent where they may. */
  readonly readOnly?: AppError;
}

/** A user's text made ready for an engine, and the way back from places in it to the user's own text. */
export interface PreparedQuery {
  /** The whole text as the warehouse gets it: with physical table names, and translated. */
  readonly sql: string;
  /** Its statements; at least one. */
  readonly statements: readonly PreparedStatement[];
  /** What came of a statement as the user knows it: names as the dialect's warehouse shows them, plans with the experiment's own tables. */
  shown(statement: PreparedStatement, columns: readonly ResultColumn[], rows: Rows): { readonly kind: StatementKind; readonly columns: readonly ResultColumn[]; readonly rows: Rows };
  /** A column's name as the dialect's warehouse shows it. */
  columnName(name: string): string;
  /** An engine's error about a statement, with its position in the user's text. Other errors stay as they are. */
  inUsersText(error: unknown, statement: PreparedStatement): unknown;
}

/** The experiment whose names a query uses. */
export interface QueriedExperiment {
  readonly name: string;
  readonly tables: readonly string[];
  /** How its tables are named on the warehouse that is asked. */
  readonly naming: TableNaming;
}

/**
 * Puts physical names for the names of an experiment's tables, translates the text, and splits it into statements.
 * @throws AppError `invalid_sql` where there is no statement, or one is not understood in its dialect; `statement_not_allowed`
 */
export function prepareQuery({ sql: written, explain }: Pick<QueryRequest, 'sql' | 'explain'>, experiment?: QueriedExperiment, translation?: QueryTranslation, permissions: Permissions = {}): PreparedQuery {
  // Readers of the text need not know the dialect then.
  const sql = translation?.dialect === 'snowflake' ? withDashComments(written) : written;
  const queries = textOfQueries(sql, experiment && translation, translation?.dialect ?? 'ansi', permissions);
  const { changes } = queries;
  if (splitStatements(sql).length === 0) throw new AppError('invalid_sql', 'There is no statement to run.', { position: { line: 1, column: 1 } });
  const tableNames = TableNames.ofText(experiment, changes, translation?.tables ?? []);
  // Statements by the numbers of the queries in their places.
  const statementOf = changes.flatMap((change, index) => Array.from({ length: Math.max(1, change?.queries ?? 1) }, () => index));
  const resolverOf = resolvers(experiment, tableNames, translation?.language === 'postgres');
  const rewritten = chained(rewriteEachStatement(queries.sql, (query) => resolverOf(statementOf[query]!)), queries);
  const text = translation && translatedText(rewritten, { ...translation, creates: createdTables(changes, tableNames) }, experiment);
  const { sql: prepared, toSource } = text ?? rewritten;
  const nameOf = text?.columnName ?? ((name: string) => name);
  const waiting = [...splitStatements(prepared)];
  const shown = splitStatements(rewriteEachStatement(sql, resolverOf).sql);
  const transactions = planTransactions(changes, translation?.dialect ?? 'ansi');
  const statements = changes.map((change, index): PreparedStatement => {
    const parts = waiting.splice(0, Math.max(1, change?.queries ?? 1));
    const [{ position: start, text: own } = { position: { line: 1, column: 1 }, text: '' }] = parts;
    const shared = { number: index + 1, start, transaction: transactions[index]! };
    if (!change) return { ...shared, text: own, position: toSource(start) ?? start };
    if (change.kind === 'transaction') return { ...shared, text: shown[index]?.text ?? own, position: change.position, isTransaction: true };
    const queries = change.queries === 0 ? [] : parts.map(({ text: part }) => part);
    const asked = 'returning' in change && change.returning ? parts.at(-1) : undefined;
    const returning = asked && { ...shared, position: change.position, text: asked.text, start: asked.position };
    const planned = planChange(change, tableNames[index]!, queries);
    if (explain !== undefined) throw new AppError('statement_not_allowed', 'Only queries have plans here.', { position: change.position });
    return { ...shared, text: shown[index]?.text ?? own, position: change.position, change: planned, ...(returning && { returning }) };
  });
  for (const statement of statements) {
    const refusal = refusalOf(statement, permissions);
    if (refusal) throw refusal;
  }
  // Looked for at the first such error only: most texts run.
  let unknown: readonly SqlDiagnostic[] | undefined;
  const names = () => (unknown ??= unknownNames(sql, translation, permissions));
  return {
    sql: changes.some((change) => change) ? statements.map((statement) => statement.text).join(';\n') : prepared,
    statements,
    shown: (statement, columns, rows) => {
      const isPlan = explain !== undefined || isExplain(statement.text);
      return { kind: isPlan ? 'plan' : 'rows', columns: columns.map((column) => ({ ...column, name: nameOf(column.name) })), rows: isPlan ? withLogicalNames(rows, experiment) : rows };
    },
    columnName: nameOf,
    inUsersText: (error, { number, start }) => {
      if (!(error instanceof AppError)) return error;
      return unknownName(error, number, names) ?? inItsDialect(inLogicalNames(moved(error, start, toSource), experiment), written, translation, permissions);
    },
  };
}

/** The text with queries in the place of changes; as it is where the engine's tables can't be changed. */
function textOfQueries(sql: string, translation: QueryTranslation | undefined, dialect: SqlDialect, { rowId }: Permissions): TextOfQueries {
  if (rowId !== undefined) return readChanges(sql, rowId, { dialect, ...(translation && { tables: translation.tables.map((table) => listedTable(table, dialect)) }) });
  return { sql, toSource: (position) => position, changes: splitStatements(sql).map(() => undefined) };
}

function chained(rewritten: SplicedText, source: SplicedText): SplicedText {
  return {
    sql: rewritten.sql,
    toSource: (position) => {
      const before = rewritten.toSource(position);
      return before && source.toSource(before);
    },
  };
}

/** Why a statement may not run: it changes tables that stay. Undefined where it may. */
export function refusalOf({ change, position }: PreparedStatement, { readOnly }: Permissions): AppError | undefined {
  if (!readOnly || !change?.isLasting) return undefined;
  return new AppError(readOnly.code, `This statement is not allowed: ${change.word}. ${readOnly.message}`, { ...readOnly.details, position });
}

/** The translation with places that lead back to the user's own text, also those of its errors. */
function translatedText(rewritten: SplicedText, translation: QueryTranslation, experiment: QueriedExperiment | undefined) {
  try {
    const text = translated(rewritten.sql, translation);
    const toSource: SplicedText['toSource'] = (position) => {
      const inRewritten = text?.toSource(position);
      return inRewritten && rewritten.toSource(inRewritten);
    };
    return text && { ...text, toSource };
  } catch (error) {
    // Expected: what the dialect does not have, or its meaning can't be kept.
    throw error instanceof AppError ? inLogicalNames(moved(error, { line: 1, column: 1 }, rewritten.toSource), experiment) : error;
  }
}
