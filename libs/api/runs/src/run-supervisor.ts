import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { MetadataStore, RunEntity } from '@dw-sim/api-metadata';
import { AppError, type RunDetail, type RunError, type RunEventBody } from '@dw-sim/contracts';
import { RunContext } from './run-context';
import { RunLog, type RunIdentity } from './run-log';
import { endRun, insertRun, RunRecords, tablesOf, type RunSpec } from './run-records';
import { elapsedMs, runTable } from './run-views';

/** What a run does. It ends early, with any error, once `context.signal` fires. */
export type RunWork = (context: RunContext) => Promise<void>;

/** How long a stopping server waits for its runs. */
const STOP_WAIT_MS = 10_000;
/** After how long the end of a run is stored again where that failed. */
const STORE_AGAIN_MS = 1_000;

interface ActiveRun {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** Starts runs, carries them through their states and ends each with exactly one terminal event. */
@Injectable()
export class RunSupervisor implements OnModuleDestroy {
  private readonly logger = new Logger(RunSupervisor.name);
  private readonly active = new Map<number, ActiveRun>();
  private stopping = false;

  constructor(
    private readonly store: MetadataStore,
    private readonly log: RunLog,
    private readonly records: RunRecords,
  ) {}

  /**
   * Records a run and begins its work in the background.
   * @throws AppError `run_active`, `conflict`, `not_found`; nothing is recorded then
   */
  async start(experiment: string, spec: RunSpec, work: RunWork): Promise<RunDetail> {
    if (this.stopping) throw new AppError('conflict', 'The server is stopping.');
    this.store.refillReserve();
    const run = await this.record(experiment, spec);
    const controller = new AbortController();
    const ended = this.execute(new RunContext(run, controller.signal, this.log), spec, work);
    this.active.set(run.id, { controller, ended });
    void ended.finally(() => this.active.delete(run.id));
    return this.records.detail(experiment, run.id);
  }

  /**
   * Stops a run. Its `aborted` event follows as soon as its work has let go.
   * @throws AppError `not_found`; `conflict` where it has ended already
   */
  async abort(experiment: string, runId: number): Promise<RunDetail> {
    const detail = await this.records.detail(experiment, runId);
    const active = this.active.get(runId);
    if (!active) throw new AppError('conflict', `Run ${runId} of experiment "${detail.experiment}" has already ended: ${detail.status}.`);
    active.controller.abort(new AppError('aborted', `Run ${runId} was aborted.`));
    return detail;
  }

  /** Resolves once no run is active. */
  async idle(): Promise<void> {
    while (this.active.size > 0) await Promise.all([...this.active.values()].map(({ ended }) => ended));
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    for (const { controller } of this.active.values()) controller.abort(new AppError('aborted', 'The server is stopping.'));
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, STOP_WAIT_MS)));
    await Promise.race([this.idle(), timeout]);
    clearTimeout(timer);
  }

  private record(experiment: string, spec: RunSpec): Promise<RunIdentity> {
    return this.log.write((manager, emit) => insertRun(manager, emit, experiment, spec));
  }

  /** Never rejects: whatever happens becomes the run's outcome. */
  private async execute(context: RunContext, spec: RunSpec, work: RunWork): Promise<void> {
    let startedAt = new Date().toISOString();
    try {
      startedAt = await this.begin(context.run, spec);
      context.signal.throwIfAborted();
      await work(context);
      await context.settle();
      await this.complete(context.run, startedAt);
    } catch (error) {
      await this.endEarly(context, startedAt, error);
    }
  }

  /** Answers when the run started. */
  private async begin(run: RunIdentity, { settings: { seed, warehouse }, tables }: RunSpec): Promise<string> {
    const totals = tables.map(({ table, requestedRows }) => ({ table, total_rows: requestedRows }));
    const { at } = await this.log.append(run, { type: 'started', seed, warehouse, tables: totals }, (manager, event) =>
      manager.update(RunEntity, { id: run.id }, { status: 'RUNNING', startedAt: event.at }));
    return at;
  }

  private async complete(run: RunIdentity, startedAt: string): Promise<void> {
    const tables = (await this.store.read((manager) => tablesOf(manager, run.id))).map(runTable);
    await this.log.append(run, { type: 'completed', tables, elapsed_ms: elapsedMs(startedAt, new Date()) }, (manager, { at }) =>
      manager.update(RunEntity, { id: run.id }, { status: 'COMPLETED', endedAt: at }));
  }

  private async endEarly(context: RunContext, startedAt: string, cause: unknown): Promise<void> {
    // A failure to store progress, if any, is what `cause` is, or comes second to it.
    await context.settle().catch(() => undefined);
    const elapsed_ms = elapsedMs(startedAt, new Date());
    const error = context.signal.aborted ? null : this.runError(context, cause);
    const body: RunEventBody = error ? { type: 'failed', error, elapsed_ms } : { type: 'aborted', elapsed_ms };
    const change = { status: error ? ('FAILED' as const) : ('ABORTED' as const), error };
    // The run is active until its end is stored; where the server stops first, the next start finds the run and ends it.
    while (!(await this.stored(context.run, body, change)) && !this.stopping) await pause(STORE_AGAIN_MS);
  }

  private async stored(run: RunIdentity, body: RunEventBody, change: Pick<RunEntity, 'status' | 'error'>): Promise<boolean> {
    try {
      await this.log.append(run, body, (manager, { at }) => endRun(manager, run.id, { ...change, endedAt: at }));
      return true;
    } catch (failure) {
      // Expected: a full disk, metadata that can't be reached.
      this.logger.error({ err: failure, run: run.id }, 'The end of a run could not be stored');
      return false;
    }
  }

  private runError({ run, currentTable }: RunContext, cause: unknown): RunError {
    const table = currentTable === undefined ? {} : { table: currentTable };
    if (cause instanceof AppError) {
      return { code: cause.code, message: cause.message, ...table, ...(cause.details.errors && { errors: cause.details.errors }) };
    }
    this.logger.error({ err: cause, run: run.id }, 'A run failed unexpectedly');
    return { code: 'internal', message: `Something went wrong in the server; its log has the details under run ${run.id}.`, ...table };
  }
}
