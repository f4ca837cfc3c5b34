import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { AppError } from '@dw-sim/contracts';
import type { QueryCursor } from '@dw-sim/warehouse-core';
import { LARGE, largeRows, NUMBERS, numbersUpTo, PostgresServer, testPostgresUrl, useWorkbench, Workbench } from '@dw-sim/warehouse-testing';
import { Client } from 'pg';
import { PostgresStrategy } from './postgres-strategy';

const ROWS = 400_000;

async function asAdmin<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  return work(client).finally(() => client.end());
}

describe('a PostgreSQL that can not be used', () => {
  const SECRET = 'the-secret-word';
  const bench = useWorkbench(() => new PostgresStrategy(), () => ({ dsn: testPostgresUrl(), schema: 'faults' }));
  let silent: Server;

  beforeAll(async () => {
    // Takes connections and closes them at once.
    silent = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    await asAdmin(testPostgresUrl(), (client) => client.query(`CREATE ROLE crowded LOGIN PASSWORD '${SECRET}' CONNECTION LIMIT 0`));
  });
  afterAll(() => new Promise((resolve) => silent.close(resolve)));

  function urlWith(changes: Partial<URL>): string {
    return Object.assign(new URL(testPostgresUrl()), changes).href;
  }

  async function faultOf(dsn: string): Promise<AppError> {
    const fault = await new PostgresStrategy().open({ ...bench().config, connection: { dsn } }).catch((error: AppError) => error);
    expect(fault).toMatchObject({ name: 'AppError', message: expect.any(String) });
    expect(inspect(fault, { depth: 10 })).not.toContain(SECRET);
    return fault as AppError;
  }

  it.each<[string, () => string, RegExp]>([
    ['a wrong password', () => urlWith({ password: SECRET }), /the password of user "tester" is wrong/],
    ['an unknown user', () => urlWith({ username: 'nobody', password: SECRET }), /the password of user "nobody" is wrong/],
    ['no password', () => urlWith({ password: '' }), /user "tester" needs a password/],
    ['an unknown host', () => urlWith({ hostname: 'no-such-host.invalid', password: SECRET }), /there is no host "no-such-host.invalid"/],
    ['a port where nothing listens', () => urlWith({ port: '1', password: SECRET }), /nothing listens on port 1 of "127.0.0.1"/],
    ['something else that listens', () => urlWith({ port: String((silent.address() as AddressInfo).port), password: SECRET }), /it closed the connection/],
    ['an unknown database', () => urlWith({ pathname: '/nowhere' }), /there is no database "nowhere"/],
    ['a server without TLS', () => urlWith({ search: '?sslmode=require', password: SECRET }), /it does not offer TLS/],
    ['too many connections', () => urlWith({ username: 'crowded', password: SECRET }), /it has too many connections/],
  ])('says that it is %s, and never the password', async (_name, dsn, message) => {
    const { code, message: text, details } = await faultOf(dsn());
    expect({ code, text }).toEqual({ code: 'warehouse_unavailable', text: expect.stringMatching(message) });
    expect(details.hint).toMatch(/^[A-Z].*\.$/);
  });

  it.each(['', 'localhost', `mysql://me:${SECRET}@host/db`, `postgres://me:${SECRET}@ho st/db`])('refuses the connection string %j', async (dsn) => {
    expect((await faultOf(dsn)).code).toBe('invalid_request');
  });

  it('says that there is no connection string', async () => {
    const { connection: _, ...config } = bench().config;
    await expect(new PostgresStrategy().open(config)).rejects.toMatchObject({ code: 'warehouse_unavailable' });
  });
});

