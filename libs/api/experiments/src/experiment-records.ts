import { Injectable } from '@nestjs/common';
import { ExperimentEntity, ExperimentTableEntity, MetadataStore, requireExperiment, RunEntity, VISIBLE_STATES, type ExperimentState } from '@dw-sim/api-metadata';
import { requireIdle } from '@dw-sim/api-runs';
import { AppError, type ExperimentDefinition } from '@dw-sim/contracts';
import { definitionHash } from '@dw-sim/generation-plan';
import { In, IsNull, Not } from 'typeorm';
import { FIRST_VERSION } from './versions/next-version';
import { insertVersion } from './versions/version-records';

/** Emptying and deleting must be possible on a full disk. */
const MAKES_ROOM = { mayUseReserve: true };

/** The experiments in the metadata. */
@Injectable()
export class ExperimentRecords {
  constructor(private readonly store: MetadataStore) {}

  /** @throws AppError `not_found` */
  find(name: string): Promise<ExperimentEntity> {
    return this.store.read((manager) => requireExperiment(manager, name));
  }

  /** The experiment of a name; null where there is none. */
  named(name: string): Promise<ExperimentEntity | null> {
    return this.store.read((manager) => manager.findOneBy(ExperimentEntity, { nameKey: name.toLowerCase(), state: In(VISIBLE_STATES) }));
  }

  /** All that users see, the latest first. */
  list(): Promise<ExperimentEntity[]> {
    return this.store.read((manager) => manager.find(ExperimentEntity, { where: { state: In(VISIBLE_STATES) }, order: { id: 'DESC' } }));
  }

  /** Those in one of the given states. */
  inStates(...states: readonly ExperimentState[]): Promise<ExperimentEntity[]> {
    return this.store.read((manager) => manager.find(ExperimentEntity, { where: { state: In(states) }, order: { id: 'ASC' } }));
  }

  byId(id: number): Promise<ExperimentEntity | null> {
    return this.store.read((manager) => manager.findOneBy(ExperimentEntity, { id }));
  }

  /** Tables of an experiment, in the order of its definition. */
  tables(experimentId: number): Promise<ExperimentTableEntity[]> {
    return this.store.read((manager) => manager.find(ExperimentTableEntity, { where: { experimentId }, order: { position: 'ASC' } }));
  }

  /** Runs whose files are in place, of one experiment or of all. */
  async stagedRuns(experimentId?: number): Promise<readonly number[]> {
    const where = { stagedAt: Not(IsNull()), ...(experimentId !== undefined && { experimentId }) };
    const runs = await this.store.read((manager) => manager.find(RunEntity, { where, select: { id: true } }));
    return runs.map(({ id }) => id);
  }

  /** Runs whose files are noted to be in place, with the names of their experiments. */
  stagedFiles(): Promise<readonly { readonly runId: number; readonly experiment: string }[]> {
    return this.store.read(async (manager) => {
      const runs = await manager.find(RunEntity, { where: { stagedAt: Not(IsNull()) }, select: { id: true, experimentId: true } });
      const experiments = await manager.find(ExperimentEntity, { where: { state: In(VISIBLE_STATES) }, select: { id: true, name: true } });
      const names = new Map(experiments.map(({ id, name }) => [id, name]));
      return runs.flatMap(({ id, experimentId }) => (names.has(experimentId) ? [{ runId: id, experiment: names.get(experimentId) ?? '' }] : []));
    });
  }

  /** Notes that a run has no files. */
  async unstage(runId: number): Promise<void> {
    await this.store.transaction((manager) => manager.update(RunEntity, { id: runId }, { stagedAt: null, stagedTo: null }));
  }

