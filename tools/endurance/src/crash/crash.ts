import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ExperimentList, RunDetail } from '@dw-sim/contracts';
import type { ApiClient } from '../api-client';
import { Random } from '../random';
import { ServerProcess } from '../server-process';
import { SHOP_TABLES, variant, type Variant } from '../shop';
import { lookAtFiles } from './files-look';
import { lookAtMetadata } from './metadata-look';
import { brokenTables, OPERATIONS, Subject, type Contents, type Operation } from './subject';
import type { WarehouseLook } from './warehouse-look';

export interface CrashOptions {
  readonly kills: number;
  /** Of all random choices but the instants, which depend on the machine's pace. */
  readonly seed: number;
  /** Rows of the largest table, about. */
  readonly items: number;
  /** Warehouses that the experiments are in, and how to look at each past the server. */
  readonly warehouses: Readonly<Record<string, (dataRoot: string) => WarehouseLook>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Share of the kills that meet two experiments at work; 0.4 by default. */
  readonly twoAtOnce?: number;
  /** Told after every kill. */
  readonly onKill?: (kill: number, faults: readonly string[]) => void;
}

export interface CrashReport {
  readonly kills: number;
  readonly seed: number;
  /** Kills by operation and warehouse, such as `generate on duckdb`. */
  readonly operations: Readonly<Record<string, number>>;
  /** Kills by what they left: tables as `before`, `after`, or `between` where some had changed; further kills during a `start`. */
  readonly found: Readonly<Record<string, number>>;
  /** Interrupted runs that were resumed to their end. */
  readonly resumed: number;
  /** Milliseconds of the starts after a kill, until ready. */
  readonly startMs: { readonly median: number; readonly most: number };
  /** Promises that were broken, in a sentence each. */
  readonly broken: readonly string[];
}

interface Attempt {
  readonly subject: Subject;
  readonly operation: Operation;
  readonly before: Contents;
  readonly after: Contents;
}

/** Seldom enough that most time goes to the rest. */
const KILLS_DURING_START = 0.15;
const TWO_AT_ONCE = 0.4;
const RESUMED = 0.5;
/** What kills meet, in random order, then again. Generating has most phases. */
const DECK: readonly Operation[] = [...OPERATIONS, 'generate', 'generate'];

/** Kills a server again and again while it works, and looks each time at what it has left. */
export async function crash(options: CrashOptions): Promise<CrashReport> {
  const dataRoot = mkdtempSync(join(tmpdir(), 'dw-crash-'));
  try {
    return await new Campaign(options, dataRoot).run();
  } finally {
    rmSync(dataRoot, { recursive: true, force: true });
  }
}

class Campaign {
  private readonly random: Random;
  private readonly subjects: readonly Subject[];
  private readonly variants: readonly Variant[];
  private readonly expected = new Map<number, Contents>();
  /** Digests of each variant's tables. */
  private readonly checksums = new Map<number, string>();
  private deck: Operation[] = [];
  private resumed = 0;
  private readonly usualMs = new Map<string, number>();
  private readonly operations: Record<string, number> = {};
  private readonly found: Record<string, number> = {};
  private readonly starts: number[] = [];
  private readonly broken: string[] = [];
  private server!: ServerProcess;
  private api!: ApiClient;

  constructor(
    private readonly options: CrashOptions,
    private readonly dataRoot: string,
  ) {
    this.random = new Random(options.seed);
    this.subjects = Object.entries(options.warehouses).map(([warehouse, look]) => new Subject(`shop_${warehouse}`, warehouse, look(dataRoot)));
    this.variants = [1, 2, 3].map((seed) => variant(seed, Math.round((options.items * (seed + 3)) / 6)));
  }

  async run(): Promise<CrashReport> {
    try {
      await this.start();
      await this.prepare();
      for (let kill = 1; kill <= this.options.kills; kill++) {
        const faults = await this.killOnce();
        this.broken.push(...faults.map((fault) => `kill ${kill}: ${fault}`));
        this.options.onKill?.(kill, faults);
      }
    } finally {
      await this.server.kill();
    }
    const sorted = [...this.starts].sort((a, b) => a - b);
    const startMs = { median: sorted[Math.floor(sorted.length / 2)] ?? 0, most: sorted.at(-1) ?? 0 };
    return { kills: this.options.kills, seed: this.options.seed, operations: this.operations, found: this.found, resumed: this.resumed, startMs, broken: this.broken };
  }

  /** Runs every variant undisturbed: what its tables hold then is what they must hold ever after. */
  private async prepare(): Promise<void> {
    for (const subject of this.subjects) {
      for (const [at, chosen] of this.variants.entries()) {
        const run = at === 0 ? await subject.fill(this.api, chosen) : await subject.refill(this.api, chosen);
        const { elapsed_ms: elapsedMs, tables } = run;
        this.checksums.set(chosen.seed, checksumOf(run));
        this.usualMs.set(`generate ${subject.name}`, elapsedMs ?? 0);
        this.usualMs.set(`load ${subject.name}`, tables.reduce((sum, table) => sum + (table.load_ms ?? 0), 0));
        const known = this.expected.get(chosen.seed) ?? subject.contents;
        this.expected.set(chosen.seed, known);
        this.broken.push(...brokenTables(subject.name, subject.contents, known, known, true));
      }
    }
  }