describe('a PostgreSQL that breaks in the middle', () => {
  let server: PostgresServer;
  let bench: Workbench;

  beforeAll(async () => (server = await PostgresServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => {
    bench = await Workbench.open(new PostgresStrategy(), { dsn: server.url, schema: 'work' });
    await bench.fill(LARGE, largeRows(10), 10);
  });
  afterEach(async () => {
    await bench.session.dropTables([LARGE.name]);
    await bench.close();
  });

  /** Loads many rows and does something as soon as some have arrived. */
  async function loadAnd(disturb: () => Promise<unknown>): Promise<AppError> {
    const files = [await bench.stage('many.parquet', largeRows(ROWS))];
    let disturbing: Promise<unknown> | undefined;
    const onProgress = () => void (disturbing ??= disturb());
    const fault = await bench.session.loadTable({ table: LARGE, files, rowCount: ROWS }, { onProgress }).catch((error: AppError) => error);
    await disturbing;
    return fault as AppError;
  }

  async function expectOldRows(): Promise<void> {
    expect(await bench.session.countRows(LARGE.name)).toBe(10);
    const tables = await asAdmin(server.url, (client) => client.query(`SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'shop%'`));
    expect(tables.rows).toEqual([{ relname: LARGE.name }]);
  }

  it('has the old rows after its process was ended in mid-COPY', async () => {
    const ending = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY %'`;
    const fault = await loadAnd(() => asAdmin(server.url, (client) => client.query(ending)));
    expect(fault).toMatchObject({ code: 'warehouse_failed', message: expect.stringContaining('the connection to PostgreSQL was lost') });
    await expectOldRows();
  });

  it('has the old rows after the server was killed in mid-COPY, and goes on when it is back', async () => {
    const fault = await loadAnd(() => server.kill());
    expect(fault).toMatchObject({ code: 'warehouse_failed', message: expect.stringContaining('the connection to PostgreSQL was lost') });
    await expect(bench.session.countRows(LARGE.name)).rejects.toMatchObject({ code: 'warehouse_unavailable' });
    await server.run();
    await expectOldRows();
    const files = [await bench.stage('few.parquet', largeRows(20))];
    expect(await bench.session.loadTable({ table: LARGE, files, rowCount: 20 })).toEqual({ rowCount: 20 });
  });

  describe('while a query is open', () => {
    let cursor: QueryCursor;
    beforeEach(async () => {
      cursor = await bench.session.query('SELECT a.id FROM shop__large a, generate_series(1, 100000) b');
      await asAdmin(server.url, (client) => client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT a.id%'`));
    });

    it('tells of it, and goes on', async () => {
      const reading = (async () => {
        for await (const rows of cursor.batches()) expect(rows.length).toBeGreaterThan(0);
      })();
      await expect(reading).rejects.toMatchObject({ code: 'warehouse_failed' });
      await cursor.close();
      expect(await bench.value('SELECT 1')).toBe(1);
    });

    it.each([0, 1, 5, 20, 100])('closes it after %i ms, and goes on', async (wait) => {
      await delay(wait);
      await cursor.close();
      expect(await bench.value('SELECT 1')).toBe(1);
    });
  });

  it('says that its disk is full', async () => {
    // The server's own error, raised where it would run out of space.
    await asAdmin(server.url, (client) =>
      client.query(`
        CREATE FUNCTION full_disk() RETURNS event_trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
        CREATE EVENT TRIGGER full_disk ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION full_disk()`),
    );
    const fault = await loadAnd(() => Promise.resolve());
    await asAdmin(server.url, (client) => client.query('DROP EVENT TRIGGER full_disk; DROP FUNCTION full_disk'));
    expect(fault).toMatchObject({ code: 'storage_full', message: expect.stringContaining('Its rows are as before') });
    await expectOldRows();
  });

  it('waits for a reader with its swap, and stops waiting on a signal', async () => {
    const reader = await bench.session.query('SELECT a.id FROM shop__large a, generate_series(1, 100000) b');
    const files = [await bench.stage('few.parquet', largeRows(20))];
    const controller = new AbortController();
    const staged = { table: LARGE, files, rowCount: 20 };
    const stopped = bench.session.loadTable(staged, { signal: controller.signal, onProgress: () => setTimeout(() => controller.abort(), 300) });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    const load = bench.session.loadTable(staged);
    expect(await bench.value('SELECT count(*) FROM shop__large')).toBe(10);
    await reader.close();
    expect(await load).toEqual({ rowCount: 20 });
  });
});

describe('a user with few rights', () => {
  it('queries as itself where it may make no role, and still only reads', async () => {
    await asAdmin(testPostgresUrl(), (client) =>
      client.query(`CREATE ROLE plain LOGIN PASSWORD 'plain'; GRANT CREATE ON DATABASE postgres TO plain`),
    );
    const dsn = Object.assign(new URL(testPostgresUrl()), { username: 'plain', password: 'plain' }).href;
    const bench = await Workbench.open(new PostgresStrategy(), { dsn, schema: 'plain_tables' });
    await bench.fill(NUMBERS, numbersUpTo(3), 3);
    expect((await bench.query('SELECT current_user, count(*) FROM shop__numbers')).rows).toEqual([['plain', 3]]);
    await expect(bench.query('DELETE FROM shop__numbers')).rejects.toMatchObject({ code: 'statement_not_allowed' });
    await bench.close();
  });

  it('says that it may make no tables', async () => {
    await asAdmin(testPostgresUrl(), (client) => client.query(`CREATE ROLE poor LOGIN PASSWORD 'poor'`));
    const dsn = Object.assign(new URL(testPostgresUrl()), { username: 'poor', password: 'poor' }).href;
    const opening = Workbench.open(new PostgresStrategy(), { dsn, schema: 'poor_tables' });
    await expect(opening).rejects.toMatchObject({ code: 'warehouse_failed', message: expect.stringContaining('permission denied') });
  });
});
