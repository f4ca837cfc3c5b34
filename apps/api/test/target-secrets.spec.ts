import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunDetail, TargetTestResult } from '@dw-sim/contracts';
import type { ConnectionSpec, WarehouseConfig, WarehouseSession } from '@dw-sim/warehouse-core';
import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

const PASSWORD = 'Q7x pa/ss@wörd Z9y';
const DSN = `vault://me:${encodeURIComponent(PASSWORD)}@db.example.com:5432/app?sslmode=require&token=Q7xtokenZ9y`;
const SHOWN = 'vault://me:***@db.example.com:5432/app?sslmode=require&token=***';

/** An engine over a network that remembers what it was given, and repeats it in every way where it refuses. */
class VaultStrategy extends DuckDbStrategy {
  override readonly id = 'vault' as 'duckdb';
  override readonly label = 'Vault' as 'DuckDB';
  override readonly connection: ConnectionSpec = {
    place: 'server', protocols: ['vault'], dsnRequired: true, dsnExample: 'vault://me:${PASSWORD}@host/db', schema: { default: null, choosable: true }, options: {},
  };
  readonly given: string[] = [];
  refuses = true;

  override async open(config: WarehouseConfig): Promise<WarehouseSession> {
    const { dsn } = config.connection!;
    this.given.push(dsn);
    const { password, searchParams } = new URL(dsn);
    if (this.refuses) throw new Error(`Cannot connect to ${dsn}: password ${password}, which is ${decodeURIComponent(password)}, with ${searchParams.get('token')}`);
    return super.open(config);
  }
}

