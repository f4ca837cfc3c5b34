import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testConnection, testPostgresUrl, useWorkbench } from '@dw-sim/warehouse-testing';
import { clientConfig, makeClient } from './connection-settings';
import { Connections } from './connections';
import { PostgresStrategy } from './postgres-strategy';

const STOLEN = 'stolen-from-the-server';
const ENVIRONMENT = { PGPASSWORD: STOLEN, PGUSER: STOLEN, PGHOST: '192.0.2.1', PGPORT: '1', PGDATABASE: STOLEN, PGOPTIONS: STOLEN, PGREPLICATION: STOLEN, PGSSLMODE: 'require', PGSSLNEGOTIATION: 'direct', PGAPPNAME: STOLEN };

/** A server that asks for the password in clear, and keeps what it is sent. */
async function curiousServer() {
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', (data) => {
      heard.push(data);
      if (heard.length === 1) socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]));
      else socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { heard: () => Buffer.concat(heard).toString('latin1'), port: (server.address() as AddressInfo).port, stop: () => new Promise((resolve) => server.close(resolve)) };
}

describe("the server's environment and a connection", () => {
  const bench = useWorkbench(() => new PostgresStrategy(), testConnection);
  const before = { ...process.env };
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dw-sim-pgpass-'));
    writeFileSync(join(folder, 'pgpass'), `*:*:*:*:${STOLEN}\n`, { mode: 0o600 });
    Object.assign(process.env, ENVIRONMENT, { PGPASSFILE: join(folder, 'pgpass') });
  });
  afterEach(() => {
    for (const name of [...Object.keys(ENVIRONMENT), 'PGPASSFILE']) if (before[name] === undefined) delete process.env[name];
    rmSync(folder, { recursive: true });
  });

  it.each(['PGPASSWORD', 'PGPASSFILE'])('no host is sent the password of %s', async (name) => {
    if (name === 'PGPASSFILE') delete process.env['PGPASSWORD'];
    const { heard, port, stop } = await curiousServer();
    const open = new Connections({ dsn: `postgres://me@127.0.0.1:${port}/db` }).connect();
    await expect(open).rejects.toMatchObject({ code: 'warehouse_unavailable', message: expect.stringContaining('user "me" needs a password') });
    await stop();
    expect(heard()).toContain('me');
    expect(heard()).not.toContain(STOLEN);
  });

  it('connects by the DSN alone', async () => {
    const client = await new Connections({ dsn: testPostgresUrl() }).connect();
    const { rows } = await client.query(`SELECT current_user AS name, current_database() AS place, current_setting('application_name') AS app`);
    expect(rows).toEqual([{ name: 'tester', place: 'postgres', app: 'dw-simulator' }]);
    await client.end();
    expect(await bench().value('SELECT 1')).toBe(1);
  });

  it('says everything that the driver would look up', () => {
    const { user, database, host, port, ssl } = makeClient({ dsn: 'postgres://me@db.example.com' }) as never;
    expect({ user, database, host, port, ssl }).toEqual({ user: 'me', database: 'me', host: 'db.example.com', port: 5432, ssl: false });
  });

  it.each([['postgres://db.example.com/app', /names no user/], ['postgres://me@db.example.com:0/app', /no valid port/], ['postgres://me@db.example.com/app?port=x', /no valid port/]])('takes nothing of the environment for %s', (dsn, message) => {
    expect(() => clientConfig({ dsn })).toThrow(message);
  });
});

describe('a connection string', () => {
  it.each([
    ['postgres://me@h/db', false],
    ['postgres://me@h/db?sslmode=disable', false],
    ['postgres://me@h/db?ssl=0', false],
    ['postgres://me@h/db?sslmode=require', { rejectUnauthorized: true }],
    ['postgres://me@h/db?ssl=true', { rejectUnauthorized: true }],
    ['postgres://me@h/db?sslmode=no-verify', { rejectUnauthorized: false }],
    ['redshift://me@a.b.eu-west-1.redshift.amazonaws.com/db', { rejectUnauthorized: true }],
    ['redshift://me@a.b.eu-west-1.redshift.amazonaws.com/db?sslmode=disable', false],
  ])('%s has its encryption', (dsn, ssl) => {
    expect(clientConfig({ dsn })).toMatchObject({ ssl });
  });

  it.each([
    ['postgres://me:a%40b@[::1]:6000/a%20b', { host: '::1', port: 6000, database: 'a b', password: 'a@b' }],
    ['postgres://h?user=me&password=x&host=/run/postgresql&port=7', { host: '/run/postgresql', port: 7, user: 'me', database: 'me', password: 'x' }],
  ])('%s is read whole', (dsn, expected) => {
    expect(clientConfig({ dsn })).toMatchObject(expected);
  });

  it.each(['sslrootcert', 'sslcert', 'sslkey', 'SSLKEY'])('that names a file by %s is refused, and the file is not read', async (name) => {
    const dsn = `${testPostgresUrl()}?${name}=/no/such/file`;
    expect(new PostgresStrategy().connection.check?.(dsn)).toEqual({ message: `dsn names a file of the server by ${name}`, allowed: expect.stringContaining('tls_ca') });
    await expect(new Connections({ dsn }).connect()).rejects.toMatchObject({ name: 'AppError', code: 'invalid_request', message: expect.stringContaining(name) });
  });
});
