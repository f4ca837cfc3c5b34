import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { RunDetail, RunEvent } from '@dw-sim/contracts';
import { shopDefinition } from './shop-definition';
import { TestServer } from './test-server';

jest.setTimeout(60_000);

const HOST = 'sim.example.org';

/**
 * What usual proxies do to answers: an answer is held back to its end and compressed, unless it forbids the one by `X-Accel-Buffering`
 * and the other by `Cache-Control: no-transform`.
 */
class Proxy {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async before(url: string): Promise<Proxy> {
    const server = createServer((request, response) => {
      const forwarded = { ...request.headers, 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https', 'x-forwarded-host': request.headers.host };
      const onward = httpRequest(new URL(request.url ?? '/', url), { method: request.method, headers: forwarded }, (answer) => pass(answer, response));
      onward.on('error', () => response.destroy());
      // Who leaves the proxy leaves the server.
      response.on('close', () => onward.destroy());
      request.pipe(onward);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Proxy(server, (server.address() as AddressInfo).port);
  }

  /** Asks for something by the name that the world knows. */
  ask(path: string, { host = HOST, headers = {}, body }: { readonly host?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: object } = {}): Promise<IncomingMessage> {
    const text = body && JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const options = { port: this.port, path, method: body ? 'POST' : 'GET', headers: { host, 'accept-encoding': 'gzip', ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }), ...headers } };
      httpRequest({ host: '127.0.0.1', ...options }, resolve).on('error', reject).end(text);
    });
  }

  async json<T>(path: string, options?: Parameters<Proxy['ask']>[1]): Promise<T> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.ask(path, { ...options, headers: { ...options?.headers, 'accept-encoding': 'identity' } })) chunks.push(chunk as Buffer);
    return JSON.parse(Buffer.concat(chunks).toString()) as T;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function pass(answer: IncomingMessage, response: ServerResponse): void {
  const mayCompress = !/no-transform/.test(String(answer.headers['cache-control'])) && answer.headers['content-encoding'] === undefined && /gzip/.test(String(response.req.headers['accept-encoding']));
  if (answer.headers['x-accel-buffering'] === 'no') {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('data', (chunk: Buffer) => response.write(mayCompress ? gzipSync(chunk) : chunk)).on('close', () => response.end());
    return;
  }
  const held: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => held.push(chunk));
  answer.on('end', () => {
    const { 'content-length': _length, 'transfer-encoding': _coding, ...headers } = answer.headers;
    const whole = Buffer.concat(held);
    response.writeHead(answer.statusCode ?? 502, { ...headers, ...(mayCompress && { 'content-encoding': 'gzip' }) });
    response.end(mayCompress ? gzipSync(whole) : whole);
  });
}

/** The events of a stream, until it ends or nobody wants more. */
async function* eventsOf(answer: IncomingMessage): AsyncGenerator<RunEvent> {
  let text = '';
  answer.setEncoding('utf8');
  for await (const chunk of answer) {
    const messages = (text + String(chunk)).split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const data = /^data: (.*)$/m.exec(message)?.[1];
      if (data !== undefined) yield JSON.parse(data) as RunEvent;
    }
  }
}

describe('behind a proxy that buffers and compresses', () => {
  let server: TestServer;
  let proxy: Proxy;

  beforeAll(async () => {
    server = await TestServer.start({ DW_SIMULATOR_ALLOWED_HOSTS: HOST });
    proxy = await Proxy.before(server.url);
    await server.create(shopDefinition('shop', 'duckdb', 50));
  });
  afterAll(async () => {
    await proxy.close();
    await server.destroy();
  });

  it('events come while the run is at work, of one run and of all', async () => {
    const all = eventsOf(await proxy.ask('/api/events?experiment=shop'));
    const { id } = await proxy.json<RunDetail>('/api/experiments/shop/generate', { body: { rows: { orders: 9_000_000 } } });
    const own = eventsOf(await proxy.ask(`/api/experiments/shop/runs/${id}/events`));
    for (const events of [own, all]) expect((await events.next()).value).toMatchObject({ run_id: id, type: 'queued' });
    for await (const { type } of own) if (type === 'progress') break;
    // Nothing here has waited for the end of the run.
    expect((await server.http.get(`/api/runs/${id}`)).body).toMatchObject({ status: 'RUNNING' });
    await server.post(`/api/runs/${id}/abort`).expect(202);
    for await (const { type } of all) if (type === 'aborted') break;
  });

  it('a stream goes on after the connection is cut, without an event lost or doubled', async () => {
    const { id } = await proxy.json<RunDetail>('/api/experiments/shop/generate', { body: { rows: { orders: 300_000 } } });
    const seen: RunEvent[] = [];
    for (let cut = 1; seen.at(-1)?.type !== 'completed'; cut++) {
      const answer = await proxy.ask(`/api/experiments/shop/runs/${id}/events`, { headers: { 'last-event-id': String(seen.at(-1)?.seq ?? 0) } });
      let count = 0;
      for await (const event of eventsOf(answer)) {
        seen.push(event);
        if (++count === cut) break;
      }
      answer.destroy();
    }
    const log = await server.events('shop', id);
    expect(seen.map(({ seq }) => seq)).toEqual([...new Set(seen.map(({ seq }) => seq))].sort((a, b) => a - b));
    expect(seen.filter(({ type }) => type !== 'progress')).toEqual(log.filter(({ type }) => type !== 'progress'));
  });

  it('answers under the name that it was told, to the pages of that name, and under no other', async () => {
    expect(await proxy.json('/api/health/live')).toMatchObject({ status: 'ok' });
    for (const origin of [`https://${HOST}`, `http://${HOST}`]) expect((await proxy.ask('/api/experiments', { headers: { origin } })).statusCode).toBe(200);
    expect((await proxy.ask('/api/experiments', { headers: { origin: 'https://evil.example' } })).statusCode).toBe(403);
    const refused = await proxy.json<{ code: string; hint: string }>('/api/experiments', { host: 'other.example.org' });
    expect(refused).toMatchObject({ code: 'forbidden_origin', hint: expect.stringContaining('DW_SIMULATOR_ALLOWED_HOSTS') });
  });

  it('keeps a connection that a proxy holds ready longer than the proxy does', () => {
    // nginx keeps one for 60 seconds: a server that closes it first has requests fail that are on their way.
    expect((server.app.getHttpServer() as Server).keepAliveTimeout).toBeGreaterThan(60_000);
  });
});
