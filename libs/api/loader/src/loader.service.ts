import { Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords } from '@dw-sim/api-experiments';
import { RunSupervisor, settingsOf, type RunSpec } from '@dw-sim/api-runs';
import { runTarget } from '@dw-sim/api-warehouses';
import type { LoadRequest, RunDetail } from '@dw-sim/contracts';
import { requireFittingFiles } from './fitting-files';
import { Landings } from './landing';
import { LoadWork } from './load-work';
import { StagedRuns } from './staged-runs';
import { TargetTables } from './target-tables';

/** Loads the files of an earlier run again, as a run of its own. */
@Injectable()
export class LoaderService {
  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly staged: StagedRuns,
    private readonly work: LoadWork,
    private readonly landings: Landings,
    private readonly targets: TargetTables,
    private readonly supervisor: RunSupervisor,
    private readonly models: ExperimentModels,
  ) {}

  /**
   * @param resumed first of the runs whose work is resumed, which may have loaded some of the tables
   * @throws AppError `not_found` for the experiment, the run or its files; `run_active`; `conflict` where the tables don't fit; as `Landings.of`
   */
  async start(name: string, request: LoadRequest, resumed: number | null = null): Promise<RunDetail> {
    const experiment = await this.experiments.find(name);
    const { run, manifest } = await this.staged.find(experiment, request.run_id);
    requireFittingFiles(run, manifest, this.models.of(experiment).model);
    const landing = await this.landings.of(experiment, request);
    await this.targets.check(experiment, landing, request);
    const spec: RunSpec = {
      experimentId: experiment.id,
      settings: {
        ...settingsOf(run),
        kind: 'load',
        warehouse: landing.target.id,
        target: runTarget(landing.target),
        mode: landing.mode,
        source_run_id: run.id,
        resumed_run_id: resumed,
      },
      tables: manifest.tables.map(({ table, rows }) => ({ table, requestedRows: rows })),
    };
    return this.supervisor.start(experiment.name, spec, this.work.job({ experiment, landing, source: run.id }), request);
  }
}
