import { AppError } from '@dw-sim/contracts';
import { assertNoneExist, quoteIdentifier, quoteIdentifiers, quoteLiteral, tableDifferences, tableNotFound, type DatabaseColumn, type DatabaseObject, type ExistingColumn, type PhysicalTable } from '@dw-sim/warehouse-core';
import type { Client } from 'pg';
import { dependentViews, dropViewsSql } from './dependent-views';
import type { PostgresFlavour } from './flavour';
import { dropKeySql, foreignKeySql, incomingKeys, isOneOf } from './foreign-keys';
import type { PostgresError } from './postgres-error';
import { catalogueType } from './postgres-types';
import { grantSql } from './reader-role';
import { assertNotServers, dropOwnSchema, prepareOwnSchema } from './schemas';
import { commentSql, keySql } from './table-sql';

const REFERENCED = /referenced in a foreign key/;

/** What tables are made for: the system behind the connection, and the role that queries run as. */
export interface TableMaker {
  readonly flavour: PostgresFlavour;
  readonly readerRole?: string;
  /** Schema that one experiment has to itself; undefined where experiments share the session's. */
  readonly ownSchema?: string;
}

/** Of the names asked about, those that exist in the session's schema. */
export async function existingTables(client: Client, names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ relname: string }>(`SELECT t.relname FROM pg_class t WHERE ${isOneOf('t', names)}`);
  const found = new Set(rows.map(({ relname }) => relname));
  return names.filter((name) => found.has(name));
}

/** Tables and views of the session's schema whose names start so, in the order of their names. */
export async function objects(client: Client, prefix: string): Promise<readonly DatabaseObject[]> {
  const { rows } = await client.query<{ name: string; kind: string }>(
    `SELECT t.relname AS name, t.relkind AS kind FROM pg_class t WHERE t.relnamespace = quote_ident(current_schema())::regnamespace AND t.relkind IN ('r', 'v') AND starts_with(t.relname, ${quoteLiteral(prefix)}) ORDER BY 1`,
  );
  return rows.map(({ name, kind }) => ({ name, kind: kind === 'v' ? 'view' : 'table' }));
}

/** Columns of tables and views of the session's schema; none of one that there is not. */
export async function columnsOf(client: Client, names: readonly string[]): Promise<readonly (readonly DatabaseColumn[])[]> {
  const { rows } = await client.query<DatabaseColumn & { readonly of: string }>(`
    SELECT t.relname AS "of", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS "typeName", NOT a.attnotnull AS nullable, a.atthasdef AS "hasDefault"
    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND t.relnamespace = quote_ident(current_schema())::regnamespace AND t.relkind IN ('r', 'v')
      AND t.relname IN (${[...names, ''].map(quoteLiteral).join(', ')}) ORDER BY a.attnum`);
  return names.map((asked) => rows.filter((row) => row.of === asked).map(({ of: _, ...column }) => column));
}

/** What keeps a table from taking the rows of a model; undefined where there is no such table. */
export async function differences(client: Client, table: PhysicalTable, { flavour }: TableMaker): Promise<readonly string[] | undefined> {
  const existing = await existingColumns(client, table.name);
  if (existing.length === 0) return undefined;
  return tableDifferences(table, existing, ({ type }) => catalogueType(flavour.physicalType(type)));
}

/** Columns of a table in its own order; none where there is no such table. */
export async function existingColumns(client: Client, name: string): Promise<readonly ExistingColumn[]> {
  const { rows } = await client.query<ExistingColumn>(`
    SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable
    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND ${isOneOf('t', [name])} ORDER BY a.attnum`);
  return rows;
}

/** @throws AppError `not_found` */
export async function countRows(client: Client, name: string): Promise<number> {
  if ((await existingTables(client, [name])).length === 0) throw tableNotFound(name);
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${quoteIdentifier(name)}`);
  return Number(rows[0]?.count);
}

/** Creates all or none; foreign keys last, so that tables may refer to each other. @throws AppError `conflict` where a name is taken */
export async function createTables(client: Client, tables: readonly PhysicalTable[], maker: TableMaker): Promise<void> {
  const { flavour, readerRole, ownSchema } = maker;
  const names = tables.map(({ name }) => name);
  assertNoneExist(await existingTables(client, names));
  if (ownSchema !== undefined) await assertNotServers(client, names);
  await inTransaction(client, async () => {
    if (ownSchema !== undefined) await prepareOwnSchema(client, ownSchema, maker);
    for (const table of tables) {
      await client.query(flavour.createTable(table, table.name));
      const keys = flavour.isPostgres ? keySql(table, table.name) : [];
      await runAll(client, [...keys, ...commentSql(table, table.name), ...grantSql(readerRole, table.name)]);
    }
    if (!flavour.isPostgres) return;
    for (const table of tables) await runAll(client, await foreignKeySql(client, table, table.name));
  });
}

/** Drops those that exist and answers how many; foreign keys of tables that stay go with them, and so do views that statements have made of them, and a schema of their own does. */
export async function dropTables(client: Client, names: readonly string[], { ownSchema }: Pick<TableMaker, 'ownSchema'>): Promise<number> {
  const existing = await existingTables(client, names);
  if (existing.length === 0 && ownSchema === undefined) return 0;
  await inTransaction(client, async () => {
    await runAll(client, [...dropViewsSql(await dependentViews(client, existing)), ...(await incomingKeys(client, existing)).map(dropKeySql)]);
    if (existing.length > 0) await client.query(`DROP TABLE ${quoteIdentifiers(existing)}`);
    if (ownSchema !== undefined) await dropOwnSchema(client, ownSchema);
  });
  return existing.length;
}

/** Empties those that exist and answers how many. @throws AppError `conflict` where a table that stays refers to one */
export async function truncateTables(client: Client, names: readonly string[], { flavour }: TableMaker): Promise<number> {
  const existing = await existingTables(client, names);
  if (existing.length === 0) return 0;
  if (!flavour.isPostgres) {
    // TRUNCATE of Redshift takes one table and commits at once.
    await inTransaction(client, () => runAll(client, existing.map((name) => `DELETE FROM ${quoteIdentifier(name)}`)));
    return existing.length;
  }
  try {
    await client.query(`TRUNCATE ${quoteIdentifiers(existing)}`);
  } catch (error) {
    const { message, detail } = error as PostgresError;
    if (!REFERENCED.test(message)) throw error;
    throw new AppError('conflict', `A table can't be emptied while others refer to it: ${detail ?? message}`, { hint: 'Empty them together.' });
  }
  return existing.length;
}

/** Runs statements one after the other. */
export async function runAll(client: Client, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.query(statement);
}

/** Does all or nothing. */
export async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    // Expected to fail, too, where the connection is gone; the server then undoes it by itself.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
