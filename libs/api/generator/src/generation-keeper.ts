import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ExperimentModels } from '@dw-sim/api-experiments';
import { LoadWork, RecordedLandings } from '@dw-sim/api-loader';
import type { RunEntity } from '@dw-sim/api-metadata';
import { RunSupervisor, type RunIdentity, type RunJob, type RunKeeper } from '@dw-sim/api-runs';
import { compilePlan, type GenerationPlan } from '@dw-sim/generation-plan';
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
  ) {}

  onModuleInit(): void {
    this.supervisor.keep('generate', this);
  }

  async restore(run: RunEntity): Promise<RunJob> {
    if (run.stagedAt !== null) return this.load.job({ ...(await this.recorded.of(run)), source: run.id });
    return this.work.job(await this.generation(run));
  }

  /** What a run was to make, with the parts that it has finished. @throws AppError `interrupted` where it can't be known any more */
  async generation(run: RunEntity): Promise<Generation> {
    const { experiment, landing } = await this.recorded.of(run);
    return { experiment, landing, plan: this.plan(run, experiment), resumed: run.id };
  }

  async discard({ id }: RunIdentity): Promise<void> {
    await this.files.dropParts(id);
  }

  private plan({ seed, clock, overrides }: RunEntity, experiment: Generation['experiment']): GenerationPlan {
    return compilePlan(this.models.of(experiment).model, { seed, rows: overrides.rows, clock: clock ?? undefined });
  }
}
