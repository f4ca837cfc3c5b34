import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { HANG_MS } from './exchange';

const LINES = ['GET / HTTP/1.1', 'POST /api/experiments HTTP/1.1', 'GET /api/health HTTP/1.1', 'GET http://evil.test/ HTTP/1.1', 'OPTIONS * HTTP/1.1', 'CONNECT a:1 HTTP/1.1', 'TRACE / HTTP/1.1', 'GET /%00 HTTP/1.1', 'GET //// HTTP/1.1', 'PRI * HTTP/2.0', 'GET /api/../../etc/passwd HTTP/1.1', 'BREW /api HTTP/1.1'];
const HEADERS = ['Host: localhost', 'Host: localhost\r\nHost: evil.test', 'Host:', 'Content-Length: 5', 'Content-Length: -1', 'Content-Length: 5\r\nTransfer-Encoding: chunked', 'Transfer-Encoding: chunked', 'Content-Type: application/json', 'Upgrade: websocket\r\nConnection: Upgrade', 'Expect: 100-continue', 'A: b\r\n c', `X: ${'y'.repeat(20_000)}`, 'Connection: close'];

/** What a client writes on a bare connection: almost HTTP, or nothing like it. */
export const rawBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.record({ line: fc.constantFrom(...LINES), headers: fc.array(fc.constantFrom(...HEADERS), { maxLength: 6 }), body: fc.oneof(fc.constant(''), fc.constant('5\r\nhello\r\n0\r\n\r\n'), fc.constant('zz\r\n'), fc.string()) })
    .map(({ line, headers, body }) => Buffer.from(`${[line, ...headers].join('\r\n')}\r\n\r\n${body}`)),
);

/** Writes bytes, ends its side and waits for the other's end. @throws Error where that does not come */
export async function writeRaw(base: URL, bytes: Uint8Array): Promise<void> {
  const socket = connect(Number(base.port), base.hostname);
  socket.on('error', () => undefined).resume();
  socket.end(bytes);
  const timer = setTimeout(() => socket.destroy(new Error('hang')), HANG_MS);
  const [hadError] = (await once(socket, 'close')) as [boolean];
  clearTimeout(timer);
  if (hadError && socket.errored?.message === 'hang') throw new Error(`the connection was not ended within ${HANG_MS / 1000} s`);
}
