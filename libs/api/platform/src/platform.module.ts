import { Module, type DynamicModule } from '@nestjs/common';
import type { Configuration } from '@dw-sim/settings';
import { CONFIGURATION } from './configuration/configuration';
import { DataRoot } from './data-root/data-root';
import { loggingModule } from './logging/logging.module';

/** DI symbol of the product's version. */
export const PRODUCT_VERSION = Symbol('PRODUCT_VERSION');

export interface PlatformOptions {
  readonly version: string;
  readonly configuration: Configuration;
  readonly dataRoot: DataRoot;
  /** File that logs go to; standard output otherwise. */
  readonly logFile?: string;
}

/** What every other module stands on: the configuration, the data root and the log. */
@Module({})
export class PlatformModule {
  static forRoot({ version, configuration, dataRoot, logFile }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [loggingModule({ level: configuration.logLevel, file: logFile })],
      providers: [
        { provide: PRODUCT_VERSION, useValue: version },
        { provide: CONFIGURATION, useValue: configuration },
        { provide: DataRoot, useValue: dataRoot },
      ],
      exports: [PRODUCT_VERSION, CONFIGURATION, DataRoot],
    };
  }
}
