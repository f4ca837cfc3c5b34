import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test's server answers to one route, such as `GET /experiments`. */
export type Route = (request: { readonly body: unknown; readonly headers: IncomingMessage['headers']; readonly call: number }, response: ServerResponse) => void | Promise<void>;

/** A small HTTP server with the routes that a test needs, and a record of the requests. */
export class StubServer {
  readonly requests: { readonly route: string; readonly body: unknown }[] = [];
  private readonly calls = new Map<string, number>();
  private server: Server | undefined;

  constructor(readonly routes: Record<string, Route>) {}

  async start(): Promise<string> {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const route = `${request.method} ${(request.url ?? '').replace(/^\/api/, '')}`;
    this.requests.push({ route, body });
    const call = (this.calls.get(route) ?? 0) + 1;
    this.calls.set(route, call);
    const found = this.routes[route];
    if (found) await found({ body, headers: request.headers, call }, response);
    else sendJson({ code: 'not_found', detail: `There is no ${route}.` }, 404)({ body, headers: {}, call }, response);
  }
}

export function sendJson(value: unknown, status = 200): Route {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
}
