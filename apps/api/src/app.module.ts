import { Module, type DynamicModule } from '@nestjs/common';
import { ExperimentsModule } from '@dw-sim/api-experiments';
import { GeneratorModule } from '@dw-sim/api-generator';
import { KeysModule } from '@dw-sim/api-keys';
import { LoaderModule } from '@dw-sim/api-loader';
import { MetadataModule } from '@dw-sim/api-metadata';
import { PlatformModule, type PlatformOptions } from '@dw-sim/api-platform';
import { QueryModule } from '@dw-sim/api-query';
import { RunsModule } from '@dw-sim/api-runs';
import { SchedulesModule } from '@dw-sim/api-schedules';
import { WarehousesModule } from '@dw-sim/api-warehouses';
import type { WarehouseStrategy } from '@dw-sim/warehouse-core';
import { ConfigurationController } from './configuration/configuration.controller';
import { HealthController } from './health/health.controller';

/** What the composition root hands to the modules. */
export interface AppOptions extends PlatformOptions {
  readonly strategies: readonly WarehouseStrategy[];
  /** What programs of the server's own user send; null where no key is needed. */
  readonly localKey: string | null;
  /** Compiled script of the generation workers. */
  readonly workerPath: string;
  /** Folder of the built dashboard; the API alone where absent. */
  readonly dashboardDirectory?: string;
}

@Module({})
export class AppModule {
  static forRoot(options: AppOptions): DynamicModule {
    const generator = GeneratorModule.forRoot(options.workerPath);
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(options),
        MetadataModule,
        KeysModule.forRoot(options.localKey),
        WarehousesModule.forRoot(options.strategies),
        RunsModule,
        ExperimentsModule,
        LoaderModule,
        generator,
        SchedulesModule.forRoot(generator),
        QueryModule,
      ],
      controllers: [HealthController, ConfigurationController],
    };
  }
}
