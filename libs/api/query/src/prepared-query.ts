import type { TableNaming } from '@dw-sim/api-warehouses';
import { AppError, type QueryRequest, type ResultColumn, type SqlDialect, type StatementKind, type TextPosition } from '@dw-sim/contracts';
import { experimentResolver, positionWithin, readChanges, rewriteTableNames, splitStatements, withDashComments, type SplicedText, type TextOfQueries, type WrittenChange } from '@dw-sim/sql';
import { planChange, type PlannedChange } from './planned-change';
import { TableNames } from './table-names';
import { isExplain, withLogicalNames, type Rows } from './plans';
import { translated, type QueryTranslation } from './query-translation';

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
  const queries = textOfQueries(sql, translation?.dialect ?? 'ansi', permissions);
  const { changes } = queries;
  if (splitStatements(sql).length === 0) throw new AppError('invalid_sql', 'There is no statement to run.', { position: { line: 1, column: 1 } });
  const keepsTables = permissions.readOnly === undefined || translation?.dialect !== 'redshift';
  const names = new TableNames(experiment, changes, keepsTables);
  const resolver = experiment ? experimentResolver(experiment.naming, names.tables) : () => undefined;
  const rewritten = chained(rewriteTableNames(queries.sql, resolver), queries);
  const text = translation && translatedText(rewritten, { ...translation, creates: createdTables(changes, names) }, experiment);
  const { sql: prepared, toSource } = text ?? rewritten;
  const nameOf = text?.columnName ?? ((name: string) => name);
  const waiting = [...splitStatements(prepared)];
  const shown = splitStatements(rewriteTableNames(sql, resolver).sql);
  const statements = changes.map((change, index): PreparedStatement => {
    const parts = waiting.splice(0, Math.max(1, change?.queries ?? 1));
    const [{ position: start, text: own } = { position: { line: 1, column: 1 }, text: '' }] = parts;
    const shared = { number: index + 1, start };
    if (!change) return { ...shared, text: own, position: toSource(start) ?? start };
    const planned = planChange(change, names, change.queries === 0 ? [] : parts.map(({ text: part }) => part));
    if (planned.isLasting) assertMayChange(change, permissions);
    if (explain !== undefined) throw new AppError('statement_not_allowed', 'Only queries have plans here.', { position: change.position });
    return { ...shared, text: shown[index]?.text ?? own, position: change.position, change: planned };
  });
  return {
    sql: changes.some((change) => change) ? statements.map((statement) => statement.text).join(';\n') : prepared,
    statements,
    shown: (statement, columns, rows) => {
      const isPlan = explain !== undefined || isExplain(statement.text);
      return { kind: isPlan ? 'plan' : 'rows', columns: columns.map((column) => ({ ...column, name: nameOf(column.name) })), rows: isPlan ? withLogicalNames(rows, experiment) : rows };
    },
    columnName: nameOf,
    inUsersText: (error, { start }) => (error instanceof AppError ? inLogicalNames(moved(error, start, toSource), experiment) : error),
  };
}

/** The text with queries in the place of changes; as it is where the engine's tables can't be changed. */
function textOfQueries(sql: string, dialect: SqlDialect, { rowId }: Permissions): TextOfQueries {
  if (rowId !== undefined) return readChanges(sql, rowId, { backslashEscapes: dialect !== 'ansi' });
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

/** Tables that queries of the text make, by the number of the query, for the statements that follow. */
function createdTables(changes: readonly (WrittenChange | undefined)[], names: TableNames): ReadonlyMap<number, string> {
  const created = new Map<number, string>();
  let query = 0;
  for (const change of changes) {
    if (change?.kind === 'create-as' || change?.kind === 'create-view') created.set(query, names.made(change.target, change.temporary).name);
    query += Math.max(1, change?.queries ?? 1);
  }
  return created;
}

/** @throws AppError `statement_not_allowed` where tables that stay may not be changed */
function assertMayChange({ word, position }: WrittenChange, { readOnly }: Permissions): void {
  if (readOnly) throw new AppError(readOnly.code, `This statement is not allowed: ${word}. ${readOnly.message}`, { ...readOnly.details, position });
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

function moved(error: AppError, base: TextPosition, toSource: SplicedText['toSource']): AppError {
  const { position, ...details } = error.details;
  if (!position) return error;
  const found = toSource(positionWithin(base, position));
  return new AppError(error.code, error.message, { ...details, ...(found && { position: found }) }, { cause: error });
}

const MISSING_TABLE = /table with name .+ does not exist|no such table|relation .+ does not exist/i;

/** An engine's error in the names that the user knows, with the tables that there are where one was missing. */
function inLogicalNames(error: AppError, experiment: QueriedExperiment | undefined): AppError {
  if (error.code !== 'invalid_sql') return error;
  const { naming } = experiment ?? {};
  const message = naming && naming.schema === undefined ? error.message.replaceAll(naming.physical(''), '') : error.message;
  const hint = MISSING_TABLE.test(message) ? tablesHint(experiment) : error.details.hint;
  return new AppError(error.code, message, { ...error.details, ...(hint && { hint }) }, { cause: error });
}

function tablesHint(experiment: QueriedExperiment | undefined): string {
  if (!experiment) return 'Name the experiment whose tables are meant, or write their physical names, such as shop__orders, or shop.orders where experiments have schemas.';
  return `Tables of ${experiment.name}: ${experiment.tables.join(', ')}.`;
}
