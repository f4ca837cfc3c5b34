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
  /** Told after every round, which has a run on each warehouse and the queries behind it. */
  readonly onRound?: (done: number, rssMb: number) => void;
}

/** Medians of a time in the last tenth, and of a server that has just begun. The two took turns, so that the machine was the same for both. */
interface Ageing {
  /** In the first tenth. */
  readonly first: number;
  readonly last: number;
  /** Of a server at its first tenth, beside the last. */
  readonly fresh: number;
  /** Median of `last / fresh` of each turn. */
  readonly ratio: number;
}

/** Medians in the first and in the last tenth, and `last / first`. */
interface Drift {
  readonly first: number;
  readonly last: number;
  readonly ratio: number;
}

export interface SoakReport {
  readonly queries: number;
  readonly runs: number;
  readonly seconds: number;
  readonly queryMs: Ageing;
  readonly runMs: Ageing;
  /** Processor time of the server for a query and for a run. */
  readonly queryCpuMs: Ageing;
  readonly runCpuMs: Ageing;
  /** Of the server's processes, in megabytes. */
  readonly rssMb: Drift;
  readonly broken: readonly string[];
}

type Time = 'queryMs' | 'runMs' | 'queryCpuMs' | 'runCpuMs';
/** Means over one run on each warehouse and the queries after it. */
type Round = Readonly<Record<Time | 'rssMb', number>>;

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
export async function soak({ queries, runs, seed, onRound }: SoakOptions): Promise<SoakReport> {
  const rounds = Math.ceil(runs / WAREHOUSES.length);
  const tenth = Math.max(1, Math.floor(rounds / 10));
  const warmUp = Math.ceil(rounds * WARM_UP);
  const options = { seed, queries: Math.round(queries / runs) };
  const begin = performance.now();
  return withServer(options, async (aged) => {
    const done: Round[] = [];
    const next = async () => {
      done.push(await aged.round());
      onRound?.(done.length * WAREHOUSES.length, done.at(-1)!.rssMb);
    };
    await repeat(warmUp, () => aged.round());
    await repeat(rounds - tenth, next);
    const young = await withServer(options, async (fresh) => {
      const turns: Round[] = [];
      await repeat(warmUp, () => fresh.round());
      await repeat(tenth, async () => {
        await next();
        turns.push(await fresh.round());
      });
      return { turns, broken: fresh.broken };
    });
    const [first, last] = [done.slice(0, tenth), done.slice(-tenth)];
    const ageing = (time: Time) => ageingOf(first, last, young.turns, time);
    return {
      queries, runs,
      seconds: Math.round((performance.now() - begin) / 1000),
      queryMs: ageing('queryMs'), runMs: ageing('runMs'), queryCpuMs: ageing('queryCpuMs'), runCpuMs: ageing('runCpuMs'),
      rssMb: driftOf(first, last),
      broken: [...aged.broken, ...young.broken],
    };
  });
}

/** Does something on a server of its own, with empty tables. */
async function withServer<T>(options: WorkOptions, use: (work: SoakWork) => Promise<T>): Promise<T> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'dw-soak-'));
  const server = ServerProcess.launch({ dataRoot });
  try {
    const api = await server.ready();
    for (const warehouse of WAREHOUSES) await api.post('/experiments', shop(`shop_${warehouse}`, warehouse));
    return await use(new SoakWork(api, server.pid, options));
  } finally {
    await server.kill('SIGTERM');
    rmSync(dataRoot, { recursive: true, force: true });
  }
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time++) await work();
}

interface WorkOptions {
  readonly seed: number;
  /** After each run. */
  readonly queries: number;
}

class SoakWork {
  readonly broken: string[] = [];
  private rounds = 0;

  constructor(
    private readonly api: ApiClient,
    private readonly pid: number,
    private readonly options: WorkOptions,
  ) {}

  async round(): Promise<Round> {
    const { seed, queries } = this.options;
    const before = usageOf(this.pid).cpuMs;
    const runMs = await timed(() => this.onEach((experiment) => this.run(experiment, seed + this.rounds)));
    const between = usageOf(this.pid).cpuMs;
    const queryMs = await timed(() => this.onEach((experiment) => this.queries(experiment, queries)));
    const { cpuMs: after, rssMb } = usageOf(this.pid);
    this.rounds++;
    const [runs, all] = [WAREHOUSES.length, WAREHOUSES.length * queries];
    return { runMs: runMs / runs, queryMs: queryMs / all, runCpuMs: (between - before) / runs, queryCpuMs: (after - between) / all, rssMb };
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
}

const MOST_GROWTH = 1.1;

/** What has grown by more than a tenth. A time counts only where the server's processor time for it has grown as well. */
export function driftFaults({ queryMs, runMs, queryCpuMs, runCpuMs, rssMb }: SoakReport): readonly string[] {
  const slower = (what: string, time: Ageing, cpu: Ageing) => (Math.min(time.ratio, cpu.ratio) > MOST_GROWTH ? [`${what} takes ${time.last} ms at the end, and ${time.fresh} ms on a server that has just begun`] : []);
  const larger = rssMb.ratio > MOST_GROWTH ? [`the server holds ${rssMb.last} MB at the end, and held ${rssMb.first} MB`] : [];
  return [...slower('a query', queryMs, queryCpuMs), ...slower('a run', runMs, runCpuMs), ...larger];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function ageingOf(first: readonly Round[], last: readonly Round[], young: readonly Round[], time: Time): Ageing {
  const medianOf = (rounds: readonly Round[]) => rounded(median(rounds.map((round) => round[time])), 2);
  return { first: medianOf(first), last: medianOf(last), fresh: medianOf(young), ratio: rounded(median(last.map((round, turn) => round[time] / young[turn]![time])), 3) };
}

function driftOf(first: readonly Round[], last: readonly Round[]): Drift {
  const [before, after] = [first, last].map((rounds) => rounded(median(rounds.map(({ rssMb }) => rssMb)), 0)) as [number, number];
  return { first: before, last: after, ratio: rounded(after / before, 3) };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
