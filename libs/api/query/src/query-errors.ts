import { AppError, SQL_DIALECTS, type SqlDiagnostic, type TextPosition } from '@dw-sim/contracts';
import { diagnose, isTranslatable, positionWithin, translateSql, type SplicedText, type WarehouseDialect } from '@dw-sim/sql';
import { editorTable } from './known-table';
import type { Permissions, QueriedExperiment } from './prepared-query';
import type { QueryTranslation } from './query-translation';

/** An error with its position in the user's text. @param base where the text that it is about starts */
export function moved(error: AppError, base: TextPosition, toSource: SplicedText['toSource']): AppError {
  const { position, ...details } = error.details;
  if (!position) return error;
  const found = toSource(positionWithin(base, position));
  return new AppError(error.code, error.message, { ...details, ...(found && { position: found }) }, { cause: error });
}

/** What engines say of names that nothing has. */
const MISSING_NAME = /does not exist|no such (?:table|column)|not found|does not have a column|has no column|missing FROM-clause/i;

/** Names of tables and columns in a text that nothing has; none where the tables are not known. */
export function unknownNames(sql: string, translation: QueryTranslation | undefined, { rowId }: Permissions): readonly SqlDiagnostic[] {
  if (!translation || translation.tables.length === 0) return [];
  const { dialect, language, tables } = translation;
  return diagnose(sql, { dialect, language, tables: tables.map(editorTable) }, { onlyNames: true, ...(rowId !== undefined && { rowId }) });
}

/** The error of a name that nothing has, with those that may be meant, where an engine's error is about one. */
export function unknownName(error: AppError, statement: number, names: () => readonly SqlDiagnostic[]): AppError | undefined {
  if (error.code !== 'invalid_sql' || !MISSING_NAME.test(error.message)) return undefined;
  const found = names().find((each) => each.statement === statement);
  return found && new AppError('invalid_sql', found.message, { position: found.position, ...(found.hint !== undefined && { hint: found.hint }) }, { cause: error });
}

/** What engines say of a syntax or a function that they don't have. */
const NOT_UNDERSTOOD = /syntax error|no such function|function .+ does not exist|no function matches/i;

/** An error of a text in the engine's own SQL, with the dialect that the text is written in where it is that of another warehouse. */
export function inItsDialect(error: AppError, sql: string, translation: QueryTranslation | undefined, { rowId }: Permissions): AppError {
  if (error.code !== 'invalid_sql' || translation?.dialect !== 'ansi' || !NOT_UNDERSTOOD.test(error.message)) return error;
  const { language, tables } = translation;
  const isWrittenIn = (dialect: WarehouseDialect): boolean => {
    if (!isTranslatable(dialect, language)) return false;
    const options = { dialect, engine: language };
    const context = { dialect, language, tables: tables.map(editorTable) };
    return diagnose(sql, context, { translation: options, ...(rowId !== undefined && { rowId }) }).length === 0 && translateSql(sql, options).sql !== sql;
  };
  const dialect = SQL_DIALECTS.find((each) => each !== 'ansi' && isWrittenIn(each));
  if (dialect === undefined) return error;
  return new AppError(error.code, error.message, { ...error.details, hint: `It is understood in the dialect ${dialect}: ask in that one.` }, { cause: error });
}

const MISSING_TABLE = /table with name .+ does not exist|no such table|relation .+ does not exist/i;

/** An engine's error in the names that the user knows, with the tables that there are where one was missing. */
export function inLogicalNames(error: AppError, experiment: QueriedExperiment | undefined): AppError {
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
