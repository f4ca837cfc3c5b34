import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { MetadataStore, RunEntity } from '@dw-sim/api-metadata';
import { AppError, type RunError, type RunEventBody, type RunStatus } from '@dw-sim/contracts';
import { changeRun, RunHasMoved } from './run-changes';
import { PARKED, RunContext } from './run-context';
import type { RunWork } from './run-job';
import type { RunIdentity, RunLog } from './run-log';
import { tablesOf, type RunSpec } from './run-records';
import { elapsedMs, runTable } from './run-views';

/** After how long the end of a run is stored again where that failed. */
const STORE_AGAIN_MS = 1_000;

/** What a run begins with. */
export type RunStart = Pick<RunSpec, 'tables'> & { readonly settings: Pick<RunSpec['settings'], 'seed' | 'warehouse'> };

/** What became of the try to store a run's end: `refused` where the run has ended, or has begun, meanwhile. */
type Stored = 'stored' | 'refused' | 'failed';

/** Carries one run through its states. It ends with exactly one terminal event, or parked; one that does not wait any more is left alone. */
export class RunExecution {
  private readonly logger = new Logger(RunExecution.name);
  private readonly controller = new AbortController();

  constructor(
    readonly run: RunIdentity,
    private readonly store: MetadataStore,
    private readonly log: RunLog,
    private readonly isStopping: () => boolean,
  ) {}

  /** Stops the work; it lets go as soon as it can. */
  stop(reason: AppError): void {
    this.controller.abort(reason);
  }

  /** Does the work. Never rejects: whatever happens becomes the run's outcome. */
  async carryOut(start: RunStart, work: RunWork, workers: number): Promise<void> {
    const context = new RunContext(this.run, this.controller.signal, this.log, workers);
    let startedAt = new Date().toISOString();
    try {
      startedAt = await this.begin(start);
      context.signal.throwIfAborted();
      await work(context);
      await context.settle();
      await this.complete(startedAt);
    } catch (error) {
      // A failure to store progress, if any, is what `error` is, or comes second to it.
      await context.settle().catch(() => undefined);
      if (!(error instanceof RunHasMoved)) await this.endEarly(startedAt, context, error);
    }
  }

  /** Ends a run that waits; answers false where it does not any more. */
  async end(createdAt: string, cause?: AppError): Promise<boolean> {
    return (await this.storeEnd(createdAt, cause ? this.runError(cause) : null, ['QUEUED', 'PARKED'])) !== 'refused';
  }

  /** Answers when the run started. */
  private async begin({ settings: { seed, warehouse }, tables }: RunStart): Promise<string> {
    const totals = tables.map(({ table, requestedRows }) => ({ table, total_rows: requestedRows }));
    const { at } = await this.log.append(this.run, { type: 'started', seed, warehouse, tables: totals }, (manager, event) =>
      changeRun(manager, this.run.id, ['QUEUED'], { status: 'RUNNING', startedAt: event.at }));
    return at;
  }

  private async complete(startedAt: string): Promise<void> {
    const tables = (await this.store.read((manager) => tablesOf(manager, this.run.id))).map(runTable);
    await this.log.append(this.run, { type: 'completed', tables, elapsed_ms: elapsedMs(startedAt, new Date()) }, (manager, { at }) =>
      changeRun(manager, this.run.id, ['RUNNING'], { status: 'COMPLETED', endedAt: at }));
  }

  private async endEarly(startedAt: string, { signal, currentTable }: RunContext, cause: unknown): Promise<void> {
    // What nobody knows must be told: whoever stopped the run would take its tables to be as before.
    const isUnknown = cause instanceof AppError && cause.code === 'interrupted';
    if (signal.reason === PARKED && !isUnknown) await this.park();
    // It still waits where its start could not be stored.
    else await this.storeEnd(startedAt, signal.aborted && !isUnknown ? null : this.runError(cause, currentTable), ['QUEUED', 'RUNNING']);
  }

  private async park(): Promise<void> {
    // Where that fails, the next start finds the run at work.
    await this.attempt({ type: 'parked' }, ['RUNNING'], () => ({ status: 'PARKED' }));
  }

  /** The run is active until its end is stored; where the server stops first, the next start finds the run and ends it. */
  private async storeEnd(startedAt: string, error: RunError | null, from: readonly RunStatus[]): Promise<Stored> {
    const elapsed_ms = elapsedMs(startedAt, new Date());
    const body: RunEventBody = error ? { type: 'failed', error, elapsed_ms } : { type: 'aborted', elapsed_ms };
    const status = error ? ('FAILED' as const) : ('ABORTED' as const);
    for (;;) {
      const outcome = await this.attempt(body, from, (endedAt) => ({ status, error, endedAt }));
      if (outcome !== 'failed' || this.isStopping()) return outcome;
      await pause(STORE_AGAIN_MS);
    }
  }

  private async attempt(body: RunEventBody, from: readonly RunStatus[], change: (at: string) => Partial<Pick<RunEntity, 'status' | 'error' | 'endedAt'>>): Promise<Stored> {
    const { id } = this.run;
    try {
      await this.log.append(this.run, body, (manager, { at }) => changeRun(manager, id, from, change(at)));
      return 'stored';
    } catch (failure) {
      if (failure instanceof RunHasMoved) return 'refused';
      // Expected: a full disk, metadata that can't be reached.
      this.logger.error({ err: failure, run: id }, 'The end of a run could not be stored');
      return 'failed';
    }
  }

  private runError(cause: unknown, currentTable?: string): RunError {
    const table = currentTable === undefined ? {} : { table: currentTable };
    if (cause instanceof AppError) {
      const { hint, errors } = cause.details;
      return { code: cause.code, message: cause.message, ...(hint !== undefined && { hint }), ...table, ...(errors && { errors }) };
    }
    this.logger.error({ err: cause, run: this.run.id }, 'A run failed unexpectedly');
    return { code: 'internal', message: `Something went wrong in the server; its log has the details under run ${this.run.id}.`, ...table };
  }
}
