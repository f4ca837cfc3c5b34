import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ExperimentEntity, MetadataStore, RunEntity } from '@dw-sim/api-metadata';
import type { RunError } from '@dw-sim/contracts';
import { In } from 'typeorm';
import { insertEvent } from './run-log';
import { endRun } from './run-records';
import { elapsedMs } from './run-views';

const ERROR: RunError = { code: 'internal', message: 'The server stopped during this run.' };

/** Ends, before the first request, the runs that the last server did not live to end. */
@Injectable()
export class RunRecovery implements OnModuleInit {
  private readonly logger = new Logger(RunRecovery.name);
  /** The runs that were ended at this start. */
  interrupted: readonly RunEntity[] = [];

  constructor(private readonly store: MetadataStore) {}

  async onModuleInit(): Promise<void> {
    this.interrupted = await this.store.transaction(async (manager) => {
      const runs = await manager.findBy(RunEntity, { status: In(['QUEUED', 'RUNNING']) });
      for (const run of runs) {
        const end = new Date();
        const { name } = await manager.findOneByOrFail(ExperimentEntity, { id: run.experimentId });
        await endRun(manager, run.id, { status: 'FAILED', endedAt: end.toISOString(), error: ERROR });
        await insertEvent(manager, { id: run.id, experiment: name }, { type: 'failed', error: ERROR, elapsed_ms: elapsedMs(run.startedAt ?? run.createdAt, end) });
      }
      return runs;
    });
    for (const { id } of this.interrupted) this.logger.warn({ run: id }, 'Run ended as failed: the server stopped during it');
  }
}
