import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LoadWork, stagedTables, StagedRuns, type Landing, type StagedRunTable } from '@dw-sim/api-loader';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { CONFIGURATION, PRODUCT_VERSION, type Configuration } from '@dw-sim/api-platform';
import { RunRecords, type RunContext, type RunJob } from '@dw-sim/api-runs';
import { generate, usefulWorkers, WorkerPool, type GeneratedTable } from '@dw-sim/generation-engine';
import type { GenerationPlan } from '@dw-sim/generation-plan';
import { STAGING_STORE, type RunStaging, type StagingStore } from '@dw-sim/staging';
import { GenerationEvents } from './generation-events';
import { runDescription } from './run-description';

/** DI symbol of the path of the compiled worker script. */
export const WORKER_PATH = Symbol('WORKER_PATH');

/** What a run makes, and where it goes. */
export interface Generation {
  readonly experiment: ExperimentEntity;
  readonly plan: GenerationPlan;
  readonly landing: Landing;
  /** Run whose finished parts are taken over: an earlier one, or the run itself after a stop. */
  readonly resumed?: number;
}

/** Where files are written, and who is told of each. */
export type MakingPlace = Pick<RunStaging, 'directory' | 'finished' | 'add'>;

/** Makes rows, stages them as files and loads them. */
@Injectable()
export class GenerationWork implements OnApplicationShutdown {
  private readonly workers: WorkerPool;

  constructor(
    @Inject(STAGING_STORE) private readonly files: StagingStore,
    private readonly staged: StagedRuns,
    private readonly load: LoadWork,
    private readonly runs: RunRecords,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(WORKER_PATH) workerPath: string,
    @Inject(PRODUCT_VERSION) private readonly version: string,
  ) {
    this.workers = new WorkerPool(workerPath, configuration.workerMemoryBytes);
  }

  /** Ends the workers that wait for another run. */
  onApplicationShutdown(): Promise<void> {
    return this.workers.close();
  }

  job(generation: Generation): RunJob {
    return {
      workers: usefulWorkers(generation.plan),
      lasts: generation.landing.target.origin !== 'inline',
      work: (context) => this.run(context, generation),
    };
  }

  private async run(context: RunContext, generation: Generation): Promise<void> {
    const { experiment, landing } = generation;
    const tables = await this.stage(context, generation);
    try {
      await this.load.load(context, experiment, tables, landing);
    } finally {
      // Files whose load failed are kept as others are: they can be loaded again.
      for (const failure of await this.staged.prune(experiment, this.configuration.keepRuns)) await context.warn(failure);
    }
  }

  /** Generates aside and puts all files in place, or none; the finished parts of a run that is parked stay. */
  private async stage(context: RunContext, { experiment, plan, resumed }: Generation): Promise<readonly StagedRunTable[]> {
    const { id: runId } = context.run;
    await this.dropOtherParts(experiment, runId, resumed);
    const staging = await this.files.begin({ experiment: experiment.name, runId }, context.signal, resumed);
    try {
      const made = await this.make(context, plan, staging);
      const elapsed = new Map(made.map(({ table, elapsedMs }) => [table, elapsedMs]));
      const description = runDescription(plan, experiment.definitionHash, this.version);
      return stagedTables(await staging.commit(description, (manifest) => this.staged.record(context, manifest, elapsed)));
    } catch (error) {
      await (context.isParked ? staging.keep() : staging.discard());
      throw error;
    }
  }

  /** Of the runs of an experiment that were interrupted, only the last can be resumed. */
  private async dropOtherParts({ id }: ExperimentEntity, runId: number, resumed: number | undefined): Promise<void> {
    const others = (await this.runs.interrupted(id)).filter((other) => other !== runId && other !== resumed);
    for (const other of others) await this.files.dropParts(other);
  }

  /** Writes the files of a plan, and tells how far it is. */
  async make(context: RunContext, plan: GenerationPlan, place: MakingPlace): Promise<readonly GeneratedTable[]> {
    const events = new GenerationEvents(context);
    const made = await generate(plan, {
      outputDirectory: place.directory,
      pool: this.workers,
      workerCount: context.workers,
      finished: new Map(place.finished.map(({ path, bytes }) => [path, bytes])),
      // Whoever gave the place removes or keeps them.
      keepsFiles: true,
      signal: context.signal,
      onProgress: (progress) => events.update(progress),
      onFile: ({ table, path, rowCount }) => place.add({ table, path, rows: rowCount }),
    });
    await events.settle();
    context.endPhase();
    return made;
  }
}
