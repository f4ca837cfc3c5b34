import { quoteIdentifier, quoteIdentifiers } from './quote';
import { RETURNED_TABLE, type ChangeTarget, type MergeAction, type TableChange } from './table-change';
import type { ChangeDialect, ChangeStatement } from './table-change-sql';

type RowChange = Extract<TableChange, { readonly kind: 'insert' | 'insert-all' | 'update' | 'delete' | 'merge' }>;

const TWICE = 'The source has several rows for one row of the table, so that it is not said which of them holds.';
const SAME_KEY = 'Several of the rows to insert have the same key.';

/** The statements of a change of rows. Queries that must not see what the change writes are answered into temporary tables first. */
export function rowChangeStatements(change: RowChange, dialect: ChangeDialect): readonly ChangeStatement[] {
  switch (change.kind) {
    case 'merge':
      return merge(change, dialect);
    case 'insert-all':
      return insertAll(change, dialect);
    case 'insert':
      if (change.overwrite) return insertAll({ kind: 'insert-all', inserts: [change], overwrite: true }, dialect);
      return change.returning ? insertReturning(change, dialect) : [rowsStatement(change.target, change, dialect)];
    case 'update':
      return change.returning ? updateReturning(change, dialect) : [rowsStatement(change.target, change, dialect)];
    case 'delete':
      return change.returning ? deleteReturning(change, dialect) : [rowsStatement(change.target, change, dialect)];
  }
}

/** A table's name as statements write it. */
export function targetName({ name, temporary }: ChangeTarget, { temporarySchema }: ChangeDialect): string {
  return (temporary ? `${temporarySchema}.` : '') + quoteIdentifier(name);
}

function rowsStatement(target: ChangeTarget, action: MergeAction, dialect: ChangeDialect): ChangeStatement {
  const { rowId } = dialect;
  const name = targetName(target, dialect);
  const { kind, query } = action;
  if (kind === 'insert') return { before: `INSERT INTO ${name}${columnList(action.columns)} `, query, counts: true };
  if (kind === 'delete') return { before: `DELETE FROM ${name} WHERE ${rowId} IN (`, query, after: ')', counts: true };
  const [before, after] = typed(target, action, dialect);
  return { before: `UPDATE ${name} AS dw_old SET ${newValues(action.columns)} FROM (${before}`, query, after: `${after}) AS dw_new WHERE dw_old.${rowId} = dw_new.dw_row`, counts: true };
}

/** What stands before and behind a query of new values, so that they have the types of the table's columns. */
function typed(target: ChangeTarget, action: MergeAction, dialect: ChangeDialect): readonly [before: string, after: string] {
  if (!dialect.typesApart || action.kind === 'delete') return ['', ''];
  const { columns } = action;
  const list = action.kind === 'update' ? [`${dialect.rowId} AS dw_row`, ...action.columns.map((column, index) => `${quoteIdentifier(column)} AS dw_${index + 1}`)].join(', ') : columns ? quoteIdentifiers(columns) : '*';
  return [`SELECT ${list} FROM ${targetName(target, dialect)} WHERE false UNION ALL (`, ')'];
}

function newValues(columns: readonly string[]): string {
  return columns.map((column, index) => `${quoteIdentifier(column)} = dw_new.dw_${index + 1}`).join(', ');
}

function columnList(columns: readonly string[] | undefined): string {
  return columns ? ` (${quoteIdentifiers(columns)})` : '';
}

/** A query, and what its rows are for. */
interface Question {
  readonly target: ChangeTarget;
  readonly action: MergeAction;
}

/** Several queries, answered before anything is written, and what is done with the rows of each. */
function answered(questions: readonly Question[], dialect: ChangeDialect, use: (names: readonly string[]) => readonly ChangeStatement[]): readonly ChangeStatement[] {
  const { temporarySchema } = dialect;
  const names = questions.map((_, index) => `dw_answer_${index}`);
  return [
    ...questions.map(({ target, action }, index) => {
      const [before, after] = typed(target, action, dialect);
      return { before: `CREATE TEMP TABLE ${names[index]} AS ${before}`, query: action.query, after };
    }),
    ...use(names.map((name) => `${temporarySchema}.${name}`)),
    ...names.map((name) => ({ before: `DROP TABLE ${temporarySchema}.${name}` })),
  ];
}

/** One of our own, in place of a statement of a user's query. */
function closed({ before, query, after, counts }: ChangeStatement): ChangeStatement {
  return { before: `${before}${query ?? ''}${after ?? ''}`, ...(counts && { counts }) };
}

function insertAll({ inserts, overwrite }: Extract<RowChange, { kind: 'insert-all' }>, dialect: ChangeDialect): readonly ChangeStatement[] {
  return answered(inserts.map(({ target, ...insert }) => ({ target, action: { kind: 'insert', ...insert } })), dialect, (names) => [
    ...(overwrite ? [...new Set(inserts.map(({ target }) => targetName(target, dialect)))].map((name) => ({ before: `DELETE FROM ${name}` })) : []),
    ...inserts.map(({ target, columns }, index) => closed(rowsStatement(target, { kind: 'insert', ...(columns && { columns }), query: `SELECT * FROM ${names[index]}` }, dialect))),
  ]);
}

