import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StatementType, type DuckDBConnection } from '@duckdb/node-api';
import { prepareAs } from './duckdb-query';
import { openDatabase, type OpenDatabase } from './open-database';

/** What a query's connection can do where the gate lets a statement through. */
describe('beneath the gate', () => {
  let folder: string;
  let database: OpenDatabase;
  let connection: DuckDBConnection;
  const staging = () => join(folder, 'staging');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dw-privileges-'));
    mkdirSync(staging());
    writeFileSync(join(folder, 'secret.txt'), 'marked');
    database = await openDatabase({ directory: folder, stagingDirectory: staging(), memoryLimitBytes: 2 ** 28, threadCount: 1 });
    await database.writer.run('CREATE TABLE t AS SELECT 1 AS id');
    connection = await database.instance.connect();
    await connection.run('BEGIN TRANSACTION READ ONLY');
  });
  afterEach(() => {
    connection.closeSync();
    database.writer.closeSync();
    database.instance.closeSync();
    rmSync(folder, { recursive: true });
  });

  const place = (text: string) => text.replaceAll('FOLDER', folder);

  it.each([
    'INSERT INTO t VALUES (2)', 'DELETE FROM t', 'DROP TABLE t', 'CREATE TABLE u (id INT)', 'EXPLAIN ANALYZE INSERT INTO t VALUES (3)', 'ALTER TABLE t ADD COLUMN x INT',
    "SELECT * FROM read_text('FOLDER/secret.txt')", "SELECT * FROM 'FOLDER/secret.txt'", "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM glob('/etc/*')", "SELECT * FROM read_text('FOLDER/staging/../secret.txt')",
    "COPY t TO 'FOLDER/out.csv'", "EXPORT DATABASE 'FOLDER/out'", "ATTACH 'FOLDER/other.db'", "ATTACH 'postgres://127.0.0.1/x' (TYPE postgres)",
    'SET lock_configuration = false', 'SET enable_external_access = true', "SET threads = 64", "SET temp_directory = '/tmp'", "SET allowed_configs = ['lock_configuration']", "SET allowed_directories = ['/']", "PRAGMA profiling_output = 'FOLDER/p.json'", 'LOAD httpfs', 'INSTALL httpfs',
  ])('the engine itself refuses %s', async (sql) => {
    await expect(connection.run(place(sql))).rejects.toThrow();
    expect((await database.writer.runAndReadAll('SELECT id FROM t')).getRows()).toEqual([[1]]);
    expect(readdirSync(folder).filter((name) => !/^(?:warehouse\.duckdb|staging|duckdb-temp|duckdb-exports|secret\.txt)/.test(name))).toEqual([]);
  });

  it.each(["COPY t TO 'FOLDER/staging/x.csv'", "ATTACH ':memory:' AS m", 'CREATE TEMP TABLE u AS SELECT 1', 'CALL pragma_version()', 'COMMIT', 'CHECKPOINT', 'SELECT 1; SELECT 2', 'EXPLAIN SELECT 1'])(
    'nothing runs that the engine does not take for one SELECT, such as %s',
    async (sql) => {
      await expect(prepareAs(connection, place(sql), StatementType.SELECT)).rejects.toMatchObject({ code: 'statement_not_allowed' });
      expect(existsSync(staging()) && readdirSync(staging())).toEqual([]);
    },
  );
});
