import type { AppError } from '@dw-sim/contracts';
import type { StatementSession } from '@dw-sim/warehouse-core';
import { NUMBERS, numbersUpTo, PostgresServer, Workbench } from '@dw-sim/warehouse-testing';
import { Client } from 'pg';
import { PostgresStrategy } from './postgres-strategy';

/** A database with a function that writes and tables that queries must not read: as somebody whose role reads, and as somebody without one. */
describe.each([['with a role that reads', true], ['without one', false]])('what queries may do %s', (_name, hasRole) => {
  let server: PostgresServer;
  let admin: Client;
  let bench: Workbench;

  beforeAll(async () => {
    server = await PostgresServer.start();
    admin = new Client(server.url);
    await admin.connect();
    await admin.query(`
      CREATE ROLE plain LOGIN PASSWORD 'plain' ${hasRole ? 'CREATEROLE' : ''};
      GRANT CREATE ON DATABASE postgres TO plain; CREATE SCHEMA priv AUTHORIZATION plain; CREATE SCHEMA api;
      GRANT USAGE ON SCHEMA api TO PUBLIC;
      CREATE TABLE api.log (n int); INSERT INTO api.log VALUES (0);
      CREATE FUNCTION api.bump() RETURNS int LANGUAGE sql VOLATILE SECURITY DEFINER AS 'INSERT INTO api.log VALUES (1) RETURNING n';
      CREATE TABLE priv.secrets (a int); ALTER TABLE priv.secrets OWNER TO plain; INSERT INTO priv.secrets VALUES (42);
      CREATE FUNCTION api.secret() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT max(a) FROM priv.secrets); END'`);
    const dsn = Object.assign(new URL(server.url), { username: 'plain', password: 'plain' }).href;
    bench = await Workbench.open(new PostgresStrategy(), { dsn, schema: 'work' });
    await bench.fill(NUMBERS, numbersUpTo(3), 3);
  });
  afterAll(async () => {
    await bench.close();
    await admin.end();
    await server.stop();
  });

  const inSession = async <T>(writes: boolean, work: (session: StatementSession) => Promise<T>): Promise<T> => {
    const session = bench.session.openStatements({ writes });
    return work(session).finally(() => session.close());
  };
  const cells = async (session: StatementSession, sql: string) => {
    const cursor = await session.query(sql);
    const found: unknown[] = [];
    try {
      for await (const batch of cursor.batches()) found.push(...batch.flat());
    } finally {
      await cursor.close();
    }
    return found;
  };
  const bumps = async () => (await admin.query('SELECT count(*)::int - 1 AS n FROM api.log')).rows[0].n as number;
  const temporary = (query: string, existing: 'refuse' | 'keep' | 'replace' = 'refuse') => ({ kind: 'create-as', target: { name: 'mine', temporary: true }, query, existing }) as const;
  const REFUSED = { code: 'statement_not_allowed' };

  it.each([true, false])('a transaction does not let a function write (leave to write: %s)', async (writes) => {
    const work = inSession(writes, async (session) => {
      await session.beginTransaction();
      await cells(session, 'SELECT api.bump()');
      await session.endTransaction('commit');
    });
    await expect(work).rejects.toMatchObject(REFUSED);
    expect(await bumps()).toBe(0);
  });

  it.each(['refuse', 'keep', 'replace'] as const)('no temporary table lets a function write (%s)', async (existing) => {
    await expect(inSession(false, (session) => session.change(temporary('SELECT api.bump() AS b', existing)))).rejects.toMatchObject(REFUSED);
    const filled = inSession(false, async (session) => {
      await session.change(temporary('SELECT 1 AS b', existing));
      await session.change({ kind: 'insert', target: { name: 'mine', temporary: true }, query: 'SELECT api.bump()' });
    });
    await expect(filled).rejects.toMatchObject(REFUSED);
    expect(await bumps()).toBe(0);
  });

  it('temporary tables are made, changed and read in a transaction and outside of one', async () => {
    await inSession(false, async (session) => {
      await session.beginTransaction();
      await session.change(temporary(`SELECT id, 'x' AS word FROM shop__numbers ORDER BY id -- all`));
      expect(await cells(session, 'SELECT id, word FROM mine ORDER BY id')).toEqual([0, 'x', 1, 'x', 2, 'x']);
      await session.change({ kind: 'delete', target: { name: 'mine', temporary: true }, query: 'SELECT ctid AS dw_row FROM mine WHERE id = 0' });
      await session.endTransaction('commit');
      await session.change(temporary('SELECT 9 AS id', 'keep'));
      expect(await cells(session, 'SELECT id FROM mine ORDER BY id')).toEqual([1, 2]);
      await session.change({ kind: 'update', target: { name: 'mine', temporary: true }, columns: ['id'], query: 'SELECT ctid AS dw_row, id + 1 AS dw_1 FROM mine' });
      await session.change(temporary('SELECT max(id) AS id FROM mine', 'replace'));
      expect(await cells(session, 'SELECT id FROM mine')).toEqual([3]);
      await expect(session.change(temporary('SELECT 1 AS id'))).rejects.toMatchObject({ message: expect.stringContaining('already exists') });
    });
  });

  it('a temporary table may be made of the one whose name it takes', async () => {
    await inSession(false, async (session) => {
      await session.change({ kind: 'create-as', target: { name: NUMBERS.name, temporary: true }, query: 'SELECT id FROM shop__numbers WHERE id > 0', existing: 'refuse' });
      expect(await cells(session, 'SELECT id FROM shop__numbers ORDER BY id')).toEqual([1, 2]);
    });
  });

  if (!hasRole) return;

  const KEPT = { name: 'shop__kept', temporary: false };
  it.each(['SELECT a AS id FROM priv.secrets', 'SELECT api.secret() AS id', 'SELECT id FROM shop__numbers WHERE id < (SELECT max(a) FROM priv.secrets)'])('leave to write does not let %s read what queries may not', async (query) => {
    const change = async (made: Parameters<StatementSession['change']>[0]): Promise<AppError> => {
      await inSession(true, (session) => session.change({ kind: 'create-as', target: KEPT, query: 'SELECT 1 AS id', existing: 'replace' }));
      return inSession(true, (session) => session.change(made)).then(() => expect(made).toBe('refused'), (error: AppError) => error) as Promise<AppError>;
    };
    const rows = `SELECT k.ctid AS dw_row, s.id AS dw_1 FROM shop__kept k, (${query}) s`;
    const source = { columns: ['id'], query };
    for (const made of [
      { kind: 'create-as', target: KEPT, query, existing: 'replace' },
      { kind: 'create-as', target: { name: 'shop__other', temporary: false }, query, existing: 'refuse' },
      { kind: 'insert', target: KEPT, query },
      { kind: 'insert', target: KEPT, query, returning: true },
      { kind: 'insert', target: KEPT, query, overwrite: true },
      { kind: 'update', target: KEPT, columns: ['id'], query: rows },
      { kind: 'update', target: KEPT, columns: ['id'], query: rows, returning: true },
      { kind: 'delete', target: KEPT, query: `SELECT dw_row FROM (${rows}) r` },
      { kind: 'merge', target: KEPT, source, actions: [{ kind: 'insert', query: 'SELECT id FROM dw_source' }] },
    ] as const) {
      expect(await change(made)).toMatchObject({ code: 'statement_not_allowed', message: expect.stringMatching(/permission denied/i) });
    }
  });

  it('leave to write makes no view of what queries may not read, and the views read with the rights of whoever asks', async () => {
    const view = (query: string) => inSession(true, (session) => session.change({ kind: 'create-view', target: { name: 'shop__view', temporary: false }, query, existing: 'replace' }));
    await expect(view('SELECT a FROM priv.secrets')).rejects.toMatchObject(REFUSED);
    await view('SELECT id FROM shop__numbers');
    const optionsOf = async () => (await admin.query(`SELECT reloptions FROM pg_class WHERE relname = 'shop__view'`)).rows;
    expect(await optionsOf()).toEqual([{ reloptions: ['security_invoker=true'] }]);
    await bench.session.loadTable({ table: NUMBERS, files: [await bench.stage('again.parquet', numbersUpTo(3))], rowCount: 3 });
    expect(await optionsOf()).toEqual([{ reloptions: ['security_invoker=true'] }]);
    expect((await bench.query('SELECT count(*) FROM shop__view')).rows).toEqual([[3]]);
  });

  it('a table that stays is made by its owner, whatever its definition says', async () => {
    const table = { name: 'shop__words', columns: [{ name: 'word', type: { kind: 'VARCHAR' }, nullable: true, defaultSql: "'pg_temp. TEMP'" }], uniqueKeys: [], foreignKeys: [] } as const;
    await inSession(true, (session) => session.change({ kind: 'create', table, temporary: false, existing: 'refuse' }));
    expect((await admin.query(`SELECT tableowner FROM pg_tables WHERE tablename = 'shop__words'`)).rows).toEqual([{ tableowner: 'plain' }]);
  });

  it('the role that reads is left without a right to write', async () => {
    await inSession(true, (session) => session.change({ kind: 'insert', target: { name: NUMBERS.name, temporary: false }, query: 'SELECT 7' }));
    const { rows } = await admin.query(`SELECT privilege_type AS right FROM information_schema.table_privileges WHERE grantee = 'dw_sim_reader' AND privilege_type <> 'SELECT'`);
    expect(rows).toEqual([]);
  });
});
