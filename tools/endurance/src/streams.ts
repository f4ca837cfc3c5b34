import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunDetail, RunEvent } from '@dw-sim/contracts';
import { ApiClient } from './api-client';
import { Follower, type Stream } from './follower';
import { PlainProxy } from './plain-proxy';
import { Random } from './random';
import { ServerProcess } from './server-process';
import { shop, variant } from './shop';

export interface StreamsOptions {
  readonly clients: number;
  readonly items: number;
  readonly seed: number;
}

export interface StreamsReport {
  /** Clients by their stream, each half of them through a proxy. */
  readonly clients: Readonly<Record<Stream, number>>;
  /** Connections that they made, and how many of them the proxy has cut. */
  readonly connections: number;
  readonly cuts: number;
  /** Events of the run, and of all runs. */
  readonly events: Readonly<Record<Stream, number>>;
  readonly broken: readonly string[];
}

/** One client in so many follows the whole server, the others one run. */
const SERVER_WIDE = 5;

/** Lets many clients follow one run, and some the whole server, each leaving and coming back at random instants. */
export async function streams(options: StreamsOptions): Promise<StreamsReport> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'dw-streams-'));
  const server = ServerProcess.launch({ dataRoot });
  try {
    const api = await server.ready();
    const proxy = await PlainProxy.before(new URL(api.address).origin, new Random(options.seed));
    try {
      const report = await follow(options, api, new ApiClient(`${proxy.url}/api`));
      return { ...report, cuts: proxy.cuts };
    } finally {
      await proxy.stop();
    }
  } finally {
    await server.kill('SIGTERM');
    rmSync(dataRoot, { recursive: true, force: true });
  }
}

async function follow({ clients: count, items, seed }: StreamsOptions, api: ApiClient, behindProxy: ApiClient): Promise<Omit<StreamsReport, 'cuts'>> {
  const runs: RunDetail[] = [];
  // The second run's events come between those of the first.
  for (const name of ['shop', 'other']) {
    await api.post('/experiments', shop(name, 'duckdb'));
    runs.push(await api.post<RunDetail>(`/experiments/${name}/generate`, variant(1, name === 'shop' ? items : items / 4)));
  }
  const followers = Array.from({ length: count }, (_, client) => {
    const stream: Stream = client % SERVER_WIDE === 0 ? 'server' : 'run';
    const followed = stream === 'run' ? runs.slice(0, 1) : runs;
    return new Follower(client % 2 === 0 ? api : behindProxy, stream, followed.map(({ id }) => id), new Random(seed * 1000 + client));
  });
  await Promise.all(followers.map((one) => one.follow()));
  const logs = await Promise.all(runs.map(({ experiment, id }) => api.events(experiment, id)));
  const logOf = (stream: Stream): readonly RunEvent[] => (stream === 'run' ? logs[0]! : logs.flat());
  return {
    clients: countByStream(followers.map(({ stream }) => stream)),
    connections: followers.reduce((sum, { connections }) => sum + connections, 0),
    events: { run: logOf('run').length, server: logOf('server').length },
    broken: followers.flatMap((one, index) => one.faults(logOf(one.stream)).map((fault) => `client ${index} of the ${one.stream}: ${fault}`)),
  };
}

function countByStream(streams: readonly Stream[]): Record<Stream, number> {
  return { run: streams.filter((stream) => stream === 'run').length, server: streams.filter((stream) => stream === 'server').length };
}