function merge({ target, source, actions }: Extract<RowChange, { kind: 'merge' }>, dialect: ChangeDialect): readonly ChangeStatement[] {
  const statements = mergeActions(target, actions, dialect);
  if (!source) return statements;
  const name = `${dialect.temporarySchema}.dw_source`;
  const columns = quoteIdentifiers(source.columns);
  return [
    { before: `CREATE TEMP TABLE dw_source AS SELECT ${columns} FROM ${targetName(target, dialect)} LIMIT 0` },
    { before: `INSERT INTO ${name} (${columns}) `, query: source.query },
    ...statements,
    { before: `DROP TABLE ${name}` },
  ];
}

function mergeActions(target: ChangeTarget, actions: readonly MergeAction[], dialect: ChangeDialect): readonly ChangeStatement[] {
  return answered(actions.map((action) => ({ target, action })), dialect, (names) => {
    const named = actions.map((action, index) => ({ action, name: names[index]! }));
    // Rows that come in are none to change.
    const inOrder = [...named].sort((a, b) => Number(a.action.kind === 'insert') - Number(b.action.kind === 'insert'));
    return [...checks(named, dialect), ...inOrder.map(({ action, name }) => closed(rowsStatement(target, { ...action, query: `SELECT * FROM ${name}` }, dialect)))];
  });
}

interface NamedAction {
  readonly action: MergeAction;
  readonly name: string;
}

/** A row that several rows of the source would update differently, and keys that come twice, are faults. */
function checks(actions: readonly NamedAction[], { temporarySchema }: ChangeDialect): readonly ChangeStatement[] {
  const table = `${temporarySchema}.dw_check`;
  const changed = actions.filter(({ action }) => action.kind !== 'insert').map(({ action, name }) => `SELECT dw_row, ${action.kind === 'update' ? 1 : 0} AS dw_updates FROM ${name}`);
  const twice = `INSERT INTO ${table} SELECT 1 FROM (${changed.join(' UNION ALL ')}) AS dw_changed GROUP BY dw_row HAVING count(*) > 1 AND max(dw_updates) = 1`;
  const keys = actions.flatMap(({ action, name }) => {
    const unique = action.kind === 'insert' ? action.unique?.map(quoteIdentifier) : undefined;
    const known = unique?.map((column) => `${column} IS NOT NULL`).join(' AND ');
    return unique ? [{ before: `INSERT INTO ${table} SELECT 1 FROM ${name} WHERE ${known} GROUP BY ${unique.join(', ')} HAVING count(*) > 1`, forbids: SAME_KEY }] : [];
  });
  const all: readonly ChangeStatement[] = [...(actions.some(({ action }) => action.kind === 'update') ? [{ before: twice, forbids: TWICE }] : []), ...keys];
  return all.length === 0 ? [] : [{ before: 'CREATE TEMP TABLE dw_check (n INTEGER)' }, ...all, { before: `DROP TABLE ${table}` }];
}

/** Makes the table of returned rows. */
function returned({ temporarySchema }: ChangeDialect, select: string): readonly ChangeStatement[] {
  return [{ before: `DROP TABLE IF EXISTS ${temporarySchema}.${RETURNED_TABLE}` }, { before: `CREATE TEMP TABLE ${RETURNED_TABLE} AS ${select}` }];
}

/** The rows take the columns' types before they are returned. */
function insertReturning({ target, columns, query }: Extract<RowChange, { kind: 'insert' }>, dialect: ChangeDialect): readonly ChangeStatement[] {
  const rows = { name: RETURNED_TABLE, temporary: true };
  return [
    ...returned(dialect, `SELECT * FROM ${targetName(target, dialect)} LIMIT 0`),
    { before: `INSERT INTO ${targetName(rows, dialect)}${columnList(columns)} `, query },
    closed(rowsStatement(target, { kind: 'insert', query: `SELECT * FROM ${targetName(rows, dialect)}` }, dialect)),
  ];
}

function updateReturning({ target, columns, query }: Extract<RowChange, { kind: 'update' }>, dialect: ChangeDialect): readonly ChangeStatement[] {
  const { rowId } = dialect;
  return answered([{ target, action: { kind: 'update', columns, query } }], dialect, ([answer]) => [
    ...returned(dialect, `SELECT ${rowId} AS dw_row, * FROM ${targetName(target, dialect)} WHERE ${rowId} IN (SELECT dw_row FROM ${answer})`),
    { before: `UPDATE ${dialect.temporarySchema}.${RETURNED_TABLE} AS dw_old SET ${newValues(columns)} FROM ${answer} AS dw_new WHERE dw_old.dw_row = dw_new.dw_row` },
    closed(rowsStatement(target, { kind: 'update', columns, query: `SELECT * FROM ${answer}` }, dialect)),
    { before: `ALTER TABLE ${dialect.temporarySchema}.${RETURNED_TABLE} DROP COLUMN dw_row` },
  ]);
}

function deleteReturning({ target, query }: Extract<RowChange, { kind: 'delete' }>, dialect: ChangeDialect): readonly ChangeStatement[] {
  const { rowId } = dialect;
  return answered([{ target, action: { kind: 'delete', query } }], dialect, ([answer]) => [
    ...returned(dialect, `SELECT * FROM ${targetName(target, dialect)} WHERE ${rowId} IN (SELECT dw_row FROM ${answer})`),
    closed(rowsStatement(target, { kind: 'delete', query: `SELECT dw_row FROM ${answer}` }, dialect)),
  ]);
}
