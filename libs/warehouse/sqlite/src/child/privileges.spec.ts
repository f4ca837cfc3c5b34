import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildConfig } from '../protocol';
import { openForReading, openForWriting } from './open-database';
import { Reader, type InterruptibleDatabase } from './reader';

/** What the process that reads can do where the gate lets a statement through. */
describe('beneath the gate', () => {
  let folder: string;
  let database: InterruptibleDatabase;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dw-privileges-'));
    const config = { path: join(folder, 'w.db'), mode: 'read', memoryLimitBytes: 2 ** 26 } as ChildConfig;
    const writer = openForWriting({ ...config, mode: 'write' } as ChildConfig);
    writer.exec('CREATE TABLE t AS SELECT 1 AS id');
    writer.pragma('wal_checkpoint(TRUNCATE)');
    writer.close();
    writeFileSync(join(folder, 'secret.txt'), 'marked');
    database = openForReading(config);
  });
  afterAll(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    'INSERT INTO t VALUES (2)', 'INSERT INTO t VALUES (2) RETURNING id', 'DELETE FROM t', 'DELETE FROM t RETURNING id', 'DROP TABLE t', 'CREATE TABLE u (id)', 'CREATE TEMP TABLE u AS SELECT 1',
    "ATTACH 'FOLDER/other.db' AS o", "ATTACH 'file:FOLDER/other.db?mode=rwc' AS o", "VACUUM INTO 'FOLDER/copy.db'", 'VACUUM', 'REINDEX', 'ANALYZE', "SELECT load_extension('FOLDER/x.so')", "SELECT readfile('FOLDER/secret.txt')", "; /* x */ SELECT ReadFile('FOLDER/secret.txt') FROM t WHERE id = 2", "WITH a AS (SELECT \"writefile\"('FOLDER/x', id) AS w FROM t) SELECT * FROM t ORDER BY (SELECT w FROM a)", "SELECT writefile('FOLDER/x', 'y')",
    "SELECT edit('x')", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'x'", 'BEGIN IMMEDIATE', "CREATE VIRTUAL TABLE v USING fts5(x)",
  ])('%s does nothing', (sql) => {
    const reader = new Reader(database);
    expect(() => reader.startQuery(sql.replaceAll('FOLDER', folder), null, '')).toThrow();
    expect(new Reader(database).startQuery('SELECT id FROM t', null, '').rows).toEqual([[1]]);
    expect(readdirSync(folder).filter((name) => !/^(?:w\.db|secret\.txt)/.test(name))).toEqual([]);
  });
});
