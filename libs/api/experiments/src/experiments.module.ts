import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { MetadataModule } from '@dw-sim/api-metadata';
import { RunsModule } from '@dw-sim/api-runs';
import { STAGING_STORE, type StagingStore } from '@dw-sim/staging';
import { ExperimentModels } from './definition/experiment-models';
import { ExamplesController } from './examples/examples.controller';
import { ExperimentRecords } from './experiment-records';
import { ExperimentRecovery } from './experiment-recovery';
import { ExperimentTables } from './experiment-tables';
import { ExperimentsController } from './experiments.controller';
import { ExperimentsService } from './experiments.service';
import { SqlImportController } from './import/sql-import.controller';
import { SqlImportService } from './import/sql-import.service';
import { RunDiffController } from './run-diff/run-diff.controller';
import { ScenariosController } from './scenarios/scenarios.controller';
import { stagingStoreProvider } from './staging/staging-store.provider';
import { ExperimentUpdates } from './versions/experiment-updates';
import { VersionRecords } from './versions/version-records';
import { VersionsController } from './versions/versions.controller';

/** Experiments: their definitions, their tables in the warehouse and their staged files. */
@Module({
  imports: [MetadataModule, RunsModule],
  controllers: [SqlImportController, ExperimentsController, VersionsController, ScenariosController, RunDiffController, ExamplesController],
  providers: [ExperimentsService, SqlImportService, ExperimentRecords, ExperimentModels, ExperimentTables, ExperimentRecovery, ExperimentUpdates, VersionRecords, stagingStoreProvider],
  exports: [ExperimentsService, VersionRecords, ExperimentRecords, ExperimentModels, ExperimentTables, STAGING_STORE],
})
export class ExperimentsModule implements OnApplicationShutdown {
  constructor(@Inject(STAGING_STORE) private readonly staging: StagingStore) {}

  onApplicationShutdown(): Promise<void> {
    return this.staging.close();
  }
}
