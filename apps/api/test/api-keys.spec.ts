import { setTimeout } from 'node:timers/promises';
import type { CreatedApiKey } from '@dw-sim/contracts';
import Database from 'libsql';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

const ADMIN = 'an-admin-key-of-the-configuration';

describe('API keys', () => {
  let server: TestServer;
  const keys: Record<string, CreatedApiKey> = {};

  beforeAll(async () => {
    server = await TestServer.start({ DW_SIMULATOR_AUTHENTICATION: 'required', DW_SIMULATOR_ADMIN_KEY: ADMIN });
    for (const scope of ['read', 'write', 'admin']) {
      keys[scope] = (await server.http.post('/api/keys').set('Authorization', `Bearer ${ADMIN}`).send({ name: `a ${scope} key`, scope }).expect(201)).body;
    }
  });
  afterAll(() => server.destroy());

  const bearer = (scope: string) => ({ Authorization: `Bearer ${keys[scope]!.key}` });

  it.each(['/api/experiments', '/api/v1/experiments', '/API/experiments', '/api/health', '/api/docs', '/api/docs-json', '/api/keys', '/api/nothing'])('are needed for %s', async (path) => {
    const { body, headers } = await server.http.get(path).expect(401);
    expect([body.code, headers['www-authenticate'], headers['content-type']]).toEqual(['unauthorized', 'Bearer', expect.stringContaining('application/problem+json')]);
  });

  it('are needed before a body is read', async () => {
    await server.http.post('/api/experiments').set('Content-Type', 'application/json').send('{').expect(401);
  });

  it('are not needed for liveness and for the question whether they are', async () => {
    await server.http.get('/api/health/live').expect(200, { status: 'ok' });
    await server.http.get('/api/session').expect(200, { key_required: true, scope: null, name: null });
  });

  it.each(['dws_', 'x'.repeat(5000), 'dws_000000000000_'.padEnd(60, 'A'), '__proto__', ADMIN.slice(1)])('are not %s', async (key) => {
    await server.http.get('/api/experiments').set('Authorization', `Bearer ${key}`).expect(401);
    await server.http.get('/api/experiments').set('X-API-Key', key).expect(401);
  });

  it('allow what their scope says', async () => {
    const definition = shopDefinition('scoped', 'duckdb');
    const tries: readonly (readonly [scope: string, method: 'get' | 'post' | 'delete', path: string, body: object | undefined, status: number])[] = [
      ['read', 'get', '/api/experiments', undefined, 200],
      ['read', 'post', '/api/experiments/validate', definition, 200],
      ['read', 'post', '/api/experiments/preview', { definition, rows: 1 }, 200],
      ['read', 'post', '/api/query/execute', { sql: 'SELECT 1' }, 200],
      ['read', 'post', '/api/experiments', definition, 403],
      ['read', 'delete', '/api/experiments/scoped', undefined, 403],
      ['read', 'get', '/api/keys', undefined, 403],
      ['read', 'get', '/api/configuration', undefined, 403],
      ['write', 'post', '/api/experiments', definition, 201],
      ['write', 'post', '/api/experiments/scoped/load', { target: { kind: 'postgres', dsn: 'postgres://me:${HOME}@127.0.0.1:1/x' } }, 403],
      ['write', 'delete', '/api/experiments/scoped', undefined, 200],
      ['write', 'post', '/api/targets', { id: 'x', kind: 'duckdb' }, 403],
      ['write', 'post', '/api/targets/test', { id: 'x', kind: 'duckdb' }, 403],
      ['write', 'post', '/api/targets/validate', { id: 'x', kind: 'duckdb' }, 200],
      ['write', 'get', '/api/keys', undefined, 403],
      ['admin', 'get', '/api/keys', undefined, 200],
      ['admin', 'get', '/api/configuration', undefined, 200],
      ['read', 'post', '/api/query/execute', { sql: 'SELECT 1' }, 200],
      ['read', 'post', '/api/query/execute', { sql: 'SELECT 1', allow_writes: true }, 403],
      ['write', 'post', '/api/query/execute', { sql: 'SELECT 1', allow_writes: true }, 200],
    ];
    for (const [scope, method, path, body, status] of tries) {
      const response = await server.http[method](path).set(bearer(scope)).send(body);
      expect([scope, method, path, response.status]).toEqual([scope, method, path, status]);
      if (status === 403) expect(response.body.code).toBe('forbidden');
    }
  });

  it('cancel what they have asked, and others’ queries with a scope to write', async () => {
    const endless = (query_id: string) => ({ sql: "SELECT COUNT(*), 'password=topsecret' FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7", query_id });
    const running = async () => (await server.http.get('/api/query/running').set(bearer('read')).expect(200)).body.items as { query_id: string; sql: string }[];
    const cancel = (id: string, scope: string) => server.http.post(`/api/query/${id}/cancel`).set(bearer(scope));
    const asked = [['own', 'read'], ['others', 'admin']].map(([id, scope]) => server.http.post('/api/query/execute').set(bearer(scope!)).send(endless(id!)).then(({ body }) => body.code));
    while ((await running()).length < 2) await setTimeout(20);
    expect(JSON.stringify(await running())).not.toContain('topsecret');
    expect((await cancel('others', 'read').expect(403)).body.detail).toContain('another key');
    await cancel('own', 'read').expect(200, { query_id: 'own', cancelled: true });
    await cancel('others', 'write').expect(200);
    expect(await Promise.all(asked)).toEqual(['aborted', 'aborted']);
  });

  it('are kept as hashes alone, and listed without secrets', async () => {
    const { text } = await server.http.get('/api/keys').set(bearer('admin')).expect(200);
    const database = new Database(server.root.metadataFile);
    const stored = JSON.stringify(database.prepare('SELECT * FROM api_key').all());
    database.close();
    for (const { id, key } of Object.values(keys)) {
      expect(text).toContain(id);
      for (const place of [text, stored]) expect(place).not.toContain(key.split('_').slice(2).join('_'));
    }
    expect(JSON.parse(text).items[0]).toMatchObject({ name: 'a admin key', status: 'active', last_used_at: expect.any(String) });
  });

  it('end when they are revoked and when they expire', async () => {
    const create = async (body: object) => (await server.http.post('/api/keys').set(bearer('admin')).send(body).expect(201)).body as CreatedApiKey;
    const asks = (key: string) => server.http.get('/api/experiments').set('X-API-Key', key);
    const short = await create({ name: 'short' });
    await asks(short.key).expect(200);
    await server.http.delete(`/api/keys/${short.id}`).set(bearer('admin')).expect(200);
    await asks(short.key).expect(401);
    const old = await create({ name: 'old', expires_in_days: 1 });
    await asks(old.key).expect(200);
    const database = new Database(server.root.metadataFile);
    database.prepare('UPDATE api_key SET expires_at = ? WHERE id = ?').run(new Date(Date.now() - 1).toISOString(), old.id);
    database.close();
    await asks(old.key).expect(401);
    const { items } = (await server.http.get('/api/keys').set(bearer('admin'))).body;
    expect(items.slice(0, 2).map(({ name, status }: { name: string; status: string }) => `${name} ${status}`).sort()).toEqual(['old expired', 'short revoked']);
    await server.http.delete('/api/keys/nothing').set(bearer('admin')).expect(404);
    await server.http.post('/api/keys').set(bearer('admin')).send({ name: '', scope: 'root', expires_in_days: 0, id: 1 }).expect(422);
  });

  it('are kept for a browser in a cookie that scripts and other pages do not get', async () => {
    await server.http.post('/api/session').send({ key: 'dws_wrong' }).expect(401);
    const { headers, body } = await server.http.post('/api/session').send({ key: ` ${keys['read']!.key}\n` }).expect(200);
    expect(body).toEqual({ key_required: true, scope: 'read', name: 'a read key' });
    const cookie = headers['set-cookie']![0]!;
    expect(cookie).toMatch(/^dw_sim_key=dws_[^;]+; Path=\/api; HttpOnly; SameSite=Strict$/);
    await server.http.get('/api/experiments').set('Cookie', `other=1; ${cookie.split(';')[0]}`).expect(200);
    const ended = await server.http.delete('/api/session').set('Cookie', cookie).expect(200);
    expect(ended.headers['set-cookie']![0]).toContain('dw_sim_key=;');
  });

  it('open event streams', async () => {
    await server.http.post('/api/experiments').set(bearer('write')).send(shopDefinition('streamed', 'duckdb', 100)).expect(201);
    const run = (await server.http.post('/api/experiments/streamed/generate').set(bearer('write')).send({}).expect(202)).body;
    const path = `/api/experiments/streamed/runs/${run.id}/events`;
    await server.http.get(path).expect(401);
    for (const header of [bearer('read'), { Cookie: `dw_sim_key=${keys['read']!.key}` }]) expect((await server.http.get(path).set(header).expect(200)).text).toContain('event: completed');
  });

  it('are asked for no more than 20 times a minute where they are wrong', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 25; attempt++) statuses.push((await server.http.get('/api/experiments').set('X-API-Key', 'wrong')).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('without authentication', () => {
  let server: TestServer;
  beforeAll(async () => void (server = await TestServer.start({ DW_SIMULATOR_RATE_LIMIT: '6' })));
  afterAll(() => server.destroy());

  it('everybody on this machine may do everything, but a key still counts', async () => {
    await server.http.get('/api/session').expect(200, { key_required: false, scope: 'admin', name: null });
    const { key } = (await server.post('/api/keys', { name: 'reader' }).expect(201)).body;
    await server.http.get('/api/keys').set('X-API-Key', key).expect(403);
    await server.http.get('/api/keys').set('X-API-Key', 'wrong').expect(401);
    await server.http.get('/api/keys').set('Cookie', 'dw_sim_key=of_another_server').expect(200);
  });

  it('requests are limited where the configuration says so', async () => {
    await server.http.get('/api/session').expect(200);
    const { body, headers } = await server.http.get('/api/session').expect(429);
    expect([body.code, body.detail, Number(headers['retry-after'])]).toEqual(['rate_limited', 'More than 6 requests in a minute came from this address.', expect.any(Number)]);
  });
});
