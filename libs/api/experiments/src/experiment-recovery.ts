import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { DataRoot } from '@dw-sim/api-platform';
import { RunRecords } from '@dw-sim/api-runs';
import { AppError } from '@dw-sim/contracts';
import { STAGING_STORE, type StagingStore } from '@dw-sim/staging';
import { ExperimentRecords } from './experiment-records';
import { ExperimentTables } from './experiment-tables';
import { ExperimentUpdates } from './versions/experiment-updates';

/** Brings metadata, tables and files together again, before the first request, after a server that was killed. */
@Injectable()
export class ExperimentRecovery implements OnModuleInit {
  private readonly logger = new Logger(ExperimentRecovery.name);

  constructor(
    private readonly records: ExperimentRecords,
    private readonly tables: ExperimentTables,
    @Inject(STAGING_STORE) private readonly files: StagingStore,
    private readonly updates: ExperimentUpdates,
    private readonly runRecords: RunRecords,
    private readonly root: DataRoot,
  ) {}

  async onModuleInit(): Promise<void> {
    for (const entity of await this.records.inStates('creating', 'deleting')) await this.attempt(entity, () => this.remove(entity));
    for (const entity of await this.records.inStates('aligning')) await this.attempt(entity, () => this.align(entity));
    for (const entity of await this.records.inStates('resetting', 'updating')) await this.attempt(entity, () => this.recount(entity));
    if (this.root.wasKilled) await this.distrustCounts();
    for (const entity of await this.records.inStates('ready')) {
      if (entity.needsRecount) await this.attempt(entity, () => this.recount(entity));
    }
    if (this.root.wasKilled && this.files.kind === 'folder') await this.forgetLostFiles();
    await this.sweep();
  }

  /** What was noted last may be lost. Tables elsewhere are counted only where a run was at work: it takes time there. */
  private async distrustCounts(): Promise<void> {
    const here: number[] = [];
    for (const entity of await this.records.inStates('ready')) if (await this.tables.areHere(entity)) here.push(entity.id);
    await this.records.needRecount(here);
  }

  /** A warehouse that can't be reached now must not keep the server from starting: the next run, or the next start, tries again. */
  private async attempt(entity: ExperimentEntity, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.logger.warn({ experiment: entity.name, was: entity.state }, 'Experiment put in order: the server had stopped at work on it');
    } catch (error) {
      this.logger.error({ err: error, experiment: entity.name }, 'Experiment could not be put in order');
    }
  }

  private async remove(entity: ExperimentEntity): Promise<void> {
    await this.tables.drop(entity);
    await (await this.files.trash(entity.name, await this.records.stagedRuns(entity.id))).remove();
    await this.records.retire(entity.id);
  }

  private async align(entity: ExperimentEntity): Promise<void> {
    await this.updates.finish(entity);
    await this.recount(entity);
  }

  private async recount(entity: ExperimentEntity): Promise<void> {
    await this.tables.recount(entity);
    await this.records.ready(entity.id);
  }

  /** Files that a power cut has taken: a run whose files are not all there has none. */
  private async forgetLostFiles(): Promise<void> {
    for (const run of await this.records.stagedFiles()) {
      const loss = await this.files.find(run).then(() => undefined, (error: unknown) => error);
      if (loss === undefined) continue;
      if (!(loss instanceof AppError)) throw loss;
      await this.records.unstage(run.runId);
      this.logger.warn({ run: run.runId }, `Files of a run are lost. ${loss.message}`);
    }
  }

  private async sweep(): Promise<void> {
    const ids = new Set(await this.records.stagedRuns());
    const resumable = new Set(await this.runRecords.withParts());
    const { removed, failures } = await this.files.sweep({ isStaged: (runId) => ids.has(runId), isResumable: (runId) => resumable.has(runId) });
    if (removed > 0) this.logger.warn({ folders: removed }, 'Files of unfinished runs removed');
    for (const failure of failures) this.logger.warn(failure);
  }
}
