import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import Database from 'libsql';
import { Client } from 'pg';
import { fingerprint, fingerprintSql } from '../shop';

/** What each physical table of a warehouse holds, by its name: see `fingerprint`. */
export type TableContents = ReadonlyMap<string, string>;

/** A look at a warehouse past the server. */
export type WarehouseLook = () => Promise<TableContents>;

/** Looks at a copy of the file, so that the server meets it as the last one left it. Not while a server runs. */
export function lookAtDuckDb(dataRoot: string): WarehouseLook {
  return async () => {
    const copy = mkdtempSync(join(tmpdir(), 'dw-endurance-'));
    const folder = join(dataRoot, 'warehouse/duckdb');
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('warehouse.duckdb')) : [];
    for (const name of files) cpSync(join(folder, name), join(copy, name));
    try {
      if (files.length === 0) return new Map();
      const instance = await DuckDBInstance.create(join(copy, 'warehouse.duckdb'));
      const connection = await instance.connect();
      const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
      const contents = await contentsOf(rows, 'SELECT table_name FROM duckdb_tables()');
      connection.closeSync();
      instance.closeSync();
      return contents;
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  };
}

/** Reads the file where it is: the process that writes it may outlive the server by a second. */
export function lookAtSqlite(dataRoot: string): WarehouseLook {
  return async () => {
    const file = join(dataRoot, 'warehouse/sqlite/warehouse.sqlite');
    if (!existsSync(file)) return new Map();
    const database = new Database(file);
    try {
      database.exec('PRAGMA busy_timeout = 10000');
      const rows = async (sql: string) => database.prepare(sql).raw().all() as unknown[][];
      const [[integrity] = []] = await rows('PRAGMA integrity_check');
      if (integrity !== 'ok') throw new Error(`SQLite's integrity check says ${String(integrity)}`);
      return await contentsOf(rows, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    } finally {
      database.close();
    }
  };
}

export function lookAtPostgres(url: string): WarehouseLook {
  return async () => {
    const client = new Client(url);
    await client.connect();
    try {
      const rows = async (sql: string) => (await client.query({ text: sql, rowMode: 'array' })).rows as unknown[][];
      return await contentsOf(rows, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg_%' OR nspname = 'information_schema')");
    } finally {
      await client.end();
    }
  };
}

/** Statements that run in a PostgreSQL server, but for the one that asks. */
export function runningInPostgres(url: string): () => Promise<readonly string[]> {
  return async () => {
    const client = new Client(url);
    await client.connect();
    try {
      const { rows } = await client.query<{ query: string }>("SELECT query FROM pg_stat_activity WHERE state <> 'idle' AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
      return rows.map(({ query }) => query);
    } finally {
      await client.end();
    }
  };
}

async function contentsOf(rows: (sql: string) => Promise<unknown[][]>, namesSql: string): Promise<TableContents> {
  const contents = new Map<string, string>();
  for (const [name] of await rows(namesSql)) {
    const table = String(name);
    const isOurs = /__(customers|orders|items)$/.test(table);
    contents.set(table, isOurs ? fingerprint((await rows(fingerprintSql(`"${table}"`)))[0]) : 'unknown');
  }
  return contents;
}
