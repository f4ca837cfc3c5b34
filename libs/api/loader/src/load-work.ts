import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ExperimentEntity, RunEntity } from '@dw-sim/api-metadata';
import { firstSharing, RunLog, RunRecords, RunSupervisor, type RunContext, type RunJob, type RunKeeper } from '@dw-sim/api-runs';
import { AppError } from '@dw-sim/contracts';
import type { Landing } from './landing';
import { RecordedLandings, type RecordedLanding } from './recorded-landings';
import { StagedRuns, type StagedRunTable } from './staged-runs';
import { TableLoader } from './table-loader';

const COUNT_HINT = "Count its rows. Where they are missing, load the run's files again with the tables that lack them emptied.";

/** What is loaded, and where to. */
export interface Load extends RecordedLanding {
  /** Run whose files are loaded. */
  readonly source: number;
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

  job({ experiment, landing, source }: Load): RunJob {
    return {
      lasts: landing.target.origin !== 'inline',
      work: async (context) => {
        await this.load(context, experiment, await this.staged.fetch(experiment, source, context.signal), landing);
      },
    };
  }

  /** Loads the tables that neither the run nor one that it resumes has added its rows to. Errors as `done` and `TableLoader.load`. */
  async load(context: RunContext, experiment: ExperimentEntity, tables: readonly StagedRunTable[], landing: Landing): Promise<void> {
    const done = await this.done((await this.runs.find(context.run.id)).run);
    await this.loader.load(context, experiment, tables.filter(({ table }) => !done.has(table)), landing);
  }

  async restore(run: RunEntity): Promise<RunJob> {
    if (run.sourceRunId === null) throw new AppError('interrupted', `Whose files run ${run.id} was to load is not known.`);
    return this.job({ ...(await this.recorded.of(run)), source: run.sourceRunId });
  }

  async discard(): Promise<void> {
    // A load leaves nothing: each table is loaded whole or not at all.
  }

  /**
   * Tables whose rows a run, or one that shares its work, has added, which must not be added again; those that it has replaced
   * may be replaced again.
   * @throws AppError `conflict` where nobody knows whether the rows of a table are there
   */
  async done(run: RunEntity): Promise<ReadonlySet<string>> {
    if (run.mode !== 'append_only') return new Set();
    const runs = await this.runs.sharingWork(run);
    const first = firstSharing(run);
    if (runs[0]?.id !== first) throw new AppError('conflict', `Which rows run ${first} has added is not known: its record was removed.`, { hint: COUNT_HINT });
    const done = new Set<string>();
    for (const each of runs) for (const table of await this.doneBy(each)) done.add(table);
    return done;
  }

  private async doneBy(run: RunEntity): Promise<ReadonlySet<string>> {
    const done = await this.runs.loadedTables(run.id);
    if (run.error?.code !== 'interrupted') return done;
    const begun = (await this.log.read(run.id)).flatMap((event) => (event.type === 'table-started' && event.phase === 'load' ? [event.table] : []));
    const unknown = begun.find((table) => !done.has(table));
    if (unknown === undefined) return done;
    throw new AppError('conflict', `Run ${run.id} was interrupted while it added rows to table "${unknown}": whether they are there is not known.`, { hint: COUNT_HINT });
  }
}
