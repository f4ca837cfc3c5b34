import { Module, type DynamicModule } from '@nestjs/common';
import { ExperimentsModule } from '@dw-sim/api-experiments';
import { LoaderModule } from '@dw-sim/api-loader';
import { RunsModule } from '@dw-sim/api-runs';
import { DiskSpace } from './disk-space';
import { GeneratorController } from './generator.controller';
import { PreviewController } from './preview.controller';
import { PreviewService } from './preview.service';
import { GeneratorService, WORKER_PATH } from './generator.service';

/** Generation of an experiment's rows. */
@Module({})
export class GeneratorModule {
  /** `workerPath`: the compiled script of the generation workers. */
  static forRoot(workerPath: string): DynamicModule {
    return {
      module: GeneratorModule,
      imports: [RunsModule, ExperimentsModule, LoaderModule],
      controllers: [GeneratorController, PreviewController],
      providers: [DiskSpace, GeneratorService, PreviewService, { provide: WORKER_PATH, useValue: workerPath }],
    };
  }
}