  private async killOnce(): Promise<readonly string[]> {
    const chosen = this.random.pick(this.subjects);
    const others = this.subjects.filter((subject) => subject !== chosen);
    const worked = others.length > 0 && this.random.next() < (this.options.twoAtOnce ?? TWO_AT_ONCE) ? [chosen, this.random.pick(others)] : [chosen];
    const attempts: Attempt[] = [];
    for (const subject of worked) attempts.push(await this.begin(subject));
    const longest = Math.max(...attempts.map(({ subject, operation }) => this.usualMs.get(`${operation} ${subject.name}`) ?? 100));
    await pause(this.random.next() * longest * 1.1);
    await this.server.kill();

    const faults: string[] = [];
    for (const attempt of attempts) faults.push(...(await this.lookPast(attempt)));
    await this.startAgain();
    await this.atRest(attempts);
    faults.push(...(await this.lookAtServer(attempts)));
    for (const { subject } of attempts) faults.push(...(await this.resume(subject)));
    for (const { subject } of attempts) if (subject.contents === undefined) await subject.fill(this.api, this.random.pick(this.variants));
    return faults;
  }

  /** Runs that had not begun are carried out by the next server. */
  private async atRest(attempts: readonly Attempt[]): Promise<void> {
    const { items } = await this.api.get<ExperimentList>('/experiments');
    for (const { subject } of attempts) {
      const run = items.some(({ name }) => name === subject.name) ? await subject.lastRun(this.api) : undefined;
      if (run) await this.api.ended(subject.name, run.id);
    }
  }

  /** Resumes a run that was interrupted, and compares what it makes with an undisturbed one. */
  private async resume(subject: Subject): Promise<readonly string[]> {
    const run = subject.contents && (await subject.lastRun(this.api));
    if (run?.error?.code !== 'interrupted' || this.random.next() > RESUMED) return [];
    const { id } = await this.api.post<RunDetail>(`/experiments/${subject.name}/runs/${run.id}/resume`);
    const ended = await this.api.ended(subject.name, id);
    if (ended.status !== 'COMPLETED') return [`${subject.name}: run ${id}, which resumes run ${run.id}, is ${ended.status}: ${ended.error?.message}`];
    this.resumed += 1;
    subject.contents = await subject.ask(this.api);
    const expected = this.expected.get(run.seed);
    const bytes = ended.kind === 'generate' && checksumOf(ended) !== this.checksums.get(run.seed) ? [`${subject.name}: run ${id}, which resumes run ${run.id}, has made other bytes`] : [];
    return [...bytes, ...brokenTables(subject.name, subject.contents, expected, expected, true)];
  }

  private async begin(subject: Subject): Promise<Attempt> {
    if (this.deck.length === 0) this.deck = this.random.shuffled(DECK);
    const operation = this.deck.pop() as Operation;
    const { contents: before } = subject;
    const after = await subject.begin(this.api, operation, this.random.pick(this.variants), ({ seed }) => this.expected.get(seed));
    count(this.operations, `${operation} on ${subject.warehouse}`);
    return { subject, operation, before, after };
  }

  /** Looks at the tables before the next server has a chance to mend anything. */
  private async lookPast({ subject, operation, before, after }: Attempt): Promise<readonly string[]> {
    const { contents } = await subject.seen();
    const isAfter = SHOP_TABLES.every((table) => contents?.[table] === after?.[table]);
    const isBefore = SHOP_TABLES.every((table) => contents?.[table] === before?.[table]);
    count(this.found, isBefore ? 'before' : isAfter ? 'after' : 'between');
    return brokenTables(subject.name, contents, before, after, operation === 'reset' || operation === 'delete');
  }

  private async startAgain(): Promise<void> {
    if (this.random.next() < KILLS_DURING_START) {
      const starting = ServerProcess.launch(this.launchOptions);
      await pause(this.random.next() * (this.starts.at(-1) ?? 1000));
      await starting.kill();
      count(this.found, 'start');
    }
    await this.start();
  }

  private async start(): Promise<void> {
    const begin = performance.now();
    this.server = ServerProcess.launch(this.launchOptions);
    this.api = await this.server.ready();
    this.starts.push(Math.round(performance.now() - begin));
  }

  private get launchOptions() {
    return { dataRoot: this.dataRoot, environment: this.options.environment };
  }

  /** Compares what the server says with what is there. */
  private async lookAtServer(attempts: readonly Attempt[]): Promise<readonly string[]> {
    const metadata = lookAtMetadata(join(this.dataRoot, 'metadata.sqlite'));
    const faults = [...metadata.faults, ...lookAtFiles(this.dataRoot, metadata)];
    const { items } = await this.api.get<ExperimentList>('/experiments');
    for (const subject of this.subjects) {
      const attempt = attempts.find((one) => one.subject === subject);
      const isThere = items.some(({ name }) => name === subject.name);
      if (!isThere && attempt?.operation !== 'delete') faults.push(`${subject.name} is gone`);
      if (!isThere && existsSync(join(this.dataRoot, 'generated', subject.name))) faults.push(`files: ${subject.name} is gone, and its folder is not`);
      const contents = isThere ? await subject.ask(this.api) : undefined;
      const { before, after } = attempt ?? { before: subject.contents, after: subject.contents };
      faults.push(...brokenTables(subject.name, contents, before, after, attempt?.operation === 'reset'));
      if (isThere) faults.push(...(await this.wrongCounts(subject, contents)));
      subject.contents = contents;
    }
    return faults;
  }

  private async wrongCounts(subject: Subject, contents: Contents): Promise<readonly string[]> {
    const believed = await subject.loadedRows(this.api);
    return SHOP_TABLES.filter((table) => String(believed.get(table)) !== contents?.[table].split('/')[0]).map(
      (table) => `${subject.name}: ${table} is said to hold ${believed.get(table)} rows and holds ${contents?.[table].split('/')[0]}`,
    );
  }
}

function checksumOf({ tables }: RunDetail): string {
  return tables.map(({ checksum }) => checksum).join(' ');
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
