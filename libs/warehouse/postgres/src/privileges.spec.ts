import { NUMBERS, numbersUpTo, testConnection, useWorkbench } from '@dw-sim/warehouse-testing';
import type { Client } from 'pg';
import { Connections } from './connections';
import { beginStatementSql } from './postgres-query';
import { PostgresStrategy } from './postgres-strategy';

/** What a query's transaction can do where the gate lets a statement through. The connection is a superuser's. */
describe('beneath the gate', () => {
  let connection: ReturnType<typeof testConnection>;
  const bench = useWorkbench(() => new PostgresStrategy(), () => (connection = testConnection()));
  let client: Client;

  beforeEach(async () => {
    await bench().fill(NUMBERS, numbersUpTo(3), 3);
    const connections = new Connections(connection);
    client = await connections.connect();
    await client.query('CREATE TABLE public.of_others (secret text)').catch(() => undefined);
    const place = { connections, settings: { readerRole: 'dw_sim_reader', isPostgres: true }, inTransaction: false, lend: () => Promise.reject(new Error('not asked')) };
    await client.query(beginStatementSql(place, {}, 'reader'));
  });
  afterEach(() => client.end());

  const place = (sql: string) => sql.replaceAll('TABLE_NAME', NUMBERS.name).replaceAll('FOLDER', bench().root);

  it('reads', async () => {
    expect((await client.query(place('SELECT count(*)::int AS n FROM TABLE_NAME'))).rows).toEqual([{ n: 3 }]);
  });

  it.each([
    'INSERT INTO TABLE_NAME VALUES (9)', 'UPDATE TABLE_NAME SET id = 1', 'DELETE FROM TABLE_NAME', 'TRUNCATE TABLE_NAME', 'DROP TABLE TABLE_NAME', 'CREATE TABLE other (id int)',
    'ALTER TABLE TABLE_NAME ADD COLUMN x int', 'WITH gone AS (DELETE FROM TABLE_NAME RETURNING id) SELECT * FROM gone', 'EXPLAIN ANALYZE DELETE FROM TABLE_NAME', 'SELECT * FROM TABLE_NAME FOR UPDATE',
    'SELECT * INTO other FROM TABLE_NAME', 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$', "SELECT nextval('TABLE_NAME_seq')", 'DO $$ BEGIN EXECUTE \'DELETE FROM TABLE_NAME\'; END $$',
    "SELECT pg_read_file('/etc/passwd')", "SELECT pg_read_binary_file('/etc/passwd')", "SELECT pg_ls_dir('/etc')", "SELECT pg_stat_file('/etc/passwd')", "SELECT lo_import('/etc/passwd')", "SELECT lo_export(1, 'FOLDER/x')",
    "SELECT lo_create(0)", "COPY TABLE_NAME TO 'FOLDER/x'", "COPY (SELECT 1) TO PROGRAM 'touch FOLDER/x'", "COPY TABLE_NAME FROM '/etc/passwd'", 'CREATE EXTENSION file_fdw', "LOAD 'auto_explain'",
    'SELECT rolpassword FROM pg_authid', 'SELECT passwd FROM pg_shadow', 'SELECT * FROM public.of_others', 'SELECT pg_reload_conf()', "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tester' AND pid <> pg_backend_pid()", 'SELECT pg_switch_wal()', 'ALTER SYSTEM SET port = 1', 'CREATE ROLE r', 'GRANT dw_sim_reader TO CURRENT_USER',
    'VACUUM', 'CHECKPOINT', 'SET TRANSACTION READ WRITE; DELETE FROM TABLE_NAME',
  ])('the server itself refuses %s', async (sql) => {
    await expect(client.query(place(sql))).rejects.toMatchObject({ code: expect.stringMatching(/^(25|42501|42|55|0A|22)/) });
    await client.query('ROLLBACK');
    expect(await bench().session.countRows(NUMBERS.name)).toBe(3);
    expect((await client.query(`SELECT to_regclass('other') AS made`)).rows).toEqual([{ made: null }]);
  });
});