describe('the secrets of targets', () => {
  let server: TestServer;
  let vault: VaultStrategy;
  const said: string[] = [];

  const start = async (environment: Record<string, string> = {}, dataRoot?: string) =>
    TestServer.start({ DW_SIMULATOR_LOG_LEVEL: 'trace', ...environment }, dataRoot, { strategies: [vault], logToFile: true });

  /** Asks, and keeps what is said. */
  const ask = async (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await server.http[method](path).set(headers).send(body);
    said.push(`${method} ${path}\n${JSON.stringify(response.headers)}\n${response.text}`);
    return response;
  };
  const test = async (id: string): Promise<TargetTestResult> => (await ask('post', `/api/targets/${id}/test`)).body;

  beforeAll(async () => {
    vault = new VaultStrategy();
    server = await start();
  });
  afterAll(() => server.destroy());

  it('are never told, by any route, in any error, log or file', async () => {
    mkdirSync(join(server.dataRoot, 'targets'));
    writeFileSync(join(server.dataRoot, 'targets/a.yml'), `id: filed\nkind: vault\ndsn: ${DSN}\n`);
    writeFileSync(join(server.dataRoot, 'targets/b.yml'), `id: broken\nkind: vault\ndsn: "${DSN}\n`);
    writeFileSync(join(server.dataRoot, 'targets/c.yml'), `id: wrong\nkind: vault\ndsn: ${DSN.replace('vault', 'volt')}\npassword: ${DSN}\n`);

    const definition = { id: 'secret', kind: 'vault', dsn: DSN };
    expect((await ask('post', '/api/targets', definition)).body).toMatchObject({ id: 'secret', dsn: SHOWN });
    for (const path of ['/api/targets', '/api/targets/secret', '/api/targets/filed', '/api/health', '/api/docs-json']) await ask('get', path);
    for (const path of ['/api/targets/validate', '/api/targets/test', '/api/targets']) {
      for (const body of [definition, { ...definition, kind: 'sqlite' }, { ...definition, pasword: DSN, id: 5 }, { ...definition, dsn: [DSN] }, [DSN], { ...definition, options: { key: DSN } }]) await ask('post', path, body);
    }
    await ask('post', '/api/targets', undefined, { 'content-type': 'application/json' });
    await server.create(shopDefinition('shop', 'duckdb', 10));
    for (const target of ['secret', definition, { ...definition, kind: 'duckdb' }, { ...definition, url: DSN }, [DSN]]) {
      for (const kind of ['generate', 'load']) await ask('post', `/api/experiments/shop/${kind}`, { target });
    }
    await ask('post', '/api/experiments', shopDefinition('there', 'secret', 10));
    await ask('post', '/api/query/execute', { sql: 'SELECT 1', warehouse: 'secret' });
    expect(await test('secret')).toMatchObject({ status: 'unavailable', error: { message: 'Cannot connect to ***: password ***, which is ***, with ***' } });
    expect(vault.given).toContain(DSN);

    // One that connects, and fails only when the rows come.
    vault.refuses = false;
    const started = (await ask('post', '/api/experiments/shop/generate', { target: definition })).body as RunDetail;
    vault.refuses = true;
    const events = await server.events('shop', started.id);
    said.push(JSON.stringify(events));
    const run = (await ask('get', `/api/experiments/shop/runs/${started.id}`)).body as RunDetail;
    expect(run.target).toEqual({ id: null, name: 'secret', kind: 'vault', dsn: SHOWN });
    await ask('put', '/api/targets/secret', { kind: 'vault', dsn: `${DSN}#x`, extra: DSN });
    await ask('get', '/api/experiments/shop');

    expect(said.join('\n')).not.toMatch(/Q7x|Z9y/);
    const log = readFileSync(server.root.logFile, 'latin1');
    expect(log).toContain('Warehouse could not be opened');
    expect(log).not.toMatch(/Q7x|Z9y/);
    for (const name of readdirSync(server.dataRoot).filter((entry) => entry.startsWith('metadata'))) {
      expect(readFileSync(join(server.dataRoot, name), 'latin1')).not.toMatch(/Q7x|Z9y/);
    }
  });

  it('are kept encrypted, with a key for the owner alone', async () => {
    expect(statSync(server.root.secretKeyFile).mode & 0o777).toBe(0o600);
    const { dataRoot } = server;
    await server.stop();
    server = await start({}, dataRoot);
    vault.given.length = 0;
    await test('secret');
    expect(vault.given).toEqual([DSN]);
  });

  it('stay where a definition comes back as it was shown, and only then', async () => {
    expect((await ask('put', '/api/targets/secret', { name: 'Renamed', kind: 'vault', dsn: SHOWN })).body).toMatchObject({ name: 'Renamed', dsn: SHOWN });
    vault.given.length = 0;
    await test('secret');
    expect(vault.given).toEqual([DSN]);
    // Else whoever may change a target could have its password sent to a host of theirs.
    const elsewhere = await ask('put', '/api/targets/secret', { kind: 'vault', dsn: SHOWN.replace('example.com', 'example.org') });
    expect([elsewhere.status, elsewhere.body.errors[0].code]).toEqual([422, 'hidden_secret']);
  });

  it('can be read from the environment, when they are needed', async () => {
    const dsn = 'vault://me:${DW_TEST_TARGET_PASSWORD}@db.example.com/app';
    expect((await ask('post', '/api/targets', { id: 'referring', kind: 'vault', dsn })).body).toMatchObject({ dsn });
    expect((await test('referring')).error?.message).toBe("The DSN refers to DW_TEST_TARGET_PASSWORD, which is not set in the server's environment.");
    writeFileSync(join(server.dataRoot, '.env.local'), `DW_TEST_TARGET_PASSWORD='${PASSWORD}'\n`);
    vault.given.length = 0;
    expect((await test('referring')).error?.message).toContain('password ***, which is ***');
    expect(new URL(vault.given[0]!).password).toBe(encodeURIComponent(PASSWORD));
  });

  it('that need another key say so, and nothing else suffers', async () => {
    const { dataRoot } = server;
    await server.stop();
    server = await start({ DW_SIMULATOR_SECRET_KEY: 'another key, long enough' }, dataRoot);
    expect((await ask('get', '/api/targets')).body.items.map(({ id }: { id: string }) => id)).toContain('secret');
    expect((await test('secret')).error).toMatchObject({ message: expect.stringContaining('encrypted with another key'), hint: expect.stringContaining('DW_SIMULATOR_SECRET_KEY') });
    expect((await ask('put', '/api/targets/secret', { kind: 'vault', dsn: DSN })).status).toBe(200);
    vault.refuses = false;
    expect(await test('secret')).toMatchObject({ status: 'ok' });
    expect(said.join('\n')).not.toMatch(/Q7x|Z9y/);
    rmSync(join(dataRoot, '.env.local'));
  });
});
