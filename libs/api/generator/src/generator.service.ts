import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords } from '@dw-sim/api-experiments';
import { Landings, TargetTables } from '@dw-sim/api-loader';
import { PRODUCT_VERSION } from '@dw-sim/api-platform';
import { RunSupervisor, type RunSpec } from '@dw-sim/api-runs';
import { runTarget } from '@dw-sim/api-warehouses';
import type { GenerateRequest, RunDetail, SeedOrigin } from '@dw-sim/contracts';
import { compilePlan, generatorVersions, type ExperimentModel } from '@dw-sim/generation-plan';
import { DiskSpace } from './disk-space';
import { GenerationWork } from './generation-work';

/** Seeds that nobody chose: short enough to be typed again. */
const FRESH_SEEDS = 2 ** 31;

/** Generates an experiment's rows, stages them as files and loads them. */
@Injectable()
export class GeneratorService {
  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly models: ExperimentModels,
    private readonly landings: Landings,
    private readonly targets: TargetTables,
    private readonly supervisor: RunSupervisor,
    private readonly space: DiskSpace,
    private readonly work: GenerationWork,
    @Inject(PRODUCT_VERSION) private readonly version: string,
  ) {}

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
    await this.targets.check(experiment, landing, request);
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
        resumed_run_id: null,
      },
      tables: plan.tables.map((table) => ({ table: table.name, requestedRows: table.rowCount })),
    };
    return this.supervisor.start(experiment.name, spec, this.work.job({ experiment, plan, landing }), request);
  }
}

/** The request's seed, else the definition's, else a fresh one. */
function seedOf({ seed }: GenerateRequest, model: ExperimentModel): readonly [number, SeedOrigin] {
  if (seed !== undefined && seed !== null) return [seed, 'request'];
  return model.seed === null || model.seed === undefined ? [randomInt(FRESH_SEEDS), 'generated'] : [model.seed, 'experiment'];
}
