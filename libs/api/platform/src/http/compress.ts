import compression from 'compression';
import type { RequestHandler } from 'express';

/** Streams, whose parts must reach the client as they are written. */
const STREAMED = /^(?:text\/(?:event-stream|csv)|application\/(?:x-ndjson|vnd\.apache\.))/;

/** Compresses answers, except streams. */
export function compress(): RequestHandler {
  return compression({
    filter: (request, response) => !STREAMED.test(String(response.getHeader('Content-Type'))) && compression.filter(request, response),
  });
}
