import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile';
import { mutated } from './mutation';
import type { Operation } from './openapi';

/** One request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In Base64, so that a failing request can be printed. */
  readonly body: string | null;
  /** The answer may be an event stream that stays open. */
  readonly isStream: boolean;
}

interface Body {
  readonly content: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Names that exist on the server, so that many requests get past the first check. */
const KNOWN_NAMES = ['shop', 'bank', 'duckdb', 'sqlite', '1', '2', 'users'];

/** Methods that a path may not have. CONNECT is for proxies: Node's server ends the connection. */
const OTHER_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'];

/** Requests to one route: valid ones, changed ones, those with another method, and what is no request at all. */
export function fuzzRequest(operation: Operation): fc.Arbitrary<FuzzRequest> {
  const parameter = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...KNOWN_NAMES) }, { weight: 2, arbitrary: hostileText.map((text) => encodeURIComponent(wellFormed(text)).slice(0, 4_000)) }, { weight: 1, arbitrary: hostileText.map(asToken) });
  const names = [...operation.path.matchAll(/\{[^}]+\}/g)];
  return fc
    .record({ method: fc.oneof({ weight: 30, arbitrary: fc.constant(operation.method) }, { weight: 1, arbitrary: fc.constantFrom(...OTHER_METHODS) }), parameters: fc.tuple(...names.map(() => parameter)), query: queryOf(operation), headers: headersOf(operation), body: bodyOf(operation), version: fc.boolean() })
    .map(({ method, parameters, query, headers, body, version }) => {
      let at = 0;
      const path = operation.path.replace(/\{[^}]+\}/g, () => parameters[at++] ?? '');
      return {
        method,
        target: `${version ? path.replace('/api/', '/api/v1/') : path}${query}`,
        headers: { ...body.headers, ...headers },
        body: body.content?.toString('base64') ?? null,
        isStream: operation.isStream,
      };
    });
}

function queryOf({ queryNames }: Operation): fc.Arbitrary<string> {
  const name = fc.oneof(...(queryNames.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...queryNames) }] : []), { weight: 1, arbitrary: hostileText });
  const value = fc.oneof(hostileText, fc.nat(300).map(String));
  return fc.array(fc.tuple(name, value), { maxLength: 3 }).map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map(([key, text]) => `${encode(key)}=${encode(text)}`).join('&')}`));
}

function encode(text: string): string {
  return encodeURIComponent(wellFormed(text)).slice(0, 3_000);
}

/** Without halves of surrogate pairs, which no URL can hold. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** Characters that a request line can hold. */
function asToken(text: string): string {
  return text.replace(/[^!-~]/g, '').replace(/[?#]/g, '').slice(0, 4_000);
}

/** Characters that Node sends in a header. */
function asHeader(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 3_000);
}

function headersOf({ headerNames }: Operation): fc.Arbitrary<Readonly<Record<string, string>>> {
  const name = fc.constantFrom('accept', 'accept-encoding', 'accept-language', 'content-type', 'content-encoding', 'last-event-id', 'range', 'if-none-match', 'cookie', 'authorization', 'x-api-key', 'x-forwarded-for', 'x-request-id', 'origin', 'host', 'expect', ...headerNames.map((each) => each.toLowerCase()));
  const value = fc.oneof(hostileText.map(asHeader), fc.constantFrom('text/csv', 'text/event-stream', 'application/json; charset=utf-16', 'application/json; charset=latin1', 'multipart/form-data', 'text/plain', 'gzip', 'br', 'deflate', 'bytes=0-1', '1'));
  const header = fc.tuple(name, value).filter(([key, text]) => key !== 'expect' || text !== '100-continue');
  return fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: fc.array(header, { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs)) });
}

function bodyOf({ method, examples, takesFiles }: Operation): fc.Arbitrary<Body> {
  const none: fc.Arbitrary<Body> = fc.constant({ content: null, headers: {} });
  if (method === 'GET') return fc.oneof({ weight: 19, arbitrary: none }, { weight: 1, arbitrary: rawBody });
  const changed = examples.length > 0 ? mutated(fc.constantFrom(...examples)) : undefined;
  const known = changed ? [{ weight: 12, arbitrary: changed.map(jsonBody) }, { weight: 2, arbitrary: changed.chain(damaged) }] : [];
  const files = takesFiles ? [{ weight: 4, arbitrary: multipart }] : [];
  return fc.oneof(...known, ...files, { weight: 1, arbitrary: hostileValue.map(jsonBody) }, { weight: 1, arbitrary: rawBody }, { weight: 1, arbitrary: none });
}

function jsonBody(value: unknown): Body {
  return { content: Buffer.from(JSON.stringify(value) ?? ''), headers: JSON_TYPE };
}

/** Text of JSON with a piece cut out or doubled, a byte changed, or another encoding. */
function damaged(value: unknown): fc.Arbitrary<Body> {
  const content = Buffer.from(JSON.stringify(value) ?? '');
  return fc.tuple(fc.nat(Math.max(0, content.length - 1)), fc.nat(20), fc.nat(255), fc.nat(4)).map(([at, length, byte, kind]) => {
    if (kind === 0) return { content: content.subarray(0, at), headers: JSON_TYPE };
    if (kind === 1) return { content: Buffer.concat([content.subarray(0, at), content.subarray(at + length)]), headers: JSON_TYPE };
    if (kind === 2) return { content: Buffer.concat([content.subarray(0, at), Buffer.from([byte]), content.subarray(at + 1)]), headers: JSON_TYPE };
    if (kind === 3) return { content: gzipSync(content).subarray(0, 20 + at), headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } };
    return { content: Buffer.from(content.toString('utf8'), 'utf16le'), headers: { 'content-type': 'application/json; charset=utf-16' } };
  });
}

const rawBody: fc.Arbitrary<Body> = fc
  .tuple(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'multipart/form-data', 'application/vnd.api+json', ''))
  .map(([bytes, type]) => ({ content: Buffer.from(bytes), headers: type === '' ? ({} as Record<string, string>) : { 'content-type': type } }));

const multipart: fc.Arbitrary<Body> = fc
  .array(fc.record({ name: fc.oneof(fc.constantFrom('file', 'name', 'dialect', 'sql', 'rows'), hostileText.map(asHeader)), fileName: fc.option(hostileText.map(asHeader)), content: fc.oneof(hostileText, fc.constant('CREATE TABLE t (id INT PRIMARY KEY)')) }), { maxLength: 5 })
  .map((parts) => {
    const text = parts.map(({ name, fileName, content }) => `--x\r\nContent-Disposition: form-data; name="${name}"${fileName === null ? '' : `; filename="${fileName}"`}\r\n\r\n${content}\r\n`).join('');
    return { content: Buffer.from(`${text}--x--\r\n`), headers: { 'content-type': 'multipart/form-data; boundary=x' } };
  });