  /** Records an experiment whose tables are still to be created. @throws AppError `conflict` where the name is taken */
  reserve(definition: ExperimentDefinition, targetWarehouse: string): Promise<ExperimentEntity> {
    const now = new Date().toISOString();
    return this.store.transaction(async (manager) => {
      const nameKey = definition.name.toLowerCase();
      const taken = await manager.findOneBy(ExperimentEntity, { nameKey });
      if (taken) {
        const hint = taken.name === definition.name ? 'Choose another name, or delete that experiment.' : 'Names are the same where they differ in case alone.';
        throw new AppError('conflict', `There is an experiment "${taken.name}" already.`, { hint });
      }
      const entity = new ExperimentEntity();
      Object.assign(entity, {
        name: definition.name, nameKey, state: 'creating', targetWarehouse, definition, definitionHash: definitionHash(definition), version: definition.version ?? FIRST_VERSION, createdAt: now, updatedAt: now,
      });
      await manager.save(entity);
      await insertVersion(manager, entity, { number: 1, change: 'created', restoredFrom: null, createdAt: now });
      await manager.insert(ExperimentTableEntity, definition.tables.map(({ name }, position) => ({ experimentId: entity.id, name, position, loadedRows: 0 })));
      return entity;
    });
  }

  /**
   * Takes a ready experiment for work that no run may overlap.
   * @throws AppError `not_found`, `run_active`, `conflict`
   */
  claim(name: string, state: 'updating' | 'resetting' | 'deleting'): Promise<ExperimentEntity> {
    return this.store.transaction(async (manager) => {
      const entity = await requireIdle(manager, (await requireExperiment(manager, name)).id);
      await manager.update(ExperimentEntity, { id: entity.id }, { state });
      return { ...entity, state };
    }, MAKES_ROOM);
  }

  /** Notes how many runs keep their files; null for what the configuration says. */
  async setKeepRuns(id: number, keepRuns: number | null): Promise<void> {
    await this.store.transaction((manager) => manager.update(ExperimentEntity, { id }, { keepRuns }));
  }

  /** Gives an experiment back to its users. */
  async ready(id: number): Promise<void> {
    await this.store.transaction((manager) => manager.update(ExperimentEntity, { id }, { state: 'ready' }), MAKES_ROOM);
  }

  /** Removes an experiment with everything about it. */
  async remove(id: number): Promise<void> {
    await this.store.transaction((manager) => manager.delete(ExperimentEntity, { id }), MAKES_ROOM);
  }

  /** Removes a deleted experiment with its versions, where it has no run any more. */
  async forget(id: number): Promise<void> {
    await this.store.transaction(async (manager) => {
      if (!(await manager.existsBy(RunEntity, { experimentId: id }))) await manager.delete(ExperimentEntity, { id, state: 'deleted' });
    }, MAKES_ROOM);
  }

  /** Takes an experiment without tables and files from its users. Its runs and versions are kept; its name is free. */
  async retire(id: number): Promise<void> {
    await this.store.transaction(async (manager) => {
      if ((await manager.countBy(RunEntity, { experimentId: id })) === 0) return manager.delete(ExperimentEntity, { id });
      await manager.delete(ExperimentTableEntity, { experimentId: id });
      await manager.update(RunEntity, { experimentId: id }, { stagedAt: null, stagedTo: null });
      // No name has a colon.
      return manager.update(ExperimentEntity, { id }, { state: 'deleted', nameKey: `deleted:${id}`, updatedAt: new Date().toISOString() });
    }, MAKES_ROOM);
  }

  /** Notes that the tables of experiments are to be counted, until they have been. */
  async needRecount(ids: readonly number[]): Promise<void> {
    await this.store.transaction((manager) => manager.update(ExperimentEntity, { id: In(ids) }, { needsRecount: true }), MAKES_ROOM);
  }

  /** Notes how many rows all tables of an experiment hold, which were counted. */
  async setCountedRows(experimentId: number, rows: ReadonlyMap<string, number>): Promise<void> {
    await this.store.transaction(async (manager) => {
      await this.setLoadedRows(experimentId, rows);
      await manager.update(ExperimentEntity, { id: experimentId }, { needsRecount: false });
    }, MAKES_ROOM);
  }

  /** Notes how many rows tables hold in the warehouse now. */
  async setLoadedRows(experimentId: number, rows: ReadonlyMap<string, number>): Promise<void> {
    await this.store.transaction(async (manager) => {
      for (const [name, loadedRows] of rows) await manager.update(ExperimentTableEntity, { experimentId, name }, { loadedRows });
    }, MAKES_ROOM);
  }
}
