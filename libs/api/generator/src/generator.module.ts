import { Module, type DynamicModule } from '@nestjs/common';
import { ExperimentsModule } from '@dw-sim/api-experiments';
import { LoaderModule } from '@dw-sim/api-loader';
import { RunsModule } from '@dw-sim/api-runs';
import { DiskSpace } from './disk-space';
import { GeneratorController } from './generator.controller';
import { PreviewController } from './preview.controller';
import { PreviewService } from './preview.service';
import { GenerationKeeper } from './generation-keeper';
import { GenerationWork, WORKER_PATH } from './generation-work';
import { GeneratorService } from './generator.service';
import { ReproductionService } from './reproduction.service';
import { ResumeController } from './resume.controller';
import { ResumeService } from './resume.service';
import { RunStartController } from './run-start.controller';
import { RunStartService } from './run-start.service';

/** Generation of an experiment's rows. */
@Module({})
export class GeneratorModule {
  /** `workerPath`: the compiled script of the generation workers. */
  static forRoot(workerPath: string): DynamicModule {
    return {
      module: GeneratorModule,
      imports: [RunsModule, ExperimentsModule, LoaderModule],
      controllers: [GeneratorController, PreviewController, ResumeController, RunStartController],
      exports: [GeneratorService],
      providers: [DiskSpace, GenerationKeeper, GenerationWork, GeneratorService, PreviewService, ReproductionService, ResumeService, RunStartService, { provide: WORKER_PATH, useValue: workerPath }],
    };
  }
}
