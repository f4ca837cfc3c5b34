import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy that passes everything on as it comes, and knows nothing of event streams. */
export class PlainProxy {
  private constructor(private readonly server: Server) {}

  /** @param upstream address of the server that it stands before, such as `http://127.0.0.1:8000` */
  static async before(upstream: string): Promise<PlainProxy> {
    const { hostname, port } = new URL(upstream);
    const server = createServer((incoming, outgoing) => {
      const passed = request({ hostname, port, method: incoming.method, path: incoming.url, headers: { ...incoming.headers, host: `${hostname}:${port}` } }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        answer.once('aborted', () => outgoing.destroy());
      });
      passed.on('error', () => outgoing.destroy());
      outgoing.once('close', () => passed.destroy());
      incoming.pipe(passed);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new PlainProxy(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Breaks all connections, in the middle of whatever is sent. */
  cut(): void {
    this.server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
