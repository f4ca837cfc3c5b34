import { Injectable } from '@nestjs/common';
import { ExperimentEntity, MetadataStore, ScheduleEntity } from '@dw-sim/api-metadata';
import { AppError } from '@dw-sim/contracts';

/** A schedule with the experiment that it is of. */
export interface FoundSchedule {
  readonly schedule: ScheduleEntity;
  readonly experiment: ExperimentEntity;
}

/** The schedules in the metadata. */
@Injectable()
export class ScheduleRecords {
  constructor(private readonly store: MetadataStore) {}

  /** Those of an experiment, in the order in which they were made. */
  of(experimentId: number): Promise<ScheduleEntity[]> {
    return this.store.read((manager) => manager.find(ScheduleEntity, { where: { experimentId }, order: { id: 'ASC' } }));
  }

  all(): Promise<ScheduleEntity[]> {
    return this.store.read((manager) => manager.find(ScheduleEntity, { order: { id: 'ASC' } }));
  }

  /** A schedule whose experiment is there; undefined otherwise. */
  find(id: number): Promise<FoundSchedule | undefined> {
    return this.store.read(async (manager) => {
      const schedule = await manager.findOneBy(ScheduleEntity, { id });
      const experiment = schedule && (await manager.findOneBy(ExperimentEntity, { id: schedule.experimentId }));
      return schedule && experiment && experiment.state !== 'deleted' ? { schedule, experiment } : undefined;
    });
  }

  /** @throws AppError `not_found` that names those of the experiment */
  async require(experiment: Pick<ExperimentEntity, 'id' | 'name'>, id: number): Promise<ScheduleEntity> {
    const all = await this.of(experiment.id);
    const found = all.find((schedule) => schedule.id === id);
    if (found) return found;
    const others = all.length === 0 ? 'it has none' : `it has ${all.map((schedule) => schedule.id).join(', ')}`;
    throw new AppError('not_found', `Experiment "${experiment.name}" has no schedule ${id}; ${others}.`);
  }

  add(schedule: Omit<ScheduleEntity, 'id'>): Promise<ScheduleEntity> {
    return this.store.transaction((manager) => manager.save(ScheduleEntity, { ...schedule }));
  }

  async change(id: number, change: Partial<ScheduleEntity>): Promise<void> {
    await this.store.transaction((manager) => manager.update(ScheduleEntity, { id }, change));
  }

  async remove(id: number): Promise<void> {
    await this.store.transaction((manager) => manager.delete(ScheduleEntity, { id }));
  }
}
