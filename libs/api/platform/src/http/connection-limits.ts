import type { Server } from 'node:http';
import type { RequestHandler, Response } from 'express';

const HEADERS_TIMEOUT_MS = 15_000;
const MOST_CONNECTIONS = 2_000;
/** How often an answer is looked at that nobody takes. */
const LOOKS = 4;

/** Bounds what slow and idle clients can hold: time to send the head and the whole of a request, and connections. */
export function limitConnections(server: Server, clientTimeoutMs: number): void {
  server.headersTimeout = Math.min(HEADERS_TIMEOUT_MS, clientTimeoutMs);
  server.requestTimeout = clientTimeoutMs;
  server.maxConnections = MOST_CONNECTIONS;
}

/** Ends answers of which a client has taken nothing for a while, so that they don't hold a query or a file for ever. */
export function endStalledAnswers(clientTimeoutMs: number): RequestHandler {
  return (_request, response, next) => {
    let taken = -1;
    let looks = 0;
    const timer = setInterval(() => {
      const now = response.socket?.bytesWritten ?? 0;
      looks = isWaiting(response) && now === taken ? looks + 1 : 0;
      taken = now;
      if (looks >= LOOKS) response.destroy();
    }, clientTimeoutMs / LOOKS).unref();
    response.once('close', () => clearInterval(timer));
    next();
  };
}

/** Something is written that the system does not take. */
function isWaiting(response: Response): boolean {
  return response.writableNeedDrain || (response.socket?.writableLength ?? 0) > 0;
}
