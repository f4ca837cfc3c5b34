import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ExperimentsModule } from '@dw-sim/api-experiments';
import { LoaderModule } from '@dw-sim/api-loader';
import { MetadataModule } from '@dw-sim/api-metadata';
import { RunsModule } from '@dw-sim/api-runs';
import { Housekeeping } from './housekeeping';
import { ScheduleRecords } from './schedule-records';
import { SchedulesController } from './schedules.controller';
import { SchedulesService } from './schedules.service';

/** What happens at set times: runs of experiments, and the removal of what is no longer kept. */
@Module({})
export class SchedulesModule {
  /** `generator`: the module that starts the runs. */
  static forRoot(generator: DynamicModule): DynamicModule {
    return {
      module: SchedulesModule,
      imports: [ScheduleModule.forRoot(), MetadataModule, RunsModule, ExperimentsModule, LoaderModule, generator],
      controllers: [SchedulesController],
      providers: [Housekeeping, ScheduleRecords, SchedulesService],
      exports: [Housekeeping, SchedulesService],
    };
  }
}
