import { Module } from '@nestjs/common';
import { MetadataModule } from '@dw-sim/api-metadata';
import { RunLog } from './run-log';
import { RunRecords } from './run-records';
import { RunRecovery } from './run-recovery';
import { RunSupervisor } from './run-supervisor';
import { EventStreams } from './routes/event-streams';
import { ExperimentRunsController } from './routes/experiment-runs.controller';
import { RunsController } from './routes/runs.controller';
import { ServerEventsController } from './routes/server-events.controller';

/** Runs: their records, their logs, their event streams, and the supervisor that carries them to an end. */
@Module({
  imports: [MetadataModule],
  controllers: [ExperimentRunsController, RunsController, ServerEventsController],
  providers: [RunRecords, RunLog, RunSupervisor, RunRecovery, EventStreams],
  exports: [RunRecords, RunLog, RunSupervisor, RunRecovery],
})
export class RunsModule {}
