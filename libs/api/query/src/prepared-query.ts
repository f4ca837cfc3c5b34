import type { TableNaming } from '@dw-sim/api-warehouses';
import { AppError, type QueryRequest, type ResultColumn, type StatementKind, type TextPosition } from '@dw-sim/contracts';
import { experimentResolver, positionWithin, rewriteTableNames, splitStatements, withDashComments, type SplicedText } from '@dw-sim/sql';
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
 * @throws AppError `invalid_sql` where there is no statement, or one is not understood in its dialect
 */
export function prepareQuery({ sql, explain }: Pick<QueryRequest, 'sql' | 'explain'>, experiment?: QueriedExperiment, translation?: QueryTranslation): PreparedQuery {
  // Readers of the text need not know the dialect then.
  const read = translation?.dialect === 'snowflake' ? withDashComments(sql) : sql;
  const rewritten = rewriteTableNames(read, experiment ? experimentResolver(experiment.naming, experiment.tables) : () => undefined);
  if (splitStatements(rewritten.sql).length === 0) throw new AppError('invalid_sql', 'There is no statement to run.', { position: { line: 1, column: 1 } });
  const text = translation && translatedText(rewritten, translation, experiment);
  const { sql: prepared, toSource } = text ?? rewritten;
  const nameOf = text?.columnName ?? ((name: string) => name);
  return {
    sql: prepared,
    statements: splitStatements(prepared).map((statement, index) => ({ number: index + 1, text: statement.text, start: statement.position, position: toSource(statement.position) ?? statement.position })),
    shown: (statement, columns, rows) => {
      const isPlan = explain !== undefined || isExplain(statement.text);
      return { kind: isPlan ? 'plan' : 'rows', columns: columns.map((column) => ({ ...column, name: nameOf(column.name) })), rows: isPlan ? withLogicalNames(rows, experiment) : rows };
    },
    columnName: nameOf,
    inUsersText: (error, { start }) => (error instanceof AppError ? inLogicalNames(moved(error, start, toSource), experiment) : error),
  };
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
