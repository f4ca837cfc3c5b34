import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ExperimentModels } from '@dw-sim/api-experiments';
import { LoadWork, RecordedLandings } from '@dw-sim/api-loader';
import type { RunEntity } from '@dw-sim/api-metadata';
import { PRODUCT_VERSION } from '@dw-sim/api-platform';
import { RunSupervisor, type RunIdentity, type RunJob, type RunKeeper } from '@dw-sim/api-runs';
import { AppError } from '@dw-sim/contracts';
import { compilePlan, generatorVersions, type GenerationPlan } from '@dw-sim/generation-plan';
import { STAGING_STORE, type StagingStore } from '@dw-sim/staging';
import { GenerationWork, type Generation } from './generation-work';

/** Lets runs that generate go on after the server has stopped: their record says all that their rows depend on. */
@Injectable()
export class GenerationKeeper implements RunKeeper, OnModuleInit {
  constructor(
    private readonly supervisor: RunSupervisor,
    private readonly models: ExperimentModels,
    private readonly recorded: RecordedLandings,
    private readonly work: GenerationWork,
    private readonly load: LoadWork,
    @Inject(STAGING_STORE) private readonly files: StagingStore,
    @Inject(PRODUCT_VERSION) private readonly version: string,
  ) {}

  onModuleInit(): void {
    this.supervisor.keep('generate', this);
  }

  async restore(run: RunEntity): Promise<RunJob> {
    if (run.stagedAt !== null) return this.load.job({ ...(await this.recorded.of(run)), source: run.id });
    const generation = await this.generation(run);
    if (generation.resumed !== undefined) return this.work.job(generation);
    throw new AppError('interrupted', `Run ${run.id} was asked of version ${run.productVersion ?? 'unknown'} of the product or its generators, and this is ${this.version}.`, { hint: 'Resume it: it is made anew then, and says by which version.' });
  }

  /**
   * What a run was to make, with the parts that it has finished; without them where this product or its generators have other
   * versions, since parts of both would make no table.
   * @throws AppError `interrupted` where it can't be known any more
   */
  async generation(run: RunEntity): Promise<Generation> {
    const { experiment, landing } = await this.recorded.of(run);
    const plan = this.plan(run, experiment);
    const isOurs = run.productVersion === this.version && isDeepStrictEqual(run.generators, generatorVersions(plan));
    return { experiment, landing, plan, ...(isOurs && { resumed: run.id }) };
  }

  async discard({ id }: RunIdentity): Promise<void> {
    await this.files.dropParts(id);
  }

  private plan({ seed, clock, overrides }: RunEntity, experiment: Generation['experiment']): GenerationPlan {
    return compilePlan(this.models.of(experiment).model, { seed, rows: overrides.rows, clock: clock ?? undefined });
  }
}
