import type { ColumnType } from '@dw-sim/contracts';
import type { PhysicalForeignKey, PhysicalTable } from './physical-table';
import { quoteIdentifier, quoteIdentifiers } from './quote';

/** How an engine's CREATE TABLE differs from another's. */
export interface CreateTableOptions {
  readonly physicalType: (type: ColumnType) => string;
  /** Name to create under, where the table is made beside the one that it will replace. */
  readonly name?: string;
  /** Refuse texts that are longer than the type allows, where the engine's own type takes any. */
  readonly checksLength?: boolean;
  /** Declare foreign keys. They refer to the tables' own names, wherever this one is made. */
  readonly foreignKeys?: boolean;
}

/** A CREATE TABLE of columns with their types and NOT NULL; unique keys are the engine's affair. */
export function createTableSql(table: PhysicalTable, options: CreateTableOptions): string {
  const columns = table.columns.map(
    ({ name, type, nullable, defaultSql }) => `${quoteIdentifier(name)} ${options.physicalType(type)}${defaultSql === undefined ? '' : ` DEFAULT ${defaultSql}`}${nullable ? '' : ' NOT NULL'}${options.checksLength ? lengthCheck(name, type) : ''}`,
  );
  const keys = options.foreignKeys ? table.foreignKeys.map(foreignKeySql) : [];
  return `CREATE TABLE ${quoteIdentifier(options.name ?? table.name)} (${[...columns, ...keys].join(', ')})`;
}

function lengthCheck(name: string, type: ColumnType): string {
  return type.kind === 'VARCHAR' && type.length !== undefined ? ` CHECK (length(${quoteIdentifier(name)}) <= ${type.length})` : '';
}

/** What such a check says, for people; undefined for any other message of an engine. */
export function lengthFault(message: string): string | undefined {
  const [, column, length] = /CHECK constraint failed.*length\("?(.+?)"?\) <= (\d+)/s.exec(message) ?? [];
  return column === undefined ? undefined : `A value is too long for the column "${column}", which takes ${length} characters.`;
}

/** Every key of a table, the primary key first, without repetition. */
export function keysOf(table: PhysicalTable): readonly (readonly string[])[] {
  const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniqueKeys];
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

function foreignKeySql(key: PhysicalForeignKey): string {
  const parent = `${quoteIdentifier(key.referencesTable)} (${quoteIdentifiers(key.referencesColumns)})`;
  return `FOREIGN KEY (${quoteIdentifiers(key.columns)}) REFERENCES ${parent}`;
}
