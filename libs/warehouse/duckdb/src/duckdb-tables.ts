import { assertNoneExist, createTableSql, quoteIdentifier, quoteLiteral, tableDifferences, tableNotFound, type DatabaseColumn, type DatabaseObject, type PhysicalTable } from '@dw-sim/warehouse-core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { catalogueType, duckDbType } from './duckdb-types';

/** Of the names asked about, those that exist. DuckDB's names are case-insensitive. */
export async function existingTables(connection: DuckDBConnection, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const list = names.map((name) => quoteLiteral(name.toLowerCase())).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT lower(table_name) FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary AND lower(table_name) IN (${list})`,
  );
  const found = new Set(reader.getRows().map(([name]) => name));
  return names.filter((name) => found.has(name.toLowerCase()));
}

/** Tables and views whose names start so, in the order of their names. */
export async function objects(connection: DuckDBConnection, prefix: string): Promise<readonly DatabaseObject[]> {
  const owned = (name: string) => `schema_name = 'main' AND NOT temporary AND NOT internal AND starts_with(lower(${name}), ${quoteLiteral(prefix.toLowerCase())})`;
  const reader = await connection.runAndReadAll(
    `SELECT table_name, 'table' FROM duckdb_tables() WHERE ${owned('table_name')} UNION ALL SELECT view_name, 'view' FROM duckdb_views() WHERE ${owned('view_name')} ORDER BY 1`,
  );
  return reader.getRows().map(([name, kind]) => ({ name: String(name), kind: kind as DatabaseObject['kind'] }));
}

/** Columns of tables and views; none of one that there is not. */
export async function columnsOf(connection: DuckDBConnection, names: readonly string[]): Promise<readonly (readonly DatabaseColumn[])[]> {
  if (names.length === 0) return [];
  const list = names.map((name) => quoteLiteral(name.toLowerCase())).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT lower(table_name), column_name, data_type, is_nullable, column_default IS NOT NULL FROM duckdb_columns() WHERE database_name = current_database() AND schema_name = 'main' AND lower(table_name) IN (${list}) ORDER BY column_index`,
  );
  const rows = reader.getRows();
  return names.map((asked) => rows.filter(([table]) => table === asked.toLowerCase()).map(([, name, type, nullable, hasDefault]) => ({ name: String(name), typeName: String(type), nullable: nullable === true, hasDefault: hasDefault === true })));
}

/** @throws AppError `conflict` where one exists */
export async function createTables(writer: DuckDBConnection, tables: readonly PhysicalTable[]): Promise<void> {
  assertNoneExist(await existingTables(writer, tables.map(({ name }) => name)));
  await inTransaction(
    writer,
    tables.map((table) => createTableSql(table, { physicalType: duckDbType, checksLength: true })),
  );
}

/** Drops those that exist and answers how many. */
export async function dropTables(writer: DuckDBConnection, names: readonly string[]): Promise<number> {
  return forEachExisting(writer, names, (name) => `DROP TABLE ${name}`);
}

/** Empties those that exist and answers how many. */
export async function truncateTables(writer: DuckDBConnection, names: readonly string[]): Promise<number> {
  return forEachExisting(writer, names, (name) => `TRUNCATE ${name}`);
}

/** What keeps a table from taking the rows of a model; undefined where there is no such table. */
export async function differences(connection: DuckDBConnection, table: PhysicalTable): Promise<readonly string[] | undefined> {
  const reader = await connection.runAndReadAll(
    `SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE schema_name = 'main' AND lower(table_name) = ${quoteLiteral(table.name.toLowerCase())}`,
  );
  const existing = reader.getRows().map(([name, type, nullable]) => ({ name: String(name), type: String(type), nullable: nullable === true }));
  return existing.length === 0 ? undefined : tableDifferences(table, existing, ({ type }) => catalogueType(type));
}

/** @throws AppError `not_found` */
export async function countRows(connection: DuckDBConnection, name: string): Promise<number> {
  if ((await existingTables(connection, [name])).length === 0) throw tableNotFound(name);
  return rowCountOf(connection, name);
}

/** Rows of a table that is known to exist. */
export async function rowCountOf(connection: DuckDBConnection, name: string): Promise<number> {
  const reader = await connection.runAndReadAll(`SELECT count(*) FROM ${quoteIdentifier(name)}`);
  return Number(reader.getRows()[0]?.[0]);
}

async function forEachExisting(writer: DuckDBConnection, names: readonly string[], sql: (quoted: string) => string): Promise<number> {
  const existing = await existingTables(writer, names);
  await inTransaction(
    writer,
    existing.map((name) => sql(quoteIdentifier(name))),
  );
  return existing.length;
}

async function inTransaction(writer: DuckDBConnection, statements: readonly string[]): Promise<void> {
  await writer.run('BEGIN TRANSACTION');
  try {
    for (const statement of statements) await writer.run(statement);
    await writer.run('COMMIT');
  } catch (error) {
    await writer.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
