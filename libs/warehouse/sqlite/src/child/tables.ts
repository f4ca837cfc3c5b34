import {
  assertNoneExist,
  createTableSql,
  keysOf,
  quoteIdentifier,
  quoteIdentifiers,
  tableDifferences,
  tableNotFound,
  type DatabaseColumn,
  type DatabaseObject,
  type PhysicalTable,
} from '@dw-sim/warehouse-core';
import type Database from 'libsql';
import { sqliteType } from '../sqlite-types';

/** Of the names asked about, those that exist. SQLite's names are case-insensitive. */
export function existingTables(database: Database.Database, names: readonly string[]): readonly string[] {
  const rows = database.prepare(`SELECT lower(name) FROM sqlite_schema WHERE type = 'table'`).raw().all() as [string][];
  const found = new Set(rows.map(([name]) => name));
  return names.filter((name) => found.has(name.toLowerCase()));
}

/** What keeps a table from taking the rows of a model; undefined where there is no such table. */
export function differences(database: Database.Database, table: PhysicalTable): readonly string[] | undefined {
  const rows = database.prepare('SELECT name, type, "notnull" FROM pragma_table_info(?)').raw().all(table.name) as [string, string, number][];
  const existing = rows.map(([name, type, notNull]) => ({ name, type, nullable: notNull === 0 }));
  return existing.length === 0 ? undefined : tableDifferences(table, existing, ({ type }) => sqliteType(type));
}

/** Tables and views whose names start so, in the order of their names. */
export function objects(database: Database.Database, prefix: string): readonly DatabaseObject[] {
  const rows = database.prepare(`SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND lower(substr(name, 1, ?)) = ? ORDER BY name`).raw().all(prefix.length, prefix.toLowerCase()) as [string, 'table' | 'view'][];
  return rows.map(([name, kind]) => ({ name, kind }));
}

/** Columns of tables and views; none of one that there is not. */
export function columnsOf(database: Database.Database, names: readonly string[]): readonly (readonly DatabaseColumn[])[] {
  const statement = database.prepare('SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)').raw();
  return names.map((name) => (statement.all(name) as [string, string, number, string | null][]).map(([column, typeName, notNull, value]) => ({ name: column, typeName, nullable: notNull === 0, hasDefault: value !== null })));
}

/** @throws AppError `not_found` */
export function countRows(database: Database.Database, name: string): number {
  if (existingTables(database, [name]).length === 0) throw tableNotFound(name);
  return rowCountOf(database, name);
}

/** Rows of a table that is known to exist. */
export function rowCountOf(database: Database.Database, name: string): number {
  const row = database.prepare(`SELECT count(*) FROM ${quoteIdentifier(name)}`).raw().get() as [number];
  return row[0];
}

/** Creates all or none. @throws AppError `conflict` where one exists */
export function createTables(database: Database.Database, tables: readonly PhysicalTable[]): void {
  assertNoneExist(existingTables(database, tables.map(({ name }) => name)));
  inTransaction(database, () => {
    for (const table of tables) {
      database.exec(createSql(table, table.name));
      createKeys(database, table);
    }
  });
}

/** Drops those that exist and answers how many. */
export function dropTables(database: Database.Database, names: readonly string[]): number {
  const existing = existingTables(database, names);
  inTransaction(database, () => existing.forEach((name) => database.exec(`DROP TABLE ${quoteIdentifier(name)}`)));
  return existing.length;
}

/** Empties those that exist and answers how many. */
export function truncateTables(database: Database.Database, names: readonly string[]): number {
  const existing = existingTables(database, names);
  inTransaction(database, () => existing.forEach((name) => database.exec(`DELETE FROM ${quoteIdentifier(name)}`)));
  return existing.length;
}

/** A table's DDL, under its own name or another. Its keys come as indexes, which are far cheaper after the rows. */
export function createSql(table: PhysicalTable, name: string): string {
  return createTableSql(table, { physicalType: sqliteType, name, foreignKeys: true, checksLength: true });
}

/** Creates a unique index for every key; fails where rows repeat one. */
export function createKeys(database: Database.Database, table: PhysicalTable): void {
  keysOf(table).forEach((columns, index) => {
    const name = quoteIdentifier(`${table.name}__key_${index + 1}`);
    database.exec(`CREATE UNIQUE INDEX ${name} ON ${quoteIdentifier(table.name)} (${quoteIdentifiers(columns)})`);
  });
}

/** Does all or nothing. */
export function inTransaction(database: Database.Database, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
