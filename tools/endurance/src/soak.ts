import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunDetail } from '@dw-sim/contracts';
import type { ApiClient } from './api-client';
import { Random } from './random';
import { ServerProcess } from './server-process';
import { shop, variant } from './shop';

export interface SoakOptions {
  readonly queries: number;
  readonly runs: number;
  readonly seed: number;
}

/** A figure in the first and in the last tenth. */
interface Drift {
  readonly first: number;
  readonly last: number;
  /** `last / first`. */
  readonly ratio: number;
}

export interface SoakReport extends SoakOptions {
  /** Medians, in milliseconds. */
  readonly queryMs: Drift;
  readonly runMs: Drift;
  /** Of the server's process, in megabytes. */
  readonly rssMb: Drift;
  readonly broken: readonly string[];
}

const WAREHOUSES = ['duckdb', 'sqlite'];
const ITEMS = 5_000;
/** Share of the rounds that come before, until caches and pools are filled. */
const WARM_UP = 0.05;
const QUERIES = [
  'SELECT COUNT(*) FROM orders',
  'SELECT c.id, SUM(o.amount) AS total FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id ORDER BY total DESC LIMIT 10',
  'SELECT * FROM items ORDER BY amount DESC LIMIT 50',
  'WITH big AS (SELECT order_id FROM items WHERE amount > 900000) SELECT COUNT(DISTINCT order_id) FROM big',
];

/** Sends queries and starts runs for a long time, and compares the end with the beginning. */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'dw-soak-'));
  const server = ServerProcess.launch({ dataRoot });
  try {
    const api = await server.ready();
    for (const warehouse of WAREHOUSES) await api.post('/experiments', shop(`shop_${warehouse}`, warehouse));
    const broken: string[] = [];
    const perRun = Math.round(options.queries / options.runs);
    const random = new Random(options.seed);
    const rounds: Round[] = [];
    const warmUp = Math.ceil(options.runs * WARM_UP);
    for (let run = -warmUp; run < options.runs; run++) {
      const round = await oneRound(api, WAREHOUSES[(run + warmUp) % WAREHOUSES.length] as string, run + warmUp, perRun, random, broken);
      if (run >= 0) rounds.push({ ...round, rssMb: rssMb(server.pid) });
    }
    const report = {
      queryMs: drift(rounds, (some) => median(some.flatMap(({ queryMs }) => queryMs))),
      runMs: drift(rounds, (some) => median(some.map(({ runMs }) => runMs))),
      rssMb: drift(rounds, (some) => median(some.map((round) => round.rssMb))),
    };
    return { ...options, ...report, broken };
  } finally {
    await server.kill('SIGTERM');
    rmSync(dataRoot, { recursive: true, force: true });
  }
}

interface Round {
  readonly queryMs: readonly number[];
  readonly runMs: number;
  readonly rssMb: number;
}

async function oneRound(api: ApiClient, warehouse: string, seed: number, queries: number, random: Random, broken: string[]): Promise<Omit<Round, 'rssMb'>> {
  const experiment = `shop_${warehouse}`;
  const begin = performance.now();
  const { id } = await api.post<RunDetail>(`/experiments/${experiment}/generate`, variant(seed, ITEMS));
  const { status, error } = await api.ended(experiment, id);
  const runMs = performance.now() - begin;
  if (status !== 'COMPLETED') broken.push(`run ${id} is ${status}: ${error?.message}`);
  const queryMs: number[] = [];
  for (let query = 0; query < queries; query++) {
    const start = performance.now();
    const rows = await api.rows(experiment, random.pick(QUERIES));
    queryMs.push(performance.now() - start);
    if (rows.length === 0) broken.push(`a query after run ${id} answered no rows`);
  }
  return { queryMs, runMs };
}

function drift(rounds: readonly Round[], of: (some: readonly Round[]) => number): Drift {
  const tenth = Math.max(1, Math.floor(rounds.length / 10));
  const [first, last] = [of(rounds.slice(0, tenth)), of(rounds.slice(-tenth))].map((value) => Number(value.toFixed(2))) as [number, number];
  return { first, last, ratio: Number((last / first).toFixed(3)) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function rssMb(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
