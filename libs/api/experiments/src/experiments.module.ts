import { Module } from '@nestjs/common';
import { MetadataModule } from '@dw-sim/api-metadata';
import { RunsModule } from '@dw-sim/api-runs';
import { ExperimentModels } from './definition/experiment-models';
import { ExamplesController } from './examples/examples.controller';
import { ExperimentRecords } from './experiment-records';
import { ExperimentRecovery } from './experiment-recovery';
import { ExperimentTables } from './experiment-tables';
import { ExperimentsController } from './experiments.controller';
import { ExperimentsService } from './experiments.service';
import { StagedFiles } from './staging/staged-files';

/** Experiments: their definitions, their tables in the warehouse and their staged files. */
@Module({
  imports: [MetadataModule, RunsModule],
  controllers: [ExperimentsController, ExamplesController],
  providers: [ExperimentsService, ExperimentRecords, ExperimentModels, ExperimentTables, ExperimentRecovery, StagedFiles],
  exports: [ExperimentRecords, ExperimentModels, ExperimentTables, StagedFiles],
})
export class ExperimentsModule {}
