import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ExperimentEntity, RunEntity } from '@dw-sim/api-metadata';
import type { RunError } from '@dw-sim/contracts';
import { changeRun } from './run-changes';
import { RunLog } from './run-log';
import { elapsedMs } from './run-views';

const ERROR: RunError = { code: 'interrupted', message: 'The server stopped during this run.' };

/**
 * Ends, before the first request, the runs that the last server did not live to end, and notes that the tables of their experiments
 * are to be counted. Those that had not begun still wait.
 */
@Injectable()
export class RunRecovery implements OnModuleInit {
  private readonly logger = new Logger(RunRecovery.name);

  constructor(private readonly log: RunLog) {}

  async onModuleInit(): Promise<void> {
    const interrupted = await this.log.write(async (manager, emit) => {
      const runs = await manager.findBy(RunEntity, { status: 'RUNNING' });
      for (const run of runs) {
        const { name } = await manager.findOneByOrFail(ExperimentEntity, { id: run.experimentId });
        const { at } = await emit({ id: run.id, experiment: name }, { type: 'failed', error: ERROR, elapsed_ms: elapsedMs(run.startedAt ?? run.createdAt, new Date()) });
        await changeRun(manager, run.id, ['RUNNING'], { status: 'FAILED', endedAt: at, error: ERROR });
        await manager.update(ExperimentEntity, { id: run.experimentId }, { needsRecount: true });
      }
      return runs;
    });
    for (const { id } of interrupted) this.logger.warn({ run: id }, 'Run ended as failed: the server stopped during it');
  }
}
