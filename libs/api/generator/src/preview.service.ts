import { Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords, requireDefinition } from '@dw-sim/api-experiments';
import { invalidRequest } from '@dw-sim/api-platform';
import { WarehouseRegistry } from '@dw-sim/api-warehouses';
import type { PreviewRequest, PreviewResult } from '@dw-sim/contracts';
import { previewTables } from '@dw-sim/generation-engine';
import { compilePlan, type ExperimentModel } from '@dw-sim/generation-plan';

const DEFAULT_ROWS = 10;

/** Shows what a run would make, of experiments that exist and of definitions that need not be saved. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly models: ExperimentModels,
    private readonly warehouses: WarehouseRegistry,
  ) {}

  /** @throws AppError `invalid_request`, `not_found`, `invalid_definition` with every fault */
  async preview(request: PreviewRequest): Promise<PreviewResult> {
    const start = performance.now();
    const model = await this.model(request);
    const seed = request.seed ?? model.seed ?? 0;
    const plan = compilePlan(model, { seed, rows: request.table_rows ?? undefined, clock: request.clock ?? undefined });
    const tables = previewTables(plan, request.rows ?? DEFAULT_ROWS);
    return { seed, clock: new Date(plan.clock).toISOString(), elapsed_ms: Math.round(performance.now() - start), tables };
  }

  private async model({ experiment, definition }: PreviewRequest): Promise<ExperimentModel> {
    if ((experiment === undefined) === (definition === undefined)) {
      const message = `experiment and definition are ${experiment === undefined ? 'both missing' : 'both given'}`;
      throw invalidRequest([{ path: '$', code: 'contradiction', message, allowed: 'exactly one of experiment and definition' }]);
    }
    if (experiment === undefined) return requireDefinition(definition, await this.warehouses.ids()).model;
    return this.models.of(await this.experiments.find(experiment)).model;
  }
}
