import { Inject, Injectable } from '@nestjs/common';
import { LoaderService, LoadWork, RecordedLandings, TargetTables } from '@dw-sim/api-loader';
import type { RunEntity } from '@dw-sim/api-metadata';
import { PRODUCT_VERSION } from '@dw-sim/api-platform';
import { firstSharing, RunRecords, RunSupervisor, settingsOf, type StartOptions } from '@dw-sim/api-runs';
import { AppError, TERMINAL_RUN_STATUSES, type RunDetail } from '@dw-sim/contracts';
import { generatorVersions } from '@dw-sim/generation-plan';
import { DiskSpace } from './disk-space';
import { GenerationKeeper } from './generation-keeper';
import { GenerationWork } from './generation-work';

/** Lets a run go on that was parked, or makes one that does the rest of a run that failed. */
@Injectable()
export class ResumeService {
  constructor(
    private readonly runs: RunRecords,
    private readonly supervisor: RunSupervisor,
    private readonly keeper: GenerationKeeper,
    private readonly work: GenerationWork,
    private readonly targets: TargetTables,
    private readonly space: DiskSpace,
    private readonly loader: LoaderService,
    private readonly loads: LoadWork,
    private readonly recorded: RecordedLandings,
    @Inject(PRODUCT_VERSION) private readonly version: string,
  ) {}

  /**
   * The run itself where it was parked; otherwise a new one with the same settings, which takes over the finished parts of
   * the old one, or its files where all are in place. Its bytes are those that the old one would have made; with another version of
   * the product it makes all of them anew.
   * @throws AppError `not_found`; `conflict` where there is nothing to resume; `interrupted` where it can't be; as a start
   */
  async resume(runId: number, options: StartOptions = {}): Promise<RunDetail> {
    const { run, experiment } = await this.runs.find(runId);
    if (!TERMINAL_RUN_STATUSES.includes(run.status)) return this.goOn(run);
    if (run.status !== 'FAILED') throw new AppError('conflict', `Run ${runId} has ended: ${run.status}.`, { hint: 'Only runs that were interrupted or have failed can be resumed; start a new one with its seed.' });
    if (run.kind === 'reproduce') throw new AppError('conflict', `Run ${runId} compared files with those of another run.`, { hint: 'Reproduce that run again.' });
    await this.loads.done(run);
    return run.kind === 'generate' && run.stagedAt === null ? this.generate(experiment.name, run, options) : this.load(experiment.name, run, options);
  }

  private async goOn({ id, status }: RunEntity): Promise<RunDetail> {
    const restored = await this.supervisor.goOn(id);
    if (restored === 0) throw new AppError('conflict', status === 'PARKED' ? `Run ${id} goes on already.` : `Run ${id} is active: ${status}.`);
    return (await this.runs.find(id)).detail;
  }

  private async generate(name: string, run: RunEntity, options: StartOptions): Promise<RunDetail> {
    const generation = await this.keeper.generation(run);
    const { experiment, plan, landing, resumed = null } = generation;
    if (resumed === null && (await this.loads.done(run)).size > 0) throw new AppError('interrupted', `Run ${run.id} has added rows that another version of the product made, to which those of this one may not fit.`, { hint: 'Empty its tables, and generate anew.' });
    await this.space.check(plan);
    await this.targets.check(experiment, landing, options);
    const tables = plan.tables.map((table) => ({ table: table.name, requestedRows: table.rowCount }));
    const settings = { ...settingsOf(run), generators: generatorVersions(plan), product_version: this.version, source_run_id: resumed, resumed_run_id: firstSharing(run) };
    return this.supervisor.start(name, { experimentId: experiment.id, settings, tables }, this.work.job(generation), options);
  }

  private async load(name: string, run: RunEntity, options: StartOptions): Promise<RunDetail> {
    await this.recorded.of(run);
    const source = run.kind === 'load' ? run.sourceRunId : run.id;
    if (source === null) throw new AppError('interrupted', `Whose files run ${run.id} was to load is not known.`, { hint: 'Load anew, with the run whose files are meant.' });
    return this.loader.start(name, { run_id: source, target: run.target?.id ?? undefined, mode: run.mode, ...options }, firstSharing(run));
  }
}
