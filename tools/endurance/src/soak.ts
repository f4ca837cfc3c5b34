import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunDetail } from '@dw-sim/contracts';
import type { ApiClient } from './api-client';
import { usageOf } from './process-tree';
import { ServerProcess } from './server-process';
import { shop, variant } from './shop';

export interface SoakOptions {
  readonly queries: number;
  readonly runs: number;
  readonly seed: number;
  /** Told after every round: a run and its queries. */
  readonly onRound?: (done: number, rssMb: number) => void;
}

/** Medians of a figure in the first and in the last tenth. */
interface Drift {
  readonly first: number;
  readonly last: number;
  /** `last / first`. */
  readonly ratio: number;
}

/** Milliseconds of what is the same at any time, if the machine is. */
interface Controls {
  /** An answer of the server that reads nothing. */
  readonly healthMs: Drift;
  /** A hash in the client's own process. */
  readonly clientMs: Drift;
}

export interface SoakReport extends Controls {
  readonly queries: number;
  readonly runs: number;
  readonly seconds: number;
  readonly queryMs: Drift;
  readonly runMs: Drift;
  /** Processor time of the server for a query and for a run, which others on the machine hardly change. */
  readonly queryCpuMs: Drift;
  readonly runCpuMs: Drift;
  /** Of the server's processes, in megabytes. */
  readonly rssMb: Drift;
  readonly broken: readonly string[];
}

type Figure = 'queryMs' | 'runMs' | 'queryCpuMs' | 'runCpuMs' | 'rssMb' | keyof Controls;
/** Means over one run on each warehouse and the queries after it. */
type Round = Readonly<Record<Figure, number>>;

const WAREHOUSES = ['duckdb', 'sqlite'];
const ITEMS = 5_000;
/** Share of the rounds that come before, until caches and pools are filled. */
const WARM_UP = 0.05;
const CONTROLS = 5;
const HASHED = Buffer.alloc(2 ** 20);
const QUERIES = [
  'SELECT COUNT(*) FROM orders',
  'SELECT c.id, SUM(o.amount) AS total FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id ORDER BY total DESC LIMIT 10',
  'SELECT * FROM items ORDER BY amount DESC LIMIT 50',
  'WITH big AS (SELECT order_id FROM items WHERE amount > 900000) SELECT COUNT(DISTINCT order_id) FROM big',
];

/** Sends queries and starts runs for a long time, and compares the end with the beginning. */
export async function soak({ queries, runs, seed, onRound }: SoakOptions): Promise<SoakReport> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'dw-soak-'));
  const server = ServerProcess.launch({ dataRoot });
  try {
    const api = await server.ready();
    for (const warehouse of WAREHOUSES) await api.post('/experiments', shop(`shop_${warehouse}`, warehouse));
    const work = new SoakWork(api, server.pid);
    const rounds: Round[] = [];
    const warmUp = Math.ceil((runs / WAREHOUSES.length) * WARM_UP);
    const begin = performance.now();
    for (let at = -warmUp; at < runs / WAREHOUSES.length; at++) {
      const round = await work.round(seed + at + warmUp, Math.round(queries / runs));
      if (at >= 0) rounds.push(round);
      onRound?.((at + 1) * WAREHOUSES.length, round.rssMb);
    }
    const figures = Object.fromEntries(Object.keys(rounds[0] as Round).map((figure) => [figure, drift(rounds.map((round) => round[figure as Figure]))])) as Record<Figure, Drift>;
    return { queries, runs, seconds: Math.round((performance.now() - begin) / 1000), ...figures, broken: work.broken };
  } finally {
    await server.kill('SIGTERM');
    rmSync(dataRoot, { recursive: true, force: true });
  }
}

class SoakWork {
  readonly broken: string[] = [];

  constructor(
    private readonly api: ApiClient,
    private readonly pid: number,
  ) {}

  /** @param queries after each run */
  async round(seed: number, queries: number): Promise<Round> {
    const before = usageOf(this.pid).cpuMs;
    const runMs = await timed(() => this.onEach((experiment) => this.run(experiment, seed)));
    const between = usageOf(this.pid).cpuMs;
    const queryMs = await timed(() => this.onEach((experiment) => this.queries(experiment, queries)));
    const { cpuMs: after, rssMb } = usageOf(this.pid);
    const [runs, all] = [WAREHOUSES.length, WAREHOUSES.length * queries];
    return { runMs: runMs / runs, queryMs: queryMs / all, runCpuMs: (between - before) / runs, queryCpuMs: (after - between) / all, rssMb, ...(await this.controls()) };
  }

  private async onEach(work: (experiment: string) => Promise<void>): Promise<void> {
    for (const warehouse of WAREHOUSES) await work(`shop_${warehouse}`);
  }

  private async run(experiment: string, seed: number): Promise<void> {
    const { id } = await this.api.post<RunDetail>(`/experiments/${experiment}/generate`, variant(seed, ITEMS));
    const { status, error } = await this.api.ended(experiment, id);
    if (status !== 'COMPLETED') this.broken.push(`run ${id} is ${status}: ${error?.message}`);
  }

  private async queries(experiment: string, count: number): Promise<void> {
    for (let query = 0; query < count; query++) {
      const rows = await this.api.rows(experiment, QUERIES[query % QUERIES.length] as string);
      if (rows.length === 0) this.broken.push(`a query of ${experiment} answered no rows`);
    }
  }

  private async controls(): Promise<Readonly<Record<keyof Controls, number>>> {
    const health: number[] = [];
    const client: number[] = [];
    for (let at = 0; at < CONTROLS; at++) {
      health.push(await timed(() => this.api.get('/health/live')));
      client.push(await timed(async () => createHash('sha256').update(HASHED).digest()));
    }
    return { healthMs: median(health), clientMs: median(client) };
  }
}

const MOST_DRIFT = 1.1;

/**
 * What has grown by more than a tenth. Times are divided by how much slower the machine itself became, as the controls tell;
 * a time counts only where the server's processor time for it has grown as well.
 */
export function driftFaults({ queryMs, runMs, queryCpuMs, runCpuMs, rssMb, healthMs, clientMs }: SoakReport): readonly string[] {
  const machine = Math.max(1, healthMs.ratio, clientMs.ratio);
  const slower = (what: string, time: Drift, cpu: Drift) => (Math.min(time.ratio / machine, cpu.ratio) > MOST_DRIFT ? [`${what} takes ${time.last} ms at the end, and took ${time.first} ms`] : []);
  const larger = rssMb.ratio > MOST_DRIFT ? [`the server holds ${rssMb.last} MB at the end, and held ${rssMb.first} MB`] : [];
  return [...slower('a query', queryMs, queryCpuMs), ...slower('a run', runMs, runCpuMs), ...larger];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function drift(values: readonly number[]): Drift {
  const tenth = Math.max(1, Math.floor(values.length / 10));
  const [first, last] = [values.slice(0, tenth), values.slice(-tenth)].map((some) => Number(median(some).toFixed(2))) as [number, number];
  return { first, last, ratio: Number((last / first).toFixed(3)) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
