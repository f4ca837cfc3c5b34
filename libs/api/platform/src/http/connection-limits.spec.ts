import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express from 'express';
import { limitConnections } from './connection-limits';

describe('slow clients', () => {
  let server: Server;
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function serve(app: express.Express): Promise<number> {
    // Node looks at timeouts of requests every 30 seconds otherwise.
    server = createServer({ connectionsCheckingInterval: 20 }, app);
    limitConnections(server, 200);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  it('lose an answer that they leave lying', async () => {
    const app = express();
    const ended = new Promise<boolean>((resolve) => {
      app.get('/', (_request, response) => {
        response.once('close', () => resolve(response.writableFinished));
        response.write(Buffer.alloc(64 * 2 ** 20));
      });
    });
    const socket = connect(await serve(app), '127.0.0.1').on('error', () => undefined);
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await ended).toBe(false);
    socket.destroy();
  });

  it('keep an answer that is still to come', async () => {
    const app = express();
    app.get('/', (_request, response) => void setTimeout(() => response.end('late'), 600));
    const port = await serve(app);
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('late');
  });

  it.each(['GET / HTTP/1.1\r\nHost: x\r\n', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1'])('are told that they are too late after %j', async (begin) => {
    const app = express().use(express.text());
    const socket = connect(await serve(app), '127.0.0.1');
    socket.write(begin);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('408');
    socket.destroy();
  });
});
