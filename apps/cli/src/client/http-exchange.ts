import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AppError, type ErrorCode, type ProblemDetails } from '@dw-sim/contracts';

/** One request. The body is sent as JSON. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Longest time until the answer begins; none by default, since a query may take long. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Says whether the server may have begun to work on a request that got no answer. */
export class UnansweredError extends Error {
  constructor(
    readonly delivered: boolean,
    readonly url: URL,
    cause: Error,
  ) {
    super(cause.message, { cause });
  }
}

/** Nothing was sent in these cases. */
const NOT_DELIVERED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Sends a request and answers the response once its head is there.
 * @throws UnansweredError where there is no answer
 */
export function exchange({ method, url, body, headers, timeoutMs, signal }: HttpRequest): Promise<IncomingMessage> {
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = send(url, {
      method,
      agent: false,
      signal,
      timeout: timeoutMs,
      headers: {
        accept: 'application/json',
        ...(payload && { 'content-type': 'application/json', 'content-length': payload.length }),
        ...headers,
      },
    });
    outgoing.once('response', resolve);
    outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      reject(new UnansweredError(!NOT_DELIVERED.has(error.code ?? ''), url, error));
    });
    outgoing.end(payload);
  });
}

/** A response's body as it comes. @throws UnansweredError where it is cut off */
export async function* readChunks(response: IncomingMessage, url: URL): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response) yield chunk as Buffer;
  } catch (error) {
    // ECONNRESET: the server went away in the middle.
    throw new UnansweredError(true, url, error as Error);
  }
}

/** Reads a response's text to its end. @throws UnansweredError where it is cut off */
export async function readText(response: IncomingMessage, url: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(response, url)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The error that a response of status 400 and over stands for. */
export async function failureOf(response: IncomingMessage, url: URL): Promise<AppError> {
  const text = await readText(response, url);
  const problem = parseProblem(text);
  if (problem === undefined) {
    return new AppError('internal', `${url.origin} answered ${response.statusCode} without a reason that dw-sim understands.`, {
      hint: 'Is this the address of a DW Simulator server?',
    });
  }
  return errorOf(problem);
}

/** The error that a problem of the server stands for. */
export function errorOf({ code, detail, errors, position, hint, statement }: ProblemDetails): AppError {
  return new AppError(code as ErrorCode, detail, { ...(errors && { errors }), ...(position && { position }), ...(hint && { hint }), ...(statement && { statement }) });
}

function parseProblem(text: string): ProblemDetails | undefined {
  try {
    const problem = JSON.parse(text) as Partial<ProblemDetails> | null;
    return typeof problem?.code === 'string' && typeof problem.detail === 'string' ? (problem as ProblemDetails) : undefined;
  } catch {
    // SyntaxError: a page of some other server.
    return undefined;
  }
}
