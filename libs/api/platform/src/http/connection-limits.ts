import type { Server } from 'node:http';

const HEADERS_TIMEOUT_MS = 15_000;
const MOST_CONNECTIONS = 2_000;
/** Longer than proxies keep a connection ready (60 seconds in nginx): whoever closes it first must not be the one who is asked. */
const KEEP_ALIVE_MS = 65_000;

/**
 * Bounds what slow and idle clients can hold: the time to send the head and the whole of a request, the time to leave an answer
 * lying (which would hold a query or a file), and the number of connections.
 */
export function limitConnections(server: Server, clientTimeoutMs: number): void {
  server.headersTimeout = Math.min(HEADERS_TIMEOUT_MS, clientTimeoutMs);
  server.requestTimeout = clientTimeoutMs;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = MOST_CONNECTIONS;
  // Nothing has moved for that long. Where nothing is written, the client is right to wait.
  server.setTimeout(clientTimeoutMs, (socket) => {
    if (socket.writableLength > 0) socket.destroy();
  });
}
