import { Module } from '@nestjs/common';
import { ExperimentsModule } from '@dw-sim/api-experiments';
import { MetadataModule } from '@dw-sim/api-metadata';
import { RunsModule } from '@dw-sim/api-runs';
import { Landings } from './landing';
import { LoadWork } from './load-work';
import { LoaderController } from './loader.controller';
import { LoaderService } from './loader.service';
import { RecordedLandings } from './recorded-landings';
import { StagedRuns } from './staged-runs';
import { TableLoader } from './table-loader';
import { TargetTables } from './target-tables';

/** Loading staged files into the warehouse. */
@Module({
  imports: [MetadataModule, RunsModule, ExperimentsModule],
  controllers: [LoaderController],
  providers: [LoaderService, Landings, LoadWork, RecordedLandings, StagedRuns, TableLoader, TargetTables],
  exports: [Landings, LoaderService, LoadWork, RecordedLandings, StagedRuns, TableLoader, TargetTables],
})
export class LoaderModule {}
