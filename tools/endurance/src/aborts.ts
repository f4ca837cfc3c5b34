import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunDetail, RunEvent } from '@dw-sim/contracts';
import { ApiRefusal, type ApiClient } from './api-client';
import { lookAtFiles } from './crash/files-look';
import { lookAtMetadata } from './crash/metadata-look';
import { brokenTables, Subject } from './crash/subject';
import type { WarehouseLook } from './crash/warehouse-look';
import { usageOf } from './process-tree';
import { Random } from './random';
import { ServerProcess } from './server-process';
import { variant } from './shop';

export interface AbortOptions {
  readonly aborts: number;
  readonly seed: number;
  /** Rows of the largest table, about. */
  readonly items: number;
  readonly warehouses: Readonly<Record<string, (dataRoot: string) => WarehouseLook>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Statements that are running in a warehouse behind a network. */
  readonly statements?: () => Promise<readonly string[]>;
  /** Told after every abort. */
  readonly onAbort?: (done: number, ms: number, what: string) => void;
}

export interface AbortReport {
  readonly aborts: number;
  /** Aborts by warehouse and by what the run was at: `queued`, `generate`, `staging`, `load`. */
  readonly phases: Readonly<Record<string, number>>;
  /** Milliseconds from the request to the event `aborted` at the client. */
  readonly ms: { readonly median: number; readonly most: number; readonly slowest: string };
  /** Milliseconds from the request until the server's processes rest, and no statement runs in a warehouse behind a network. */
  readonly restMs: { readonly median: number; readonly most: number; readonly slowest: string };
  /** What a timer of the client's own came late by at most, in milliseconds: how busy the machine is with other things. */
  readonly machineLateMs: number;
  readonly broken: readonly string[];
}

/** Longest time that an abort may take, in milliseconds. */
const LIMIT_MS = 1_000;
const OF_QUEUED = 0.1;
/** A server rests where it needs less of a processor than this share for so long. */
const REST_SHARE = 0.2;
const REST_LOOK_MS = 100;

/** Aborts runs at random instants, and looks at what is left. */
export async function aborts(options: AbortOptions): Promise<AbortReport> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'dw-aborts-'));
  const server = ServerProcess.launch({ dataRoot, environment: options.environment });
  try {
    const api = await server.ready();
    return await new AbortSeries(options, dataRoot, api, server.pid).run();
  } finally {
    await server.kill('SIGTERM');
    rmSync(dataRoot, { recursive: true, force: true });
  }
}

class AbortSeries {
  private readonly random: Random;
  private readonly phases: Record<string, number> = {};
  private readonly times: Time[] = [];
  private readonly rests: Time[] = [];
  private readonly late = monitorEventLoopDelay({ resolution: 10 });
  private readonly broken: string[] = [];

  constructor(
    private readonly options: AbortOptions,
    private readonly dataRoot: string,
    private readonly api: ApiClient,
    private readonly pid: number,
  ) {
    this.random = new Random(options.seed);
  }

  async run(): Promise<AbortReport> {
    const subjects: { readonly subject: Subject; readonly usualMs: number }[] = [];
    for (const [warehouse, look] of Object.entries(this.options.warehouses)) {
      const subject = new Subject(`shop_${warehouse}`, warehouse, look(this.dataRoot));
      await subject.fill(this.api, variant(1, 1000));
      // The rows that each aborted run would have replaced.
      const { elapsed_ms: usualMs } = await subject.refill(this.api, variant(2, this.options.items));
      subjects.push({ subject, usualMs: usualMs ?? 0 });
    }
    this.late.enable();
    while (this.times.length < this.options.aborts) {
      const { subject, usualMs } = this.random.pick(subjects);
      await this.abortOnce(subject, usualMs);
    }
    const { faults, ...files } = lookAtMetadata(join(this.dataRoot, 'metadata.sqlite'));
    this.broken.push(...faults, ...lookAtFiles(this.dataRoot, { ...files, keptRuns: new Set() }));
    return { aborts: this.times.length, phases: this.phases, ms: summary(this.times), restMs: summary(this.rests), machineLateMs: Math.round(this.late.max / 1e6), broken: this.broken };
  }

