import { Injectable } from '@nestjs/common';
import { ExperimentEntity, ExperimentTableEntity, ExperimentVersionEntity, MetadataStore, requireExperiment, RunEntity } from '@dw-sim/api-metadata';
import { AppError, type ExperimentDefinition, type ExperimentVersionDetail, type ExperimentVersionList, type ExperimentVersionSummary, type VersionChange } from '@dw-sim/contracts';
import { definitionHash } from '@dw-sim/generation-plan';
import type { EntityManager } from 'typeorm';

/** A version that is to follow the present one. */
export interface NextVersion {
  readonly definition: ExperimentDefinition;
  readonly version: string;
  readonly change: VersionChange;
  /** Version whose definition this is; null for others. */
  readonly restoredFrom: string | null;
}

/** The versions of experiments. They are added, and gone only with their experiment. */
@Injectable()
export class VersionRecords {
  constructor(private readonly store: MetadataStore) {}

  /** All versions, the latest first. @throws AppError `not_found` */
  list(name: string): Promise<ExperimentVersionList> {
    return this.store.read(async (manager) => {
      const experiment = await requireExperiment(manager, name);
      const versions = await this.all(manager, experiment.id);
      const counts = await runCounts(manager, experiment.id);
      return { items: versions.map((version) => summaryOf(version, experiment.version, counts)).reverse(), total: versions.length };
    });
  }

  /** @throws AppError `not_found` for the experiment; `not_found` that names the versions there are */
  find(name: string, version: string): Promise<ExperimentVersionDetail> {
    return this.store.read(async (manager) => {
      const experiment = await requireExperiment(manager, name);
      const found = await this.require(manager, experiment, version);
      return { ...summaryOf(found, experiment.version, await runCounts(manager, experiment.id)), definition: found.definition };
    });
  }

  /** Names of all versions, in their order. */
  async names(experimentId: number): Promise<readonly string[]> {
    return (await this.store.read((manager) => this.all(manager, experimentId))).map(({ version }) => version);
  }

  /** The version that a run used; null where it isn't kept, as of runs of earlier versions of the product whose experiment is gone. */
  ofRun({ experimentId, experimentVersion }: Pick<RunEntity, 'experimentId' | 'experimentVersion'>): Promise<ExperimentVersionEntity | null> {
    return this.store.read((manager) => manager.findOneBy(ExperimentVersionEntity, { experimentId, version: experimentVersion }));
  }

  /** The version before the present one; null for the first. */
  async previous(experimentId: number): Promise<ExperimentVersionEntity | null> {
    return (await this.store.read((manager) => this.all(manager, experimentId))).at(-2) ?? null;
  }

  /** Makes a definition the present one, and keeps it: the tables of the experiment are to follow. Answers the experiment as it is then. */
  add(experiment: ExperimentEntity, { definition, version, change, restoredFrom }: NextVersion): Promise<ExperimentEntity> {
    const now = new Date().toISOString();
    return this.store.transaction(async (manager) => {
      const number = Number((await manager.maximum(ExperimentVersionEntity, 'number', { experimentId: experiment.id })) ?? 0) + 1;
      const entity: ExperimentEntity = { ...experiment, definition, version, definitionHash: definitionHash(definition), state: 'aligning', updatedAt: now };
      await insertVersion(manager, entity, { number, change, restoredFrom, createdAt: now });
      await replace(manager, entity);
      return entity;
    });
  }

  /** Undoes `add`. */
  async undo(before: ExperimentEntity, { version }: Pick<NextVersion, 'version'>): Promise<void> {
    await this.store.transaction(async (manager) => {
      await manager.delete(ExperimentVersionEntity, { experimentId: before.id, version });
      await replace(manager, before);
    });
  }

  private all(manager: EntityManager, experimentId: number): Promise<ExperimentVersionEntity[]> {
    return manager.find(ExperimentVersionEntity, { where: { experimentId }, order: { number: 'ASC' } });
  }

  private async require(manager: EntityManager, { id, name }: ExperimentEntity, version: string): Promise<ExperimentVersionEntity> {
    const versions = await this.all(manager, id);
    const found = versions.find((one) => one.version === version);
    if (found) return found;
    throw new AppError('not_found', `Experiment "${name}" has no version "${version}"; existing: ${versions.slice(-10).map((one) => one.version).join(', ')}.`);
  }
}

/** Keeps the definition of an experiment as a version, inside a transaction. */
export async function insertVersion(
  manager: EntityManager,
  { id: experimentId, version, definition, definitionHash }: Pick<ExperimentEntity, 'id' | 'version' | 'definition' | 'definitionHash'>,
  about: Pick<ExperimentVersionEntity, 'number' | 'change' | 'restoredFrom' | 'createdAt'>,
): Promise<void> {
  await manager.save(Object.assign(new ExperimentVersionEntity(), { experimentId, version, definition, definitionHash, ...about }));
}

/** Writes an experiment with its list of tables; those that stay keep their counts until they are counted again. */
async function replace(manager: EntityManager, experiment: ExperimentEntity): Promise<void> {
  const experimentId = experiment.id;
  const rows = new Map((await manager.findBy(ExperimentTableEntity, { experimentId })).map(({ name, loadedRows }) => [name, loadedRows]));
  await manager.save(Object.assign(new ExperimentEntity(), experiment));
  await manager.delete(ExperimentTableEntity, { experimentId });
  await manager.insert(ExperimentTableEntity, experiment.definition.tables.map(({ name }, position) => ({ experimentId, name, position, loadedRows: rows.get(name) ?? 0 })));
}

async function runCounts(manager: EntityManager, experimentId: number): Promise<ReadonlyMap<string, number>> {
  const counts = await manager.createQueryBuilder(RunEntity, 'run').select('run.experimentVersion', 'version').addSelect('COUNT(*)', 'runs')
    .where({ experimentId }).groupBy('run.experimentVersion').getRawMany<{ version: string; runs: number | string }>();
  return new Map(counts.map(({ version, runs }) => [version, Number(runs)]));
}

function summaryOf({ version, change, restoredFrom, definitionHash, createdAt }: ExperimentVersionEntity, current: string, runs: ReadonlyMap<string, number>): ExperimentVersionSummary {
  return { version, change, restored_from: restoredFrom, definition_hash: definitionHash, created_at: createdAt, is_current: version === current, run_count: runs.get(version) ?? 0 };
}
