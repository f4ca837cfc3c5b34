import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Settings } from '../s3/s3-settings';

/** A request as the tests look at it. */
export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly url: string;
}

/** A server that answers as it is told: for what a real one does only rarely. */
export class FaultyServer {
  readonly seen: SeenRequest[] = [];
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => void response.end();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FaultyServer> {
    const server = createServer();
    const faulty = new FaultyServer(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      faulty.seen.push({ method: request.method ?? '', url: request.url ?? '' });
      // An answer in the middle of a body would end the connection.
      request.resume().on('end', () => faulty.answer(request, response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return faulty;
  }

  get settings(): S3Settings {
    const { port } = this.server.address() as AddressInfo;
    return { bucket: 'lake', prefix: 'dw', endpoint: `http://127.0.0.1:${port}`, region: null, forcePathStyle: true };
  }

  /** Answers everything with an error of S3. */
  fail(status: number, code: string): void {
    this.answer = (_request, response) => sendXml(response, `<Error><Code>${code}</Code><Message>Said about AKIDSECRET.</Message></Error>`, status);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export function sendXml(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
}