  private async abortOnce(subject: Subject, usualMs: number): Promise<void> {
    const { name } = subject;
    const request = { ...variant(3, this.options.items) };
    let { id } = await this.api.post<RunDetail>(`/experiments/${name}/generate`, request);
    const first = id;
    if (this.random.next() < OF_QUEUED) ({ id } = await this.api.post<RunDetail>(`/experiments/${name}/generate`, { ...request, queue: true }));
    else await pause(this.random.next() * usualMs);
    const isUntouched = await this.timed(subject, id, first === id);
    // The run that a queued one waits for goes on.
    if (isUntouched && first === id) this.broken.push(...brokenTables(name, await subject.ask(this.api), subject.contents, undefined, false));
    if (first !== id) await this.timed(subject, first, true);
    // A run that was quicker has replaced the rows.
    await Promise.all([first, id].map((run) => this.api.ended(name, run)));
    subject.contents = await subject.ask(this.api);
  }

  /** Aborts a run and answers whether that was before it had loaded a table. */
  private async timed({ name, warehouse }: Subject, id: number, isAlone: boolean): Promise<boolean> {
    const begin = performance.now();
    try {
      await this.api.post(`/runs/${id}/abort`);
    } catch (error) {
      if (error instanceof ApiRefusal && error.problem.code === 'conflict') return false;
      throw error;
    }
    const run = await this.api.ended(name, id);
    const ms = Math.round(performance.now() - begin);
    // Its last table was being put in place.
    if (run.status === 'COMPLETED') return false;
    const what = `${phaseOf(await this.api.events(name, id))} on ${warehouse}`;
    this.phases[what] = (this.phases[what] ?? 0) + 1;
    this.times.push({ ms, what });
    this.options.onAbort?.(this.times.length, ms, what);
    if (run.status !== 'ABORTED') this.broken.push(`run ${id} was aborted during ${what} and is ${run.status}: ${run.error?.message}`);
    if (ms > LIMIT_MS) this.broken.push(`the abort of run ${id} during ${what} took ${ms} ms`);
    if (isAlone) await this.rest(begin, id, what);
    return run.tables.every((table) => table.load_ms === null);
  }

  private async rest(since: number, id: number, what: string): Promise<void> {
    const ms = await this.rested(since);
    this.rests.push({ ms, what });
    if (ms > LIMIT_MS) this.broken.push(`to rest after the abort of run ${id} during ${what} took ${ms} ms`);
  }

  /** Milliseconds since an instant when the server's work was over. */
  private async rested(since: number): Promise<number> {
    for (;;) {
      const begin = performance.now();
      const { cpuMs } = usageOf(this.pid);
      const running = (await this.options.statements?.()) ?? [];
      await pause(REST_LOOK_MS);
      const share = (usageOf(this.pid).cpuMs - cpuMs) / (performance.now() - begin);
      if (share < REST_SHARE && running.length === 0) return Math.round(begin - since);
    }
  }
}

interface Time {
  readonly ms: number;
  readonly what: string;
}

function summary(times: readonly Time[]): AbortReport['ms'] {
  const sorted = [...times].sort((a, b) => a.ms - b.ms);
  const last = sorted.at(-1);
  return { median: sorted[Math.floor(sorted.length / 2)]?.ms ?? 0, most: last?.ms ?? 0, slowest: last?.what ?? '' };
}

function phaseOf(events: readonly RunEvent[]): string {
  if (!events.some(({ type }) => type === 'started')) return 'queued';
  if (events.some(({ type }) => type === 'staged')) return 'load';
  const tables = events.flatMap((event) => (event.type === 'started' ? event.tables : []));
  const made = events.filter((event) => event.type === 'table-completed' && event.phase === 'generate');
  return made.length === tables.length ? 'staging' : 'generate';
}
