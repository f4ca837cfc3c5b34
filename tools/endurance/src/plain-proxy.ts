import { once } from 'node:events';
import { createServer, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from './random';

const LONGEST_MS = 1_500;

/**
 * A reverse proxy that passes everything on as it comes, and knows nothing of event streams. It breaks each answer that takes
 * longer than a random time, in the middle of whatever is sent.
 */
export class PlainProxy {
  cuts = 0;
  private readonly server: Server;

  private constructor(
    upstream: string,
    private readonly random: Random,
  ) {
    const { hostname, port } = new URL(upstream);
    this.server = createServer((incoming, outgoing) => {
      const passed = request({ hostname, port, method: incoming.method, path: incoming.url, headers: { ...incoming.headers, host: `${hostname}:${port}` } }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        answer.once('aborted', () => outgoing.destroy());
        const timer = setTimeout(() => this.cut(outgoing), this.random.next() * LONGEST_MS);
        outgoing.once('close', () => clearTimeout(timer));
      });
      passed.on('error', () => outgoing.destroy());
      outgoing.once('close', () => passed.destroy());
      incoming.pipe(passed);
    });
  }

  /** @param upstream address of the server that it stands before, such as `http://127.0.0.1:8000` */
  static async before(upstream: string, random: Random): Promise<PlainProxy> {
    const proxy = new PlainProxy(upstream, random);
    await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private cut(outgoing: ServerResponse): void {
    this.cuts += 1;
    outgoing.destroy();
  }
}
