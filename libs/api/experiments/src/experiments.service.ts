import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { RunRecords } from '@dw-sim/api-runs';
import { physicalTables, requireFittingNames, tableNaming, WarehouseRegistry } from '@dw-sim/api-warehouses';
import type { DeleteExperimentResult, ExperimentDetail, ExperimentList, MadeTableList, ResetExperimentResult, ValidationReport } from '@dw-sim/contracts';
import { STAGING_STORE, type StagingStore, type TrashedFiles } from '@dw-sim/staging';
import { checkDocument, requireDefinition } from './definition/check-document';
import { ExperimentModels } from './definition/experiment-models';
import { ExperimentRecords } from './experiment-records';
import { ExperimentTables } from './experiment-tables';
import { experimentDetail, experimentSummary } from './experiment-views';

/** Creates, shows, empties and deletes experiments: metadata, tables and files together or not at all. */
@Injectable()
export class ExperimentsService {
  private readonly logger = new Logger(ExperimentsService.name);

  constructor(
    private readonly records: ExperimentRecords,
    private readonly models: ExperimentModels,
    private readonly tables: ExperimentTables,
    @Inject(STAGING_STORE) private readonly files: StagingStore,
    private readonly runs: RunRecords,
    private readonly warehouses: WarehouseRegistry,
  ) {}

  /** Checks a document without creating anything. Never throws for what a user wrote. */
  async validate(document: unknown): Promise<ValidationReport> {
    const { errors, warnings } = checkDocument(document, await this.warehouses.ids());
    return { valid: errors.length === 0, errors, warnings };
  }

  /** @throws AppError `invalid_definition` with every fault; `conflict`; `warehouse_unavailable`; nothing is left behind then */
  async create(document: unknown): Promise<ExperimentDetail> {
    const { definition, model } = requireDefinition(document, await this.warehouses.ids());
    const target = await this.warehouses.target(model.targetWarehouse ?? this.warehouses.defaultId);
    const naming = tableNaming(target, model.name);
    requireFittingNames(model, naming, this.warehouses.strategy(target));
    const entity = await this.records.reserve(definition, target.id);
    try {
      const session = await this.warehouses.session(target.id, model.name);
      await session.createTables(physicalTables(model, naming));
    } catch (error) {
      await this.warehouses.forgetExperiment(model.name);
      await this.records.remove(entity.id);
      throw error;
    }
    await this.records.ready(entity.id);
    return this.detailOf(entity);
  }

  async list(): Promise<ExperimentList> {
    const entities = await this.records.list();
    const latest = await this.runs.latest(entities);
    return { items: entities.map((entity) => experimentSummary(entity, this.models.rowsOf(entity), latest.get(entity.id) ?? null)), total: entities.length };
  }

  /** @throws AppError `not_found` */
  async detail(name: string): Promise<ExperimentDetail> {
    return this.detailOf(await this.records.find(name));
  }

  /**
   * Files are put aside, then the tables dropped, then the metadata removed; a failure before the tables are gone undoes
   * what was done, and after a crash the next start finishes it.
   * @throws AppError `not_found`, `run_active`, `warehouse_unavailable`
   */
  async delete(name: string): Promise<DeleteExperimentResult> {
    const entity = await this.records.claim(name, 'deleting');
    const files = await this.undoing(entity, async () => this.files.trash(entity.name, await this.records.stagedRuns(entity.id)));
    const elsewhere = await this.undoing(entity, () => this.tables.elsewhere(entity), files.restore);
    const dropped = await this.undoing(entity, () => this.tables.drop(entity), files.restore);
    await this.records.retire(entity.id);
    // What stays is removed at the next sweep.
    await this.removeFiles(entity, files).catch((error: unknown) => this.logger.warn({ err: error, experiment: entity.name }, 'Staged files could not be removed'));
    return { name: entity.name, dropped_tables: dropped, removed_files: files.fileCount, other_targets: elsewhere };
  }

  /** Empties the tables and keeps their schema. @throws AppError `not_found`, `run_active`, `warehouse_unavailable` */
  async reset(name: string): Promise<ResetExperimentResult> {
    const entity = await this.records.claim(name, 'resetting');
    try {
      return { name: entity.name, truncated_tables: await this.tables.truncate(entity) };
    } finally {
      await this.records.ready(entity.id);
    }
  }

  private async removeFiles({ id }: ExperimentEntity, trashed: TrashedFiles): Promise<void> {
    for (const runId of await this.runs.interrupted(id)) await this.files.dropParts(runId);
    await trashed.remove();
  }

  private async undoing<T>(entity: ExperimentEntity, work: () => Promise<T>, undo: () => Promise<void> = async () => undefined): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await undo();
      await this.records.ready(entity.id);
      throw error;
    }
  }

  /** Tables and views that statements of users have made in it. @throws AppError `not_found`, `warehouse_unavailable` */
  async madeTables(name: string): Promise<MadeTableList> {
    return { items: await this.tables.made(await this.records.find(name)) };
  }

  private async detailOf(entity: ExperimentEntity): Promise<ExperimentDetail> {
    const latest = await this.runs.latest([entity]);
    const naming = await this.warehouses.naming(entity.targetWarehouse, entity.name);
    return experimentDetail(entity, this.models.of(entity), await this.records.tables(entity.id), naming, latest.get(entity.id) ?? null);
  }
}
