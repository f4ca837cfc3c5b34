import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

/** Every planted secret holds this, so that one search finds all. */
const MARK = 'pLaNtEd';

describe('planted secrets', () => {
  const planted = {
    DW_SIMULATOR_LOG_LEVEL: 'trace',
    DW_SIMULATOR_AUTHENTICATION: 'required',
    DW_SIMULATOR_ADMIN_KEY: `${MARK}-admin-key-of-the-configuration`,
    DW_SIMULATOR_SECRET_KEY: `${MARK}-secret-key-of-the-configuration`,
    DW_SIMULATOR_POSTGRES_URL: `postgres://me:${MARK}1@127.0.0.1:1/app?options=${MARK}2`,
    DW_SIMULATOR_S3_ENDPOINT: 'http://127.0.0.1:1',
  };
  const environment = { MARKED_PASSWORD: `${MARK}3`, AWS_ACCESS_KEY_ID: `${MARK}4`, AWS_SECRET_ACCESS_KEY: `${MARK}5`, AWS_REGION: 'eu-west-1' };
  const before = { ...process.env };
  const said: string[] = [];
  let server: TestServer;

  beforeAll(async () => {
    Object.assign(process.env, environment);
    server = await TestServer.start(planted, undefined, { logToFile: true });
  });
  afterAll(async () => {
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    await server.destroy();
  });

  const ask = async (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await server.http[method](path).set({ Authorization: `Bearer ${planted.DW_SIMULATOR_ADMIN_KEY}`, ...headers }).send(body);
    said.push(`${method} ${path} ${JSON.stringify(response.headers)} ${response.text}`);
    return response;
  };

  it('are in no answer, event, log, export or file', async () => {
    await ask('post', '/api/experiments', shopDefinition('shop', 'duckdb', 100)).then(({ status }) => expect(status).toBe(201));
    const targets = [
      { id: 'one', kind: 'postgres', dsn: `postgres://me:${MARK}6@127.0.0.1:1/app` },
      { id: 'two', kind: 'postgres', dsn: 'postgres://me:${MARKED_PASSWORD}@127.0.0.1:1/app' },
      { id: 'three', kind: 'redshift', dsn: `redshift://me:${MARK}7@127.0.0.1:1/app`, options: { iam_role: `${MARK}8`, password: `${MARK}9` } },
      { id: 'four', kind: 'parquet', dsn: 's3://bucket/place' },
      { id: 'five', kind: 'mysql', dsn: `mysql://me:${MARK}@h/db`, password: MARK },
      { id: 'six', kind: 'sqlite', dsn: `sqlite:///x.db?key=${MARK}` },
    ];
    for (const target of targets) {
      for (const path of ['/api/targets', '/api/targets/validate', '/api/targets/test']) await ask('post', path, target);
      for (const path of ['', '/test']) await ask(path === '' ? 'get' : 'post', `/api/targets/${target.id}${path}`);
      for (const kind of ['generate', 'load']) {
        const { body } = await ask('post', `/api/experiments/shop/${kind}`, { target: { kind: target.kind, dsn: target.dsn, options: target.options } });
        if (typeof body.id === 'number') await ask('get', `/api/experiments/shop/runs/${body.id}/events`);
      }
    }
    for (const path of ['/api/targets', '/api/configuration', '/api/health', '/api/keys', '/api/experiments/shop', '/api/experiments/shop/runs']) await ask('get', path);
    await ask('post', '/api/query/execute', { sql: 'SELECT * FROM orders', experiment: 'shop', format: 'csv' });
    await ask('post', '/api/query/execute', { sql: 'SELECT 1', warehouse: 'postgres' });
    for (const name of ["getenv('MARKED_PASSWORD')", "current_setting('s3_secret_access_key')"]) await ask('post', '/api/query/execute', { sql: `SELECT ${name}` });
    await ask('get', '/api/keys', undefined, { Authorization: `Bearer ${MARK}`, Cookie: `dw_sim_key=${MARK}`, 'X-API-Key': MARK });
    await ask('post', '/api/session', { key: `${MARK}-wrong` });
    await ask('post', '/api/session', { key: planted.DW_SIMULATOR_ADMIN_KEY }).then(({ headers }) => expect(headers['set-cookie']![0]).toContain(MARK));
    // The one who gives a key gets it back in a cookie, and nobody else does.
    expect(said.slice(0, -1).filter((text) => text.includes(MARK))).toEqual([]);
    expect(filesWith(server.dataRoot, MARK)).toEqual([]);
  });

  it('would be found', () => {
    writeFileSync(join(server.dataRoot, 'planted.txt'), `a ${MARK} b`);
    expect(filesWith(server.dataRoot, MARK)).toEqual(['planted.txt']);
  });
});

/** Files of a folder that hold a text as it is. */
function filesWith(folder: string, text: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => readFileSync(file).includes(text)).map((file) => file.slice(folder.length + 1));
}
