import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ExperimentEntity, RunEntity } from '@dw-sim/api-metadata';
import { RunLog, RunRecords, RunSupervisor, type RunContext, type RunJob, type RunKeeper } from '@dw-sim/api-runs';
import { AppError } from '@dw-sim/contracts';
import type { Landing } from './landing';
import { RecordedLandings, type RecordedLanding } from './recorded-landings';
import { StagedRuns, type StagedRunTable } from './staged-runs';
import { TableLoader } from './table-loader';

/** What is loaded, and where to. */
export interface Load extends RecordedLanding {
  /** Run whose files are loaded. */
  readonly source: number;
  /** Run that has loaded some of the tables already. */
  readonly resumed?: RunEntity;
}

/** Loads the files of runs, and lets loads go on after the server has stopped. */
@Injectable()
export class LoadWork implements RunKeeper, OnModuleInit {
  constructor(
    private readonly supervisor: RunSupervisor,
    private readonly staged: StagedRuns,
    private readonly loader: TableLoader,
    private readonly recorded: RecordedLandings,
    private readonly runs: RunRecords,
    private readonly log: RunLog,
  ) {}

  onModuleInit(): void {
    this.supervisor.keep('load', this);
  }

  job({ experiment, landing, source, resumed }: Load): RunJob {
    return {
      lasts: landing.target.origin !== 'inline',
      work: async (context) => {
        const done = resumed ? await this.doneBy(resumed) : new Set();
        const tables = await this.staged.fetch(experiment, source, context.signal);
        await this.load(context, experiment, tables.filter(({ table }) => !done.has(table)), landing);
      },
    };
  }

  load(context: RunContext, experiment: ExperimentEntity, tables: readonly StagedRunTable[], landing: Landing): Promise<void> {
    return this.loader.load(context, experiment, tables, landing);
  }

  async restore(run: RunEntity): Promise<RunJob> {
    if (run.sourceRunId === null) throw new AppError('interrupted', `Whose files run ${run.id} was to load is not known.`);
    return this.job({ ...(await this.recorded.of(run)), source: run.sourceRunId, resumed: run });
  }

  async discard(): Promise<void> {
    // A load leaves nothing: each table is loaded whole or not at all.
  }

  /**
   * Tables whose rows a run has added, which must not be added again; those that it has replaced may be replaced again.
   * @throws AppError `conflict` where nobody knows whether the rows of a table are there
   */
  async doneBy(run: RunEntity): Promise<ReadonlySet<string>> {
    if (run.mode !== 'append_only') return new Set();
    const done = await this.runs.loadedTables(run.id);
    const begun = (await this.log.read(run.id)).flatMap((event) => (event.type === 'table-started' && event.phase === 'load' ? [event.table] : []));
    const unknown = run.error?.code === 'interrupted' ? begun.find((table) => !done.has(table)) : undefined;
    if (unknown === undefined) return done;
    throw new AppError('conflict', `The server stopped while run ${run.id} added rows to table "${unknown}": whether they are there is not known.`, {
      hint: `Count its rows. Where they are missing, load the run's files again with the tables that lack them emptied.`,
    });
  }
}
