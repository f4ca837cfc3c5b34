import { Module, type DynamicModule } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from './configuration/configuration';
import { DataRoot } from './data-root/data-root';
import { loggingModule } from './logging/logging.module';

export interface PlatformOptions {
  readonly configuration: Configuration;
  readonly dataRoot: DataRoot;
  /** File that logs go to; standard output otherwise. */
  readonly logFile?: string;
}

/** What every other module stands on: the configuration, the data root and the log. */
@Module({})
export class PlatformModule {
  static forRoot({ configuration, dataRoot, logFile }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [loggingModule({ level: configuration.logLevel, file: logFile })],
      providers: [
        { provide: CONFIGURATION, useValue: configuration },
        { provide: DataRoot, useValue: dataRoot },
      ],
      exports: [CONFIGURATION, DataRoot],
    };
  }
}
