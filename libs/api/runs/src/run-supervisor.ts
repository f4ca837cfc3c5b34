import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { ExperimentEntity, MetadataStore, RunEntity } from '@dw-sim/api-metadata';
import { CONFIGURATION, type Configuration } from '@dw-sim/api-platform';
import { AppError, type RunDetail, type RunKind } from '@dw-sim/contracts';
import { In } from 'typeorm';
import { RunBudget } from './run-budget';
import { PARKED } from './run-context';
import { RunExecution } from './run-execution';
import type { RunJob, RunKeeper, RunWork } from './run-job';
import { RunLog, type RunIdentity } from './run-log';
import { RunQueue } from './run-queue';
import { insertRun, RunRecords, tablesOf, type RunSpec } from './run-records';

/** How long a stopping server waits for runs that it has told to stop. */
const STOP_WAIT_MS = 10_000;

export interface StartOptions {
  /** Waits for the experiment's active run, where it is refused otherwise. */
  readonly queue?: boolean;
}

interface ActiveRun {
  readonly experimentId: number;
  readonly execution: RunExecution;
  readonly lasts: boolean;
  readonly ended: Promise<void>;
}

/** Starts runs as their turn comes, one at a time for an experiment, and ends or parks them with the server. */
@Injectable()
export class RunSupervisor implements OnModuleDestroy {
  private readonly logger = new Logger(RunSupervisor.name);
  private readonly active = new Map<number, ActiveRun>();
  private readonly queue = new RunQueue();
  private readonly budget: RunBudget;
  private readonly keepers = new Map<RunKind, RunKeeper>();
  private stopping = false;

  constructor(
    private readonly store: MetadataStore,
    private readonly log: RunLog,
    private readonly records: RunRecords,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'concurrentRuns' | 'workers' | 'runMemoryBytes' | 'workerMemoryBytes' | 'stopGraceMs'>,
  ) {
    const { concurrentRuns: runs, workers, runMemoryBytes: memoryBytes, workerMemoryBytes } = configuration;
    this.budget = new RunBudget({ runs, workers, memoryBytes, workerMemoryBytes });
  }

  /** Says how runs of a kind go on after a stop. */
  keep(kind: RunKind, keeper: RunKeeper): void {
    this.keepers.set(kind, keeper);
  }

  /**
   * Records a run. Its work begins in the background when its turn comes.
   * @throws AppError `run_active`, `conflict`, `not_found`; nothing is recorded then
   */
  async start(experiment: string, spec: RunSpec, work: RunWork | RunJob, { queue = false }: StartOptions = {}): Promise<RunDetail> {
    if (this.stopping) throw new AppError('conflict', 'The server is stopping.');
    this.store.refillReserve();
    const run = await this.log.write((manager, emit) => insertRun(manager, emit, experiment, spec, queue));
    const job = typeof work === 'function' ? { work } : work;
    this.queue.add({ run, experimentId: spec.experimentId, createdAt: new Date().toISOString(), start: spec, job });
    this.advance();
    return (await this.records.find(run.id)).detail;
  }

  /**
   * Stops a run. Its `aborted` event follows as soon as its work has let go.
   * @throws AppError `not_found`; `conflict` where it has ended already
   */
  async abort(runId: number): Promise<RunDetail> {
    const { detail } = await this.records.find(runId);
    const active = this.active.get(runId);
    if (active) active.execution.stop(new AppError('aborted', `Run ${runId} was aborted.`));
    else if (detail.status === 'QUEUED' || detail.status === 'PARKED') await this.abortWaiting(detail);
    else throw new AppError('conflict', `Run ${runId} of experiment "${detail.experiment}" has already ended: ${detail.status}.`);
    return detail;
  }

