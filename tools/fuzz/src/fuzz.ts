import fc from 'fast-check';
import { BODIES } from './corpus';
import { exchange, type Answer } from './exchange';
import { fuzzRequest, type FuzzRequest } from './fuzz-request';
import { Housekeeping } from './housekeeping';
import { operationsOf, type OpenApi } from './openapi';
import { rawBytes, writeRaw } from './raw-connection';
import { kindOf, smallest, type Place } from './smallest';
import { complaint } from './verdict';

export interface FuzzOptions {
  /** Address of the server. */
  readonly url: string;
  readonly requests: number;
  readonly seed: number;
  /** Requests at a time. */
  readonly concurrency?: number;
  /** Routes whose method and path hold this text alone. */
  readonly only?: string;
  /** Complaints after which it stops. */
  readonly mostFailures?: number;
  readonly onBatch?: (done: number) => void;
}

/** An input that the server did not stand, as small as could be found. */
export interface FuzzFailure {
  readonly complaint: string;
  readonly request: FuzzRequest | { readonly raw: string };
}

export interface FuzzReport {
  readonly requests: number;
  readonly seed: number;
  /** Answers by status, `raw` for bare connections. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly slowest: string;
  readonly failures: readonly FuzzFailure[];
}

const BATCH = 250;
/** One batch in so many goes to bare connections. */
const RAW_EVERY = 40;

type Input = FuzzRequest | Uint8Array;

/** Sends requests to every route of the server's own OpenAPI document. The same seed sends the same requests. */
export async function fuzz({ url, requests, seed, concurrency = 8, only = '', mostFailures = 10, onBatch }: FuzzOptions): Promise<FuzzReport> {
  const base = new URL(url);
  const operations = operationsOf((await (await fetch(new URL('/api/docs-json', base))).json()) as OpenApi, BODIES);
  const chosen = operations.filter(({ method, path }) => `${method} ${path}`.includes(only));
  const requestsToAll: fc.Arbitrary<Input> = fc.oneof(...chosen.map(fuzzRequest));
  const house = new Housekeeping(new URL('/api', base).href);
  const statuses: Record<string, number> = {};
  const failures = new Map<string, FuzzFailure>();
  let slowestMs = 0;
  let slowest = '';
  let done = 0;
  const attempt = async (input: Input): Promise<string | undefined> => {
    const begin = performance.now();
    const { status, wrong } = await trial(base, input);
    statuses[status] = (statuses[status] ?? 0) + 1;
    const elapsedMs = performance.now() - begin;
    if (elapsedMs > slowestMs && !(input instanceof Uint8Array)) [slowestMs, slowest] = [elapsedMs, `${input.method} ${input.target} ${Buffer.from(input.body ?? '', 'base64').toString()}`];
    return wrong;
  };
  for (let batch = 0; done < requests && failures.size < mostFailures; batch++) {
    await house.tidy();
    const arbitrary = batch % RAW_EVERY === RAW_EVERY - 1 && only === '' ? (rawBytes as fc.Arbitrary<Input>) : requestsToAll;
    const numRuns = Math.min(BATCH, requests - done);
    const inputs = fc.sample(arbitrary, { seed: seed + batch, numRuns });
    const wrong = await inTurns(inputs, concurrency, attempt);
    for (const [at, said] of wrong) {
      if (!failures.has(kindOf(said))) failures.set(kindOf(said), await failureOf(arbitrary, { seed: seed + batch, at }, base, inputs[at]!, said));
    }
    done += numRuns;
    onBatch?.(done);
  }
  return { requests: done, seed, statuses, slowestMs: Math.round(slowestMs), slowest: slowest.slice(0, 500), failures: [...failures.values()] };
}

async function trial(base: URL, input: Input): Promise<{ readonly status: string; readonly wrong?: string }> {
  try {
    if (input instanceof Uint8Array) {
      await writeRaw(base, input);
      return { status: 'raw' };
    }
    const answer: Answer = await exchange(base, input);
    return { status: String(answer.status), wrong: complaint(answer) };
  } catch (error) {
    // A connection that broke or hung: on a keep-alive connection it may have been ended just then, which is no fault.
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ECONNRESET' || code === 'EPIPE' ? { status: code } : { status: 'error', wrong: `${message}` };
  }
}

/** Works on inputs, several at a time; answers what was wrong by their places. */
async function inTurns(inputs: readonly Input[], concurrency: number, work: (input: Input) => Promise<string | undefined>): Promise<ReadonlyMap<number, string>> {
  const wrong = new Map<number, string>();
  let next = 0;
  const worker = async () => {
    while (next < inputs.length) {
      const at = next++;
      const said = await work(inputs[at]!);
      if (said !== undefined) wrong.set(at, said);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return wrong;
}

/** The smallest request that still fails the same way; the one that was found where it does not fail again by itself. */
async function failureOf(arbitrary: fc.Arbitrary<Input>, place: Place, base: URL, found: Input, said: string): Promise<FuzzFailure> {
  const isSame = async (input: Input) => kindOf((await trial(base, input)).wrong ?? '') === kindOf(said);
  return { complaint: said, request: shown((await smallest(arbitrary, place, isSame)) ?? found) };
}

function shown(input: Input): FuzzFailure['request'] {
  return input instanceof Uint8Array ? { raw: Buffer.from(input).toString('base64') } : input;
}
