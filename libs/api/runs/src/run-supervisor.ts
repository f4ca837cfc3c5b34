import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { ExperimentEntity, MetadataStore, RunEntity, type RunTableEntity } from '@dw-sim/api-metadata';
import { CONFIGURATION, type Configuration } from '@dw-sim/api-platform';
import { AppError, type RunDetail, type RunKind } from '@dw-sim/contracts';
import { Mutex } from 'async-mutex';
import { In } from 'typeorm';
import { RunBudget } from './run-budget';
import { changeRun, RunHasMoved } from './run-changes';
import { PARKED } from './run-context';
import { RunExecution } from './run-execution';
import type { RunJob, RunKeeper, RunWork } from './run-job';
import { RunLog, type RunIdentity } from './run-log';
import { RunQueue } from './run-queue';
import { insertRun, RunRecords, tablesOf, type RunSpec } from './run-records';

const WAITING = In(['QUEUED', 'PARKED'] as const);

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
  /** Runs that are on their way into the queue, from their records. */
  private readonly restoring = new Set<number>();
  /** Whoever looks which runs of the records nobody has taken sees none that was recorded and is not queued yet. */
  private readonly admission = new Mutex();
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
    const job = typeof work === 'function' ? { work } : work;
    const id = await this.admission.runExclusive(async () => {
      const run = await this.log.write((manager, emit) => insertRun(manager, emit, experiment, spec, queue));
      this.queue.add({ run, experimentId: spec.experimentId, createdAt: new Date().toISOString(), start: spec, job });
      return run.id;
    });
    this.advance();
    return (await this.records.find(id)).detail;
  }

  /**
   * Stops a run. Its `aborted` event follows as soon as its work has let go.
   * @throws AppError `not_found`; `conflict` where it has ended already
   */
  async abort(runId: number): Promise<RunDetail> {
    const { detail } = await this.records.find(runId);
    const active = this.active.get(runId);
    if (active) active.execution.stop(new AppError('aborted', `Run ${runId} was aborted.`));
    else if (detail.status === 'QUEUED' || detail.status === 'PARKED') return this.abortWaiting(detail);
    else throw new AppError('conflict', `Run ${runId} of experiment "${detail.experiment}" has already ended: ${detail.status}.`);
    return detail;
  }

  /**
   * Lets runs go on that an earlier server has left waiting or has parked: all of them, or one.
   * @returns how many go on
   */
  async goOn(runId?: number): Promise<number> {
    const left = await this.admission.runExclusive(() => this.takeLeft(runId));
    try {
      for (const id of left) await this.restore(id);
    } finally {
      for (const id of left) this.restoring.delete(id);
    }
    this.advance();
    return left.length;
  }

  /** Takes the runs that wait and that nobody has taken, so that each is queued once. */
  private async takeLeft(runId: number | undefined): Promise<readonly number[]> {
    const where = { status: WAITING, ...(runId !== undefined && { id: runId }) };
    const runs = await this.store.read((manager) => manager.find(RunEntity, { where, select: { id: true }, order: { id: 'ASC' } }));
    const isTaken = (id: number) => this.active.has(id) || this.restoring.has(id) || this.queue.all.some(({ run }) => run.id === id);
    const left = runs.map(({ id }) => id).filter((id) => !isTaken(id));
    for (const id of left) this.restoring.add(id);
    return left;
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

  private async restore(id: number): Promise<void> {
    const found = await this.store.read(async (manager) => {
      // It may have ended since it was found.
      const run = await manager.findOneBy(RunEntity, { id, status: WAITING });
      return run && { run, experiment: await manager.findOneByOrFail(ExperimentEntity, { id: run.experimentId }), tables: await tablesOf(manager, id) };
    });
    if (found) await this.admit(found);
  }

  private async admit({ run, experiment, tables }: { readonly run: RunEntity; readonly experiment: ExperimentEntity; readonly tables: readonly RunTableEntity[] }): Promise<void> {
    const identity = { id: run.id, experiment: experiment.name };
    try {
      const keeper = this.keepers.get(run.kind);
      if (!keeper) throw new AppError('interrupted', 'The server stopped before this run had begun, and runs of its kind are not kept.');
      const job = await keeper.restore(run);
      if (run.status === 'PARKED') await this.log.append(identity, { type: 'resumed' }, (manager) => changeRun(manager, run.id, ['PARKED'], { status: 'QUEUED' }));
      this.queue.add({ run: identity, experimentId: run.experimentId, createdAt: run.createdAt, start: { settings: run, tables }, job });
    } catch (error) {
      if (error instanceof RunHasMoved) return;
      // Expected: a target that is gone, a definition that an earlier version accepted.
      if (!(error instanceof AppError)) this.logger.error({ err: error, run: run.id }, 'A run could not go on');
      const cause = error instanceof AppError ? error : new AppError('interrupted', 'The run could not go on after the server stopped.');
      if (await this.executionOf(identity).end(run.createdAt, cause)) await this.discard(run.kind, identity);
    }
  }

  private async abortWaiting(detail: RunDetail): Promise<RunDetail> {
    const { id, experiment, kind, created_at: createdAt } = detail;
    this.queue.remove(id);
    // Where it began meanwhile, it is at work now; where somebody else ended it, it has ended.
    if (!(await this.executionOf({ id, experiment }).end(createdAt))) return this.abort(id);
    await this.discard(kind, { id, experiment });
    this.advance();
    return detail;
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
