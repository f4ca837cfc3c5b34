import { AppError, type ColumnType } from '@dw-sim/contracts';
import { createTableSql } from './create-table-sql';
import { quoteIdentifier } from './quote';
import { rowChangeStatements, targetName } from './row-change-sql';
import type { ChangeTarget, ExistingObject, TableChange } from './table-change';

/** A statement of a change: the query inside it, where it has one, stands alone or between brackets. */
export interface ChangeStatement {
  readonly before: string;
  /** Of the user; passes the engine's gate before it runs. */
  readonly query?: string;
  readonly after?: string;
  /** Its rows are those that the change affects. */
  readonly counts?: boolean;
  /** What is wrong where it affects a row. */
  readonly forbids?: string;
}

/** What engines write in different ways. */
export interface ChangeDialect {
  readonly rowId: string;
  /** Schema of temporary tables. */
  readonly temporarySchema: string;
  /** What stands before a table's name to empty it. */
  readonly truncate: 'TRUNCATE' | 'DELETE FROM';
  /** A query inside a statement has its types by itself, so that a bare NULL or text has to be given that of its column. */
  readonly typesApart?: boolean;
  /** The engine's VARCHAR(n) takes texts of any length. */
  readonly checksLength?: boolean;
  physicalType(type: ColumnType): string;
}

const UNIQUE_HINT = 'Leave one row for each key: … QUALIFY ROW_NUMBER() OVER (PARTITION BY key ORDER BY …) = 1.';

/** Under which a table is made that replaces another one, so that its query can read that. */
const ASIDE = '__dw_new';

/** The statements of a change, for one transaction. */
export function changeStatements(change: TableChange, dialect: ChangeDialect): readonly ChangeStatement[] {
  const nameOf = (target: ChangeTarget) => targetName(target, dialect);
  switch (change.kind) {
    case 'insert':
    case 'insert-all':
    case 'update':
    case 'delete':
    case 'merge':
      return rowChangeStatements(change, dialect);
    case 'create':
      return creation(change.existing, 'TABLE', { name: change.table.name, temporary: change.temporary }, nameOf, (name, keep) => ({
        before: createTableSql({ ...change.table, name }, { physicalType: (type) => dialect.physicalType(type), ...(dialect.checksLength && { checksLength: true }) }).replace(/^CREATE TABLE /, createWords('TABLE', change.temporary, keep)),
      }));
    case 'create-as':
      return creation(change.existing, 'TABLE', change.target, nameOf, (name, keep) => ({
        before: `${createWords('TABLE', change.target.temporary, keep)}${quoteIdentifier(name)} AS `, query: change.query,
      }));
    case 'create-view':
      return creation(change.existing, 'VIEW', change.target, nameOf, (name, keep) => ({
        before: `${createWords('VIEW', change.target.temporary, keep)}${quoteIdentifier(name)} AS `, query: change.query,
      }));
    case 'drop':
      return [{ before: `DROP ${change.object.toUpperCase()} ${change.ifExists ? 'IF EXISTS ' : ''}${nameOf(change.target)}` }];
    case 'truncate':
      return [{ before: `${dialect.truncate} ${nameOf(change.target)}` }];
    case 'rename':
      return [{ before: `ALTER TABLE ${nameOf(change.target)} RENAME TO ${quoteIdentifier(change.to)}` }];
    case 'add-column':
      return [{ before: `ALTER TABLE ${nameOf(change.target)} ADD COLUMN ${quoteIdentifier(change.column.name)} ${dialect.physicalType(change.column.type)}` }];
    case 'drop-column':
      return [{ before: `ALTER TABLE ${nameOf(change.target)} DROP COLUMN ${quoteIdentifier(change.column)}` }];
    case 'rename-column':
      return [{ before: `ALTER TABLE ${nameOf(change.target)} RENAME COLUMN ${quoteIdentifier(change.column)} TO ${quoteIdentifier(change.to)}` }];
  }
}

/**
 * Runs the statements of a change, and adds up the rows that they affect; null where they are none of rows.
 * @throws AppError `invalid_sql` where the rows of a query forbid it
 */
export async function runChange(statements: readonly ChangeStatement[], run: (statement: ChangeStatement) => Promise<number> | number): Promise<number | null> {
  let affected: number | null = null;
  for (const statement of statements) {
    const count = await run(statement);
    if (statement.forbids !== undefined && count > 0) throw new AppError('invalid_sql', statement.forbids, { hint: UNIQUE_HINT });
    if (statement.counts) affected = (affected ?? 0) + count;
  }
  return affected;
}

function createWords(object: 'TABLE' | 'VIEW', temporary: boolean, keep: boolean): string {
  return `CREATE ${temporary ? 'TEMP ' : ''}${object} ${keep ? 'IF NOT EXISTS ' : ''}`;
}

/** A table that replaces another is made aside; a view can't read the one that it replaces. */
function creation(
  existing: ExistingObject,
  object: 'TABLE' | 'VIEW',
  target: ChangeTarget,
  nameOf: (target: ChangeTarget) => string,
  create: (name: string, keep: boolean) => ChangeStatement,
): readonly ChangeStatement[] {
  if (existing !== 'replace') return [create(target.name, existing === 'keep')];
  const drop = { before: `DROP ${object} IF EXISTS ${nameOf(target)}` };
  if (object === 'VIEW') return [drop, create(target.name, false)];
  const aside = { ...target, name: target.name + ASIDE };
  return [create(aside.name, false), drop, { before: `ALTER TABLE ${nameOf(aside)} RENAME TO ${quoteIdentifier(target.name)}` }];
}
