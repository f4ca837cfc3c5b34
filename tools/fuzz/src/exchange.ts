import { Agent, request as httpRequest } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { FuzzRequest } from './fuzz-request';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  /** The first megabyte: an error may repeat a long text of the request. Undefined where the method is HEAD, whose answers have none. */
  readonly text: string | undefined;
}

export const HANG_MS = 20_000;
const LONGEST_KEPT = 2 ** 20;
const STREAM_LOOK_MS = 300;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends a request as it is. @throws Error where no answer comes within the limit, or the connection breaks before its head */
export function exchange(base: URL, { method, target, headers, body, isStream }: FuzzRequest): Promise<Answer> {
  const content = body === null ? undefined : Buffer.from(body, 'base64');
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      agent, method, host: base.hostname, port: base.port, path: target,
      headers: { ...headers, ...(content && { 'content-length': content.length }) },
    });
    const timer = setTimeout(() => outgoing.destroy(new Error(`no answer within ${HANG_MS / 1000} s`)), HANG_MS);
    outgoing.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    outgoing.once('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const done = () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text: method === 'HEAD' ? undefined : decoded(Buffer.concat(chunks), response.headers['content-encoding']) });
      };
      response.on('data', (chunk: Buffer) => {
        if (length < LONGEST_KEPT) chunks.push(chunk);
        length += chunk.length;
      });
      response.once('close', done);
      // A stream of a run that goes on.
      if (isStream) setTimeout(() => response.destroy(), STREAM_LOOK_MS).unref();
    });
    outgoing.end(content);
  });
}

/** A text that came compressed; nothing where its end is missing. */
function decoded(content: Buffer, encoding: string | undefined): string {
  const decode = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[encoding ?? ''];
  try {
    return (decode?.(content) ?? content).toString('utf8');
  } catch {
    // Cut off after its first part.
    return '';
  }
}
