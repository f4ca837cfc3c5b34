import { Injectable } from '@nestjs/common';
import { ExperimentModels } from '@dw-sim/api-experiments';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { RequestedTargets, requireFittingNames, tableNaming, WarehouseRegistry, type RunDestination, type TableNaming } from '@dw-sim/api-warehouses';
import type { GenerateRequest, TableMode } from '@dw-sim/contracts';

/** Where the rows of a run go, and what happens to the tables that are there. */
export interface Landing extends RunDestination {
  readonly mode: TableMode;
  readonly naming: TableNaming;
}

/** Finds out where a run is to go. */
@Injectable()
export class Landings {
  constructor(
    private readonly targets: RequestedTargets,
    private readonly warehouses: WarehouseRegistry,
    private readonly models: ExperimentModels,
  ) {}

  /** @throws AppError `invalid_request` with every fault of the target; `invalid_definition` where names are too long for it */
  async of(experiment: ExperimentEntity, { target, mode = 'create_if_missing' }: Pick<GenerateRequest, 'target' | 'mode'>): Promise<Landing> {
    const destination = await this.targets.find(target, experiment.targetWarehouse);
    const naming = tableNaming(destination.target, experiment.name);
    if (!destination.isHome) requireFittingNames(this.models.of(experiment).model, naming, this.warehouses.strategy(destination.target));
    return { ...destination, mode, naming };
  }
}
