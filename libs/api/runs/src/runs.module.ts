import { Module } from '@nestjs/common';
import { MetadataModule } from '@dw-sim/api-metadata';
import { RunLog } from './run-log';
import { RunRecords } from './run-records';
import { RunRecovery } from './run-recovery';
import { RunSupervisor } from './run-supervisor';
import { RunsController } from './runs.controller';

/** Runs: their records, their logs, their event streams, and the supervisor that carries them to an end. */
@Module({
  imports: [MetadataModule],
  controllers: [RunsController],
  providers: [RunRecords, RunLog, RunSupervisor, RunRecovery],
  exports: [RunRecords, RunLog, RunSupervisor, RunRecovery],
})
export class RunsModule {}
