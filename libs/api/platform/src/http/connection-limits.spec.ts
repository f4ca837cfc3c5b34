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

  it('keep an event stream that has nothing to say, and an answer that comes little by little', async () => {
    const app = express();
    app.get('/quiet', (_request, response) => {
      response.setHeader('Content-Type', 'text/event-stream');
      response.write(': connected\n\n');
      setTimeout(() => response.end('data: late\n\n'), 600);
    });
    app.get('/long', (_request, response) => {
      let left = 12;
      const timer = setInterval(() => (--left > 0 ? response.write('part ') : (clearInterval(timer), response.end('end'))), 50);
    });
    const port = await serve(app);
    const texts = await Promise.all(['quiet', 'long'].map(async (path) => (await fetch(`http://127.0.0.1:${port}/${path}`)).text()));
    expect(texts).toEqual([': connected\n\ndata: late\n\n', `${'part '.repeat(11)}end`]);
  });

  it.each([['the head', 'GET / HTTP/1.1\r\nHost: x\r\n', 'X-Drop: y\r\n'], ['the body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n', 'x']])('are told that they are too late where they send %s drop by drop', async (_what, begin, drop) => {
    const app = express().use(express.text());
    const socket = connect(await serve(app), '127.0.0.1').on('error', () => undefined);
    socket.write(begin);
    const dripping = setInterval(() => socket.write(drop), 20);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    clearInterval(dripping);
    expect(answer.toString()).toContain('408');
    socket.destroy();
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
