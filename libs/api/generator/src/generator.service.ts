import { randomInt } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords } from '@dw-sim/api-experiments';
import { Landings, stagedTables, StagedRuns, TableLoader, TargetTables, type Landing, type StagedRunTable } from '@dw-sim/api-loader';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { CONFIGURATION, PRODUCT_VERSION, type Configuration } from '@dw-sim/api-platform';
import { RunSupervisor, type RunContext, type RunSpec } from '@dw-sim/api-runs';
import { runTarget } from '@dw-sim/api-warehouses';
import type { GenerateRequest, RunDetail, SeedOrigin } from '@dw-sim/contracts';
import { generate, WorkerPool, type GeneratedTable } from '@dw-sim/generation-engine';
import { compilePlan, generatorVersions, type ExperimentModel, type GenerationPlan } from '@dw-sim/generation-plan';
import { STAGING_STORE, type RunStaging, type StagingStore } from '@dw-sim/staging';
import { DiskSpace } from './disk-space';
import { GenerationEvents } from './generation-events';
import { runDescription } from './run-description';

/** DI symbol of the path of the compiled worker script. */
export const WORKER_PATH = Symbol('WORKER_PATH');

/** Seeds that nobody chose: short enough to be typed again. */
const FRESH_SEEDS = 2 ** 31;

/** Generates an experiment's rows, stages them as files and loads them. */
@Injectable()
export class GeneratorService implements OnApplicationShutdown {
  private readonly workers: WorkerPool;

  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly models: ExperimentModels,
    @Inject(STAGING_STORE) private readonly files: StagingStore,
    private readonly staged: StagedRuns,
    private readonly loader: TableLoader,
    private readonly landings: Landings,
    private readonly targets: TargetTables,
    private readonly supervisor: RunSupervisor,
    private readonly space: DiskSpace,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(WORKER_PATH) workerPath: string,
    @Inject(PRODUCT_VERSION) private readonly version: string,
  ) {
    this.workers = new WorkerPool(workerPath);
  }

  /** Ends the workers that wait for another run. */
  onApplicationShutdown(): Promise<void> {
    return this.workers.close();
  }

  /**
   * Starts a run. The seed is the request's, else the definition's, else a fresh one.
   * @throws AppError `not_found`; `invalid_request` with every fault of the request; `storage_full`; `run_active`;
   * `conflict` where the tables in the warehouse don't fit; `warehouse_unavailable`
   */
  async start(name: string, request: GenerateRequest): Promise<RunDetail> {
    const experiment = await this.experiments.find(name);
    const { model } = this.models.of(experiment);
    const [seed, seedOrigin] = seedOf(request, model);
    const plan = compilePlan(model, { seed, rows: request.rows ?? undefined, clock: request.clock ?? undefined });
    await this.space.check(plan);
    const landing = await this.landings.of(experiment, request);
    await this.targets.check(experiment, landing);
    const spec: RunSpec = {
      experimentId: experiment.id,
      settings: {
        kind: 'generate',
        seed,
        seed_origin: seedOrigin,
        clock: new Date(plan.clock).toISOString(),
        warehouse: landing.target.id,
        target: runTarget(landing.target),
        mode: landing.mode,
        experiment_version: experiment.version,
        definition_hash: experiment.definitionHash,
        generators: generatorVersions(plan),
        product_version: this.version,
        overrides: { ...(request.rows && { rows: request.rows }) },
        source_run_id: null,
      },
      tables: plan.tables.map((table) => ({ table: table.name, requestedRows: table.rowCount })),
    };
    return this.supervisor.start(experiment.name, spec, (context) => this.run(context, experiment, plan, landing));
  }

  private async run(context: RunContext, experiment: ExperimentEntity, plan: GenerationPlan, landing: Landing): Promise<void> {
    const tables = await this.stage(context, experiment, plan);
    try {
      await this.loader.load(context, experiment, tables, landing);
    } finally {
      // Files whose load failed are kept as others are: they can be loaded again.
      for (const failure of await this.staged.prune(experiment, this.configuration.keepRuns)) await context.warn(failure);
    }
  }

  /** Generates aside and puts all files in place, or none. */
  private async stage(context: RunContext, experiment: ExperimentEntity, plan: GenerationPlan): Promise<readonly StagedRunTable[]> {
    const { id: runId } = context.run;
    const staging = await this.files.begin({ experiment: experiment.name, runId }, context.signal);
    let made: readonly GeneratedTable[];
    try {
      made = await this.generate(context, plan, staging);
    } catch (error) {
      await staging.discard();
      throw error;
    }
    const description = runDescription(plan, experiment.definitionHash, this.version);
    return stagedTables(await staging.commit(description, (manifest) => this.staged.record(context, manifest, made)));
  }

  private async generate(context: RunContext, plan: GenerationPlan, staging: RunStaging): Promise<readonly GeneratedTable[]> {
    const events = new GenerationEvents(context);
    const made = await generate(plan, {
      outputDirectory: staging.directory,
      pool: this.workers,
      workerCount: this.configuration.workers,
      signal: context.signal,
      onProgress: (progress) => events.update(progress),
      onFile: ({ table, path, rowCount }) => staging.add({ table, path, rows: rowCount }),
    });
    await events.settle();
    context.endPhase();
    return made;
  }
}

/** The request's seed, else the definition's, else a fresh one. */
function seedOf({ seed }: GenerateRequest, model: ExperimentModel): readonly [number, SeedOrigin] {
  if (seed !== undefined && seed !== null) return [seed, 'request'];
  return model.seed === null || model.seed === undefined ? [randomInt(FRESH_SEEDS), 'generated'] : [model.seed, 'experiment'];
}
