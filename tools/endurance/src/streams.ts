import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { terminalStatusOf, type RunDetail, type RunEvent } from '@dw-sim/contracts';
import type { ApiClient } from './api-client';
import { Random } from './random';
import { ServerProcess } from './server-process';
import { shop, variant } from './shop';

export interface StreamsReport {
  readonly clients: number;
  readonly connections: number;
  readonly events: number;
  readonly broken: readonly string[];
}

/** Lets many clients follow one run, each leaving and coming back at random instants. */
export async function streams(options: { readonly clients: number; readonly items: number; readonly seed: number }): Promise<StreamsReport> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'dw-streams-'));
  const server = ServerProcess.launch({ dataRoot });
  try {
    const api = await server.ready();
    await api.post('/experiments', shop('shop', 'duckdb'));
    const { id } = await api.post<RunDetail>('/experiments/shop/generate', variant(1, options.items));
    const path = `/experiments/shop/runs/${id}/events`;
    const clients = Array.from({ length: options.clients }, (_, client) => new Follower(api, path, new Random(options.seed * 1000 + client)));
    await Promise.all(clients.map((client) => client.follow()));
    const log = await api.events('shop', id);
    return {
      clients: clients.length,
      connections: clients.reduce((sum, { connections }) => sum + connections, 0),
      events: log.length,
      broken: clients.flatMap((client, index) => client.faults(log).map((fault) => `client ${index}: ${fault}`)),
    };
  } finally {
    await server.kill('SIGTERM');
    rmSync(dataRoot, { recursive: true, force: true });
  }
}

/** A client whose connection breaks again and again. */
class Follower {
  connections = 0;
  private readonly seen: RunEvent[] = [];

  constructor(
    private readonly api: ApiClient,
    private readonly path: string,
    private readonly random: Random,
  ) {}

  async follow(): Promise<void> {
    while (!this.seen.some((event) => terminalStatusOf(event))) {
      await this.connect();
      await pause(this.random.next() * 200);
    }
  }

  /** What is lost or doubled. Of past progress only the latest is sent again. */
  faults(log: readonly RunEvent[]): readonly string[] {
    const numbers = this.seen.map(({ seq }) => seq);
    const disordered = numbers.filter((seq, index) => index > 0 && seq <= (numbers[index - 1] ?? 0));
    const lost = log.filter(({ seq, type }) => type !== 'progress' && !numbers.includes(seq));
    return [...disordered.map((seq) => `event ${seq} came twice or late`), ...lost.map(({ seq, type }) => `event ${seq} (${type}) was lost`)];
  }

  private async connect(): Promise<void> {
    this.connections += 1;
    const leave = new AbortController();
    const timer = setTimeout(() => leave.abort(), 20 + this.random.next() * 1_500);
    try {
      for await (const event of this.api.follow(this.path, this.seen.at(-1)?.seq ?? 0, leave.signal)) this.seen.push(event);
    } catch (error) {
      // Expected: we have left.
      if (!leave.signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
