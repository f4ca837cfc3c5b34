import { Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords } from '@dw-sim/api-experiments';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import type { RunContext } from '@dw-sim/api-runs';
import { physicalTables, WarehouseRegistry } from '@dw-sim/api-warehouses';
import { AppError } from '@dw-sim/contracts';
import type { LoadOptions, LoadResult, PhysicalTable, StagedTable } from '@dw-sim/warehouse-core';
import type { Landing } from './landing';
import { retried } from './retried';
import type { StagedRunTable } from './staged-runs';
import { TargetTables } from './target-tables';
import { unknownOnceBegun } from './unknown-rows';

/** Puts the staged files of a run into the warehouse, as a part of that run or of a run of its own. */
@Injectable()
export class TableLoader {
  constructor(
    private readonly models: ExperimentModels,
    private readonly records: ExperimentRecords,
    private readonly warehouses: WarehouseRegistry,
    private readonly targets: TargetTables,
  ) {}

  /**
   * Loads table after table, parents first. Each table keeps its old rows until its new ones are all there.
   * @throws AppError `conflict` where the tables don't fit, `warehouse_failed`, `warehouse_unavailable`, `aborted`; `interrupted` where rows may have been added
   */
  async load(context: RunContext, experiment: ExperimentEntity, staged: readonly StagedRunTable[], landing: Landing): Promise<void> {
    await this.targets.prepare(experiment, landing, context.signal);
    const physical = new Map(physicalTables(this.models.of(experiment).model, landing.naming).map((table) => [table.name, table]));
    const states = staged.map(({ table, rowCount }) => ({ table, rows: 0, totalRows: rowCount }));
    for (const [at, table] of staged.entries()) {
      const target = physical.get(landing.naming.physical(table.table));
      if (!target) throw new Error(`No physical table for ${table.table}`);
      context.signal.throwIfAborted();
      context.currentTable = table.table;
      const onProgress = (rows: number) => {
        states[at] = { table: table.table, rows, totalRows: table.rowCount };
        context.progress('load', [...states]);
      };
      await this.loadTable(context, experiment, landing, target, table, onProgress);
      onProgress(table.rowCount);
    }
    context.currentTable = undefined;
    await context.loaded(landing.target.id, staged.length, staged.reduce((rows, { rowCount }) => rows + rowCount, 0));
  }

  private async loadTable(
    context: RunContext,
    experiment: ExperimentEntity,
    { target, isHome, mode }: Landing,
    physical: PhysicalTable,
    { table, files, rowCount, remote }: StagedRunTable,
    onProgress: (rows: number) => void,
  ): Promise<void> {
    const start = performance.now();
    await context.tableStarted(table, 'load', rowCount);
    const staged: StagedTable = { table: physical, files, rowCount, ...(remote && { remote }) };
    const append = mode === 'append_only';
    const known = unknownOnceBegun(table);
    const options: LoadOptions = { mode: append ? 'append' : 'replace', signal: context.signal, onProgress, ...(append && { beforeCommit: known.begin }) };
    const load = (): Promise<LoadResult> => known.settle(this.warehouses.work(target, experiment.name, (session) => session.loadTable(staged, options), context.signal));
    const loaded = await retried(load, context.signal, (error, attempt) => context.warn(`Loading table "${table}" failed: ${error.message} Attempt ${attempt} follows.`));
    if (!append && loaded.rowCount !== rowCount) {
      throw new AppError('warehouse_failed', `Table "${table}" holds ${loaded.rowCount} rows after the load; its files hold ${rowCount}.`);
    }
    await known.settle(context.tableCompleted({ table, phase: 'load', rows: rowCount, elapsedMs: performance.now() - start }));
    if (isHome) await this.records.setLoadedRows(experiment.id, new Map([[table, loaded.rowCount]]));
  }
}
