import { Inject, Injectable } from '@nestjs/common';
import { ExperimentModels, VersionRecords } from '@dw-sim/api-experiments';
import type { ExperimentEntity, RunEntity } from '@dw-sim/api-metadata';
import { PRODUCT_VERSION } from '@dw-sim/api-platform';
import { RunRecords, RunSupervisor, settingsOf, type RunContext } from '@dw-sim/api-runs';
import { AppError, type RunDetail } from '@dw-sim/contracts';
import { usefulWorkers } from '@dw-sim/generation-engine';
import { compilePlan, generatorVersions, type GenerationPlan } from '@dw-sim/generation-plan';
import { STAGING_STORE, type StagingStore } from '@dw-sim/staging';
import { compareFiles, type ReproductionInputs } from './compare-files';
import { DiskSpace } from './disk-space';
import { FileDigests } from './file-digests';
import { GenerationWork } from './generation-work';

/** What a reproduction compares. */
interface Reproducing extends ReproductionInputs {
  readonly source: RunEntity;
  readonly experiment: ExperimentEntity;
}

/** Makes the files of a run again, from its record alone, and compares them with the digests that it has left. */
@Injectable()
export class ReproductionService {
  constructor(
    private readonly runs: RunRecords,
    private readonly versions: VersionRecords,
    private readonly models: ExperimentModels,
    private readonly supervisor: RunSupervisor,
    private readonly work: GenerationWork,
    private readonly space: DiskSpace,
    @Inject(STAGING_STORE) private readonly files: StagingStore,
    @Inject(PRODUCT_VERSION) private readonly version: string,
  ) {}

  /**
   * Starts a run that reproduces another. No table and no staged file is touched.
   * @throws AppError `not_found`; `conflict` where the run has left nothing to compare with; `invalid_definition` where this version of
   * the product does not take its definition; `storage_full`
   */
  async start(runId: number): Promise<RunDetail> {
    const { run: source, experiment } = await this.generatedBy(runId);
    const expected = await this.runs.files(source.id);
    if (expected.length === 0) throw new AppError('conflict', `Run ${source.id} has left no digests: it ended before its files were in place.`, { hint: 'Generate with its seed and clock.' });
    const plan = await this.plan(source);
    await this.space.check(plan);
    const inputs = { source, experiment, plan, expected, productVersion: this.version };
    const spec = {
      experimentId: experiment.id,
      settings: { ...settingsOf(source), kind: 'reproduce' as const, generators: generatorVersions(plan), product_version: this.version, source_run_id: source.id, resumed_run_id: null },
      tables: plan.tables.map(({ name, rowCount }) => ({ table: name, requestedRows: rowCount })),
    };
    return this.supervisor.start(experiment.name, spec, { workers: usefulWorkers(plan), work: (context) => this.reproduce(context, inputs) });
  }

  private async reproduce(context: RunContext, { source, experiment, ...inputs }: Reproducing): Promise<void> {
    const staging = await this.files.begin({ experiment: experiment.name, runId: context.run.id }, context.signal);
    try {
      const digests = new FileDigests(context.signal);
      await this.work.make(context, inputs.plan, { directory: staging.directory, finished: [], add: (file) => digests.add(file) });
      const made = await digests.settle();
      const tables = compareFiles(source, inputs, made);
      await context.reproduced({ source_run_id: source.id, matches: tables.every(({ matches }) => matches), tables }, made);
    } finally {
      await staging.discard();
    }
  }

  /** The run that made the files of a run: itself, or the one whose files it loaded or made again. */
  private async generatedBy(runId: number): Promise<{ readonly run: RunEntity; readonly experiment: ExperimentEntity }> {
    const { run, experiment } = await this.runs.find(runId);
    if (run.kind === 'generate') return { run, experiment };
    if (run.sourceRunId === null) throw new AppError('conflict', `Run ${runId} has made no files, and whose files it has loaded is not known.`);
    return this.generatedBy(run.sourceRunId);
  }

  private async plan({ seed, clock, overrides, ...run }: RunEntity): Promise<GenerationPlan> {
    const version = await this.versions.ofRun(run);
    if (!version) throw new AppError('conflict', `Version ${run.experimentVersion} of the experiment, which run ${run.id} used, is not kept.`);
    const { model } = this.models.of({ ...version, name: version.definition.name });
    return compilePlan(model, { seed, rows: overrides.rows, clock: clock ?? undefined });
  }
}

