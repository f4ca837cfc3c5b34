import type { ColumnType } from '@dw-sim/contracts';
import { createTableSql } from './create-table-sql';
import { quoteIdentifier, quoteIdentifiers } from './quote';
import type { ChangeTarget, ExistingObject, TableChange } from './table-change';

/** A statement of a change: the query inside it, where it has one, stands alone or between brackets. */
export interface ChangeStatement {
  readonly before: string;
  /** Of the user; passes the engine's gate before it runs. */
  readonly query?: string;
  readonly after?: string;
}

/** What engines write in different ways. */
export interface ChangeDialect {
  readonly rowId: string;
  /** Schema of temporary tables. */
  readonly temporarySchema: string;
  /** What stands before a table's name to empty it. */
  readonly truncate: 'TRUNCATE' | 'DELETE FROM';
  physicalType(type: ColumnType): string;
}

/** Under which a table is made that replaces another one, so that its query can read that. */
const ASIDE = '__dw_new';

/** The statements of a change, for one transaction. The last one tells how many rows were affected. */
export function changeStatements(change: TableChange, dialect: ChangeDialect): readonly ChangeStatement[] {
  const nameOf = (target: ChangeTarget) => (target.temporary ? `${dialect.temporarySchema}.` : '') + quoteIdentifier(target.name);
  switch (change.kind) {
    case 'insert': {
      const columns = change.columns ? ` (${quoteIdentifiers(change.columns)})` : '';
      return [{ before: `INSERT INTO ${nameOf(change.target)}${columns} `, query: change.query }];
    }
    case 'update': {
      const values = change.columns.map((column, index) => `${quoteIdentifier(column)} = dw_new.dw_${index + 1}`).join(', ');
      return [{ before: `UPDATE ${nameOf(change.target)} AS dw_old SET ${values} FROM (`, query: change.query, after: `) AS dw_new WHERE dw_old.${dialect.rowId} = dw_new.dw_row` }];
    }
    case 'delete':
      return [{ before: `DELETE FROM ${nameOf(change.target)} WHERE ${dialect.rowId} IN (`, query: change.query, after: ')' }];
    case 'create':
      return creation(change.existing, 'TABLE', { name: change.table.name, temporary: change.temporary }, nameOf, (name, keep) => ({
        before: createTableSql({ ...change.table, name }, { physicalType: (type) => dialect.physicalType(type) }).replace(/^CREATE TABLE /, createWords('TABLE', change.temporary, keep)),
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

/** Whether the engine's count of a change is one of rows. */
export function affectsRows({ kind }: TableChange): boolean {
  return kind === 'insert' || kind === 'update' || kind === 'delete';
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
