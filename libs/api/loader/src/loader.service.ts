import { Injectable } from '@nestjs/common';
import { ExperimentRecords } from '@dw-sim/api-experiments';
import { RunSupervisor, settingsOf, type RunSpec } from '@dw-sim/api-runs';
import { runTarget } from '@dw-sim/api-warehouses';
import type { LoadRequest, RunDetail } from '@dw-sim/contracts';
import { Landings } from './landing';
import { StagedRuns } from './staged-runs';
import { TargetTables } from './target-tables';
import { TableLoader } from './table-loader';

/** Loads the files of an earlier run again, as a run of its own. */
@Injectable()
export class LoaderService {
  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly staged: StagedRuns,
    private readonly loader: TableLoader,
    private readonly landings: Landings,
    private readonly targets: TargetTables,
    private readonly supervisor: RunSupervisor,
  ) {}

  /** @throws AppError `not_found` for the experiment, the run or its files; `run_active`; `conflict` where the tables don't fit; as `Landings.of` */
  async start(name: string, request: LoadRequest): Promise<RunDetail> {
    const experiment = await this.experiments.find(name);
    const { run, manifest } = await this.staged.find(experiment, request.run_id);
    const landing = await this.landings.of(experiment, request);
    await this.targets.check(experiment, landing);
    const spec: RunSpec = {
      experimentId: experiment.id,
      settings: {
        ...settingsOf(run),
        kind: 'load',
        warehouse: landing.target.id,
        target: runTarget(landing.target),
        mode: landing.mode,
        source_run_id: run.id,
      },
      tables: manifest.tables.map(({ table, rows }) => ({ table, requestedRows: rows })),
    };
    return this.supervisor.start(experiment.name, spec, async (context) =>
      this.loader.load(context, experiment, await this.staged.fetch(experiment, run.id, context.signal), landing));
  }
}
