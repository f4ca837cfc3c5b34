import { Inject, Injectable, Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { ExperimentRecords } from '@dw-sim/api-experiments';
import { StagedRuns } from '@dw-sim/api-loader';
import { CONFIGURATION, type Configuration } from '@dw-sim/api-platform';
import { RunRecords, RunSupervisor } from '@dw-sim/api-runs';
import { STAGING_STORE, type StagingStore } from '@dw-sim/staging';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Removes, every hour, what is no longer to be kept, and what belongs to nobody. */
@Injectable()
export class Housekeeping {
  private readonly logger = new Logger(Housekeeping.name);

  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly staged: StagedRuns,
    private readonly runs: RunRecords,
    private readonly supervisor: RunSupervisor,
    private readonly registry: SchedulerRegistry,
    @Inject(STAGING_STORE) private readonly files: StagingStore,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  begin(): void {
    const timer = setInterval(() => void this.tidy(), HOUR_MS).unref();
    this.registry.addInterval('housekeeping', timer);
  }

  /** Never throws: what could not be removed is tried again an hour later. */
  async tidy(): Promise<void> {
    try {
      const { keepRuns, keepFileDays, keepRecords } = this.configuration;
      const before = keepFileDays === 0 ? undefined : new Date(Date.now() - keepFileDays * DAY_MS);
      for (const experiment of await this.experiments.list()) {
        const failures = await this.staged.prune(experiment, keepRuns, before);
        for (const failure of failures) this.logger.warn(failure);
        await this.runs.removeOld(experiment.id, keepRecords);
      }
      await this.forgetDeleted();
      await this.sweep();
    } catch (error) {
      // Expected: metadata or a bucket out of reach.
      this.logger.error({ err: error }, 'Files and records of old runs could not be removed');
    }
  }

  /** What deleted experiments have left, some time after they were deleted. */
  private async forgetDeleted(): Promise<void> {
    const { keepRecords, keepDeletedDays } = this.configuration;
    const before = new Date(Date.now() - keepDeletedDays * DAY_MS);
    for (const { id, updatedAt } of await this.experiments.inStates('deleted')) {
      const isOver = keepDeletedDays > 0 && new Date(updatedAt) < before;
      let removed = await this.runs.removeOld(id, isOver ? 0 : keepRecords);
      while (isOver && removed > 0) removed = await this.runs.removeOld(id, 0);
      if (isOver) await this.experiments.forget(id);
    }
  }

  /** Runs that begin meanwhile have higher numbers than those that are known now. */
  private async sweep(): Promise<void> {
    if (this.supervisor.isAtWork) return;
    const last = await this.runs.lastId();
    const [staged, resumable] = [new Set(await this.experiments.stagedRuns()), new Set(await this.runs.withParts())];
    const { removed, failures } = await this.files.sweep({
      isStaged: (runId) => runId > last || staged.has(runId),
      isResumable: (runId) => runId > last || resumable.has(runId),
      leavesTrash: true,
    });
    if (removed > 0) this.logger.warn({ folders: removed }, 'Files that belong to no run removed');
    for (const failure of failures) this.logger.warn(failure);
  }
}
