import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Get, Module, Param, Post, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppError, type ProblemDetails } from '@dw-sim/contracts';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsString, Min, ValidateNested } from 'class-validator';
import request from 'supertest';
import { loadConfiguration } from '@dw-sim/settings';
import { AsWritten } from './as-written';
import { listen } from './listen';
import { prepareHttp } from './prepare-http';

class InnerDto {
  @IsInt() @Min(1) rows!: number;
}

class BodyDto {
  @IsString() name!: string;
  @IsOptional() @ValidateNested({ each: true }) @Type(() => InnerDto) tables?: InnerDto[];
  @IsOptional() @IsObject() @AsWritten() rows?: Record<string, number>;
}

@Controller('probe')
class ProbeController {
  @Post() echo(@Body() body: BodyDto) {
    return body;
  }
  @Get('known') known() {
    throw new AppError('run_active', 'Run 7 is active.', { hint: 'Wait.' });
  }
  @Get('defect') defect() {
    throw new Error('secret detail');
  }
  @Get('long') long() {
    return { text: 'x'.repeat(5000) };
  }
  @Get('item/:name') item(@Param('name') name: string) {
    return { name };
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

describe('HTTP', () => {
  let folder: string;
  let app: NestExpressApplication;
  let server: ReturnType<INestApplication['getHttpServer']>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dw-http-'));
    mkdirSync(join(folder, 'dashboard'));
    writeFileSync(join(folder, 'dashboard/index.html'), '<app-root></app-root>'.padEnd(3000));
    writeFileSync(join(folder, 'dashboard/main-ABCDEF12.js'), 'export {};'.padEnd(3000));
    app = await NestFactory.create<NestExpressApplication>(ProbeModule, { bodyParser: false, logger: false });
    prepareHttp(app, loadConfiguration({ directory: folder, environment: { DW_SIMULATOR_ALLOWED_ORIGINS: 'http://trusted.test' } }), { dashboardDirectory: join(folder, 'dashboard') });
    await listen(app, '127.0.0.1', 0);
    server = app.getHttpServer();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const post = (body: string) => request(server).post('/api/probe').set('Content-Type', 'application/json').send(body);
  const problem = (response: request.Response): ProblemDetails => {
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.status).toBe(response.body.status);
    return response.body;
  };

  it('shows how a long value begins, and no more of it', async () => {
    const { body } = await request(app.getHttpServer()).post('/api/probe').send({ name: Array.from({ length: 5_000 }, () => 'x') }).expect(422);
    const [fault] = (body as ProblemDetails).errors!;
    expect([fault!.path, String(fault!.value).length, String(fault!.value).slice(0, 8)]).toEqual(['$.name', 1_001, '["x","x"']);
    expect((await request(app.getHttpServer()).post('/api/probe').send({ name: ['x'] }).expect(422)).body.errors[0].value).toEqual(['x']);
  });

  it('serves a route under both addresses', async () => {
    for (const path of ['/api/probe/item/a', '/api/v1/probe/item/a']) expect((await request(server).get(path)).body).toEqual({ name: 'a' });
    expect((await request(server).get('/api/v10/probe/item/a')).status).toBe(404);
  });

  it('reports every fault of a body, with its path, and what is known', async () => {
    const response = await post(JSON.stringify({ name: 5, tables: [{ rows: 1 }, { rows: 0, color: 'red' }], nmae: 'x' }));
    const { code, status, errors } = problem(response);
    expect([code, status]).toEqual(['invalid_request', 422]);
    expect(errors?.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      '$.name is_string', '$.nmae unknown_key', '$.tables[1].color unknown_key', '$.tables[1].rows min',
    ]);
    expect(errors?.find(({ path }) => path === '$.nmae')?.allowed).toEqual(['name', 'tables', 'rows']);
    expect(errors?.find(({ path }) => path === '$.name')).toMatchObject({ value: 5, message: expect.stringContaining('found 5') });
  });

  it('keeps names that objects have of themselves', async () => {
    expect((await post('{"name": "a", "rows": {"toString": 1, "constructor": 2, "__proto__": 3, "prototype": 4, "b": 5}}')).text).toBe('{"name":"a","rows":{"toString":1,"constructor":2,"__proto__":3,"prototype":4,"b":5}}');
  });

  it('takes null for nothing in optional places', async () => {
    expect((await post('{"name": "a", "tables": null}')).body).toEqual({ name: 'a' });
    expect(problem(await post('{"name": null}'))).toMatchObject({ status: 422, errors: [{ path: '$.name' }] });
  });

  it.each(['[]', 'null', '"text"', '7'])('says that %s is not an object', async (body) => {
    expect(problem(await post(body))).toMatchObject({ status: 422, errors: [{ path: '$' }] });
  });

  it.each([
    ['{"name": "a",\n  "tables": [1,, 2]}', { line: 2, column: 16 }],
    ['{"name": ', { line: 1, column: 10 }],
    ["{'name': 1}", { line: 1, column: 2 }],
    ['{"name": "a",}', { line: 1, column: 14 }],
    ['nope', { line: 1, column: 1 }],
  ])('points at the fault in %j', async (body, position) => {
    const found = problem(await post(body));
    expect(found).toMatchObject({ status: 400, code: 'invalid_json', position });
    expect(found.detail).toContain(`line ${position.line}, column ${position.column}`);
  });

  it('refuses what is nested more deeply than parsers go, at its place', async () => {
    const found = problem(await post(`{"name": "a [[ \\" {{",\n "x": ${'['.repeat(60_000)}`));
    // One level is the document's own.
    expect(found).toMatchObject({ status: 400, code: 'invalid_json', position: { line: 2, column: 206 } });
    expect((await post(`{"name": "${'['.repeat(500)}"}`)).status).not.toBe(400);
  });

  it.each(['gzip', 'deflate', 'br'])('refuses a body that is not compressed as it says: %s', async (encoding) => {
    const response = await request(server).post('/api/probe').set('Content-Type', 'application/json').set('Content-Encoding', encoding).send('{"name": "not compressed at all"}');
    expect(problem(response)).toMatchObject({ status: 400, code: 'invalid_json', detail: expect.stringContaining('decompressed') });
  });

  it('refuses a body of another kind, or of no kind', async () => {
    const response = await request(server).post('/api/probe').set('Content-Type', 'application/x-www-form-urlencoded').send('{"name":"a"}');
    expect(problem(response)).toMatchObject({ status: 415, hint: expect.stringContaining('application/json') });
  });

  it.each(['utf-16le', 'utf-32', 'latin1'])('refuses a body in %s, whose depth nobody has counted', async (charset) => {
    const body = Buffer.from(`{"\u2200":1,"name":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'utf16le');
    const response = await request(server).post('/api/probe').set('Content-Type', `application/json; charset="${charset}"`).send(body);
    expect(problem(response)).toMatchObject({ status: 415, detail: `The body's charset is ${charset}; allowed: utf-8.` });
    expect((await request(server).post('/api/probe').set('Content-Type', 'application/json; charset=UTF-8').send('{"name":"a"}')).status).toBe(201);
  });

  it('refuses a body that is too large', async () => {
    expect(problem(await post(JSON.stringify({ name: 'x'.repeat(11 * 2 ** 20) })))).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  it('answers known errors in full and defects with a number', async () => {
    expect(problem(await request(server).get('/api/probe/known'))).toMatchObject({ status: 409, code: 'run_active', detail: 'Run 7 is active.', hint: 'Wait.' });
    const defect = problem(await request(server).get('/api/probe/defect'));
    expect(defect).toMatchObject({ status: 500, code: 'internal', detail: expect.stringMatching(/error [0-9a-f-]{36}/) });
    expect(JSON.stringify(defect)).not.toContain('secret');
  });

  it('answers unknown routes and broken addresses with a problem', async () => {
    expect(problem(await request(server).get('/api/nothing'))).toMatchObject({ status: 404, code: 'not_found' });
    expect(problem(await request(server).get('/api/probe/item/%E0%A4%A'))).toMatchObject({ status: 400 });
  });

  it.each(['evil.test', 'localhost.evil.test', '127.0.0.1.evil.test:8000'])('does not answer to the host %s', async (host) => {
    expect(problem(await request(server).get('/api/probe/item/a').set('Host', host))).toMatchObject({ status: 403, code: 'forbidden_origin' });
  });

  it.each(['localhost', 'localhost:9000', '127.0.0.1:8000', '[::1]:8000', 'LOCALHOST'])('answers to the host %s', async (host) => {
    expect((await request(server).get('/api/probe/item/a').set('Host', host)).status).toBe(200);
  });

  it('answers its own pages and trusted ones, and no others', async () => {
    const from = async (origin: string) => (await request(server).get('/api/probe/item/a').set('Host', 'localhost:8000').set('Origin', origin)).status;
    expect(await from('http://localhost:8000')).toBe(200);
    expect(await from('http://trusted.test')).toBe(200);
    expect(await from('http://localhost:3000')).toBe(403);
    expect(await from('http://evil.test')).toBe(403);
    expect(await from('null')).toBe(403);
  });

  it('lets pages of trusted origins read answers and ask beforehand, and no others', async () => {
    const trusted = await request(server).get('/api/probe/item/a').set('Origin', 'http://trusted.test').expect(200);
    expect([trusted.headers['access-control-allow-origin'], trusted.headers['vary'], trusted.headers['access-control-allow-credentials']]).toEqual(['http://trusted.test', expect.stringContaining('Origin'), undefined]);
    const preflight = await request(server).options('/api/probe').set('Origin', 'http://trusted.test').set('Access-Control-Request-Method', 'POST').expect(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('Authorization');
    const other = await request(server).options('/api/probe').set('Origin', 'http://evil.test').set('Access-Control-Request-Method', 'POST').expect(403);
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is not loaded into pages of other sites, but links to it work', async () => {
    const from = async (site: string, mode: string) => (await request(server).get('/api/probe/item/a').set('Sec-Fetch-Site', site).set('Sec-Fetch-Mode', mode)).status;
    expect([await from('cross-site', 'no-cors'), await from('same-site', 'no-cors'), await from('cross-site', 'navigate'), await from('same-origin', 'cors'), await from('none', 'navigate')]).toEqual([403, 403, 200, 200, 200]);
  });

  it('ends requests that are sent too slowly', async () => {
    const { requestTimeout, headersTimeout, maxConnections } = app.getHttpServer() as { requestTimeout: number; headersTimeout: number; maxConnections: number };
    expect([requestTimeout, headersTimeout, maxConnections]).toEqual([300_000, 15_000, 2_000]);
  });

  it('sends security headers and no CORS ones', async () => {
    const { headers } = await request(server).get('/api/probe/item/a');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(Object.keys(headers).filter((name) => /access-control|x-powered-by|strict-transport/.test(name))).toEqual([]);
  });

  it('serves the dashboard: hashed files for ever, one page for every address, no page for a missing file', async () => {
    expect((await request(server).get('/main-ABCDEF12.js')).headers['cache-control']).toContain('immutable');
    for (const path of ['/', '/experiments/shop']) {
      const page = await request(server).get(path);
      expect([page.text.trim(), page.headers['cache-control']]).toEqual(['<app-root></app-root>', 'no-cache']);
    }
    expect((await request(server).get('/main-00000000.js')).status).toBe(404);
    expect((await request(server).get('/../package.json')).status).toBe(404);
  });

  it('compresses pages, scripts and JSON', async () => {
    for (const path of ['/', '/main-ABCDEF12.js', '/api/probe/long']) {
      expect((await request(server).get(path).set('Accept-Encoding', 'gzip')).headers['content-encoding']).toBe('gzip');
    }
  });

  it('says which port is taken and how to choose another', async () => {
    const port = (server.address() as { port: number }).port;
    const second = await NestFactory.create<NestExpressApplication>(ProbeModule, { logger: false });
    await expect(listen(second, '127.0.0.1', port)).rejects.toMatchObject({
      code: 'port_in_use', message: `Port ${port} is in use by another program.`, details: { hint: expect.stringContaining('--port 8000') },
    });
    await second.close();
  });

  it('refuses a request without a host', async () => {
    const { port } = server.address() as { port: number };
    const status = await new Promise((resolve) => httpRequest({ port, path: '/api/probe/item/a', setHost: false }, (response) => resolve(response.statusCode)).end());
    expect([400, 403]).toContain(status);
  });
});