  /**
   * Lets runs go on that an earlier server has left waiting or has parked: all of them, or one.
   * @returns how many go on
   */
  async goOn(runId?: number): Promise<number> {
    const runs = await this.store.read((manager) =>
      manager.find(RunEntity, { where: { status: In(['QUEUED', 'PARKED'] as const), ...(runId !== undefined && { id: runId }) }, order: { id: 'ASC' } }));
    const left = runs.filter(({ id }) => !this.active.has(id) && !this.queue.all.some(({ run }) => run.id === id));
    for (const run of left) await this.restore(run);
    this.advance();
    return left.length;
  }

  /** Whether a run is at work. */
  get isAtWork(): boolean {
    return this.active.size > 0;
  }

  /** Resolves once no run is at work, and none waits that could be. */
  async idle(): Promise<void> {
    while (this.active.size > 0) await Promise.all([...this.active.values()].map(({ ended }) => ended));
  }

  /** Lets runs end that end soon, then parks what can go on and aborts the rest. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    for (const { run, job, createdAt } of this.queue.all) {
      if (!job.lasts) await this.executionOf(run).end(createdAt);
    }
    await this.endWithin(this.configuration.stopGraceMs);
    for (const { execution, lasts } of this.active.values()) execution.stop(lasts ? PARKED : new AppError('aborted', 'The server is stopping.'));
    await this.endWithin(STOP_WAIT_MS);
  }

  /** Begins the work of every run whose turn it is. */
  private advance(): void {
    if (this.stopping) return;
    const isBusy = (experimentId: number) => [...this.active.values()].some((run) => run.experimentId === experimentId);
    for (let next = this.queue.next(this.budget, isBusy); next; next = this.queue.next(this.budget, isBusy)) {
      const { entry: { run, experimentId, start, job }, share } = next;
      const execution = this.executionOf(run);
      const ended = execution.carryOut(start, job.work, share.workers).then(() => {
        share.giveBack();
        this.active.delete(run.id);
        this.advance();
      });
      this.active.set(run.id, { experimentId, execution, lasts: job.lasts ?? false, ended });
    }
  }

  private async restore(run: RunEntity): Promise<void> {
    const { experiment, tables } = await this.store.read(async (manager) => ({
      experiment: await manager.findOneByOrFail(ExperimentEntity, { id: run.experimentId }),
      tables: await tablesOf(manager, run.id),
    }));
    const identity = { id: run.id, experiment: experiment.name };
    try {
      const keeper = this.keepers.get(run.kind);
      if (!keeper) throw new AppError('interrupted', 'The server stopped before this run had begun, and runs of its kind are not kept.');
      const job = await keeper.restore(run);
      if (run.status === 'PARKED') await this.log.append(identity, { type: 'resumed' }, (manager) => manager.update(RunEntity, { id: run.id }, { status: 'QUEUED' }));
      this.queue.add({ run: identity, experimentId: run.experimentId, createdAt: run.createdAt, start: { settings: run, tables }, job });
    } catch (error) {
      // Expected: a target that is gone, a definition that an earlier version accepted.
      if (!(error instanceof AppError)) this.logger.error({ err: error, run: run.id }, 'A run could not go on');
      await this.executionOf(identity).end(run.createdAt, error instanceof AppError ? error : new AppError('interrupted', 'The run could not go on after the server stopped.'));
      await this.discard(run.kind, identity);
    }
  }

  private async abortWaiting({ id, experiment, kind, created_at: createdAt }: RunDetail): Promise<void> {
    this.queue.remove(id);
    await this.executionOf({ id, experiment }).end(createdAt);
    await this.discard(kind, { id, experiment });
    this.advance();
  }

  private async discard(kind: RunKind, run: RunIdentity): Promise<void> {
    // What stays is removed at the next sweep.
    await this.keepers.get(kind)?.discard(run).catch((error: unknown) => this.logger.warn({ err: error, run: run.id }, 'Files of a run could not be removed'));
  }

  private executionOf(run: RunIdentity): RunExecution {
    return new RunExecution(run, this.store, this.log, () => this.stopping);
  }

  private async endWithin(waitMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)));
    await Promise.race([this.idle(), timeout]);
    clearTimeout(timer);
  }
}
