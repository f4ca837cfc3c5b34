import { Injectable, Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { ExperimentModels, ExperimentRecords } from '@dw-sim/api-experiments';
import { GeneratorService } from '@dw-sim/api-generator';
import type { ScheduleEntity } from '@dw-sim/api-metadata';
import { AppError, type Schedule, type ScheduleList, type ScheduleRequest } from '@dw-sim/contracts';
import { compilePlan } from '@dw-sim/generation-plan';
import { CronJob } from 'cron';
import { CronTimes } from './cron-times';
import { ScheduleRecords } from './schedule-records';

/**
 * Starts runs at set times. Times that pass while no server runs are not made up for. A time that comes while a run of the
 * experiment is active starts none.
 */
@Injectable()
export class SchedulesService {
  private readonly logger = new Logger(SchedulesService.name);
  private isTicking = false;

  constructor(
    private readonly records: ScheduleRecords,
    private readonly experiments: ExperimentRecords,
    private readonly models: ExperimentModels,
    private readonly generator: GeneratorService,
    private readonly registry: SchedulerRegistry,
  ) {}

  /** Begins to watch the clock. A server that lives as long as a command does not. */
  async begin(): Promise<void> {
    this.isTicking = true;
    for (const schedule of await this.records.all()) this.watch(schedule);
  }

  /** @throws AppError `not_found`, `invalid_request` with every fault of the times or of what is to be made */
  async create(name: string, { cron, time_zone: timeZone = 'UTC', rows, seed, mode }: ScheduleRequest): Promise<Schedule> {
    const experiment = await this.experiments.find(name);
    CronTimes.of(cron, timeZone);
    compilePlan(this.models.of(experiment).model, { seed: seed ?? 0, rows: rows ?? undefined });
    const schedule = await this.records.add({
      experimentId: experiment.id, cron: cron.trim(), timeZone, paused: false, rows: rows ?? null, seed: seed ?? null, mode: mode ?? null,
      lastAt: null, lastRunId: null, lastError: null, createdAt: new Date().toISOString(),
    });
    this.watch(schedule);
    return view(schedule, experiment.name);
  }

  /** @throws AppError `not_found` */
  async list(name: string): Promise<ScheduleList> {
    const experiment = await this.experiments.find(name);
    const items = (await this.records.of(experiment.id)).map((schedule) => view(schedule, experiment.name));
    return { items, total: items.length };
  }

  /** @throws AppError `not_found` */
  async setPaused(name: string, id: number, paused: boolean): Promise<Schedule> {
    const experiment = await this.experiments.find(name);
    const schedule = { ...(await this.records.require(experiment, id)), paused };
    await this.records.change(id, { paused });
    this.watch(schedule);
    return view(schedule, experiment.name);
  }

  /** Answers what was removed. @throws AppError `not_found` */
  async remove(name: string, id: number): Promise<Schedule> {
    const experiment = await this.experiments.find(name);
    const schedule = await this.records.require(experiment, id);
    await this.records.remove(id);
    this.forget(id);
    return view(schedule, experiment.name);
  }

  /** Starts the run of a schedule, and notes what came of it. Never throws. */
  async comeUp(id: number): Promise<void> {
    try {
      const found = await this.records.find(id);
      if (!found) return await this.removeOrphan(id);
      const { schedule: { rows, seed, mode }, experiment } = found;
      const request = { ...(rows && { rows }), ...(seed !== null && { seed }), ...(mode && { mode }) };
      const lastAt = new Date().toISOString();
      const outcome = await this.generator.start(experiment.name, request).then((run) => ({ lastRunId: run.id, lastError: null }), failure);
      await this.records.change(id, { lastAt, ...outcome });
      if (outcome.lastError !== null) this.logger.warn({ schedule: id, experiment: experiment.name }, `A scheduled run was not started: ${outcome.lastError}`);
    } catch (error) {
      // Expected: metadata that can't be reached, a full disk.
      this.logger.error({ err: error, schedule: id }, 'A schedule could not be carried out');
    }
  }

  private async removeOrphan(id: number): Promise<void> {
    this.forget(id);
    await this.records.remove(id);
  }

  private watch({ id, cron, timeZone, paused }: ScheduleEntity): void {
    this.forget(id);
    if (paused || !this.isTicking) return;
    this.registry.addCronJob(jobName(id), CronJob.from({ cronTime: cron, timeZone, onTick: () => this.comeUp(id), start: true, unrefTimeout: true }));
  }

  private forget(id: number): void {
    if (this.registry.doesExist('cron', jobName(id))) this.registry.deleteCronJob(jobName(id));
  }
}

function failure(error: unknown): { readonly lastRunId: null; readonly lastError: string } {
  if (!(error instanceof AppError)) throw error;
  return { lastRunId: null, lastError: error.message };
}

function jobName(id: number): string {
  return `schedule ${id}`;
}

function view({ id, cron, timeZone, paused, rows, seed, mode, lastAt, lastRunId, lastError, createdAt }: ScheduleEntity, experiment: string): Schedule {
  return {
    id, experiment, cron, time_zone: timeZone, paused,
    ...(rows && { rows }), ...(seed !== null && { seed }), ...(mode && { mode }),
    next_at: paused ? null : CronTimes.of(cron, timeZone).next(new Date()).toISOString(),
    last_at: lastAt, last_run_id: lastRunId, last_error: lastError, created_at: createdAt,
  };
}
