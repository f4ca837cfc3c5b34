import { Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords } from '@dw-sim/api-experiments';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { RunRecords } from '@dw-sim/api-runs';
import { physicalTables, runTarget, WarehouseRegistry } from '@dw-sim/api-warehouses';
import { AppError, splitPhysicalName, type Fault, type TableMode } from '@dw-sim/contracts';
import { hasKey, isQueryable, type PhysicalTable, type WarehouseSession } from '@dw-sim/warehouse-core';
import type { Landing } from './landing';

/** Compares the tables that a warehouse has with those that an experiment is to fill. */
@Injectable()
export class TargetTables {
  constructor(
    private readonly models: ExperimentModels,
    private readonly records: ExperimentRecords,
    private readonly warehouses: WarehouseRegistry,
    private readonly runs: RunRecords,
  ) {}

  /**
   * Finds everything that would keep a run from loading its rows, and changes nothing.
   * @throws AppError `conflict` with a fault for each table; `warehouse_unavailable`; `run_active`
   */
  async check(experiment: ExperimentEntity, landing: Landing): Promise<void> {
    // The tables of a run under way are in between.
    await this.runs.requireIdle(experiment.id);
    await this.warehouses.work(landing.target, (session) => this.missing(session, experiment, landing));
  }

  /** The same inside a run, and creates what is missing where the mode says so. */
  async prepare(experiment: ExperimentEntity, landing: Landing): Promise<void> {
    await this.warehouses.work(landing.target, async (session) => {
      const missing = await this.missing(session, experiment, landing);
      if (missing.length > 0) await session.createTables(missing);
    });
  }

  private async missing(session: WarehouseSession, experiment: ExperimentEntity, landing: Landing): Promise<readonly PhysicalTable[]> {
    const { mode } = landing;
    const loaded = await this.loadedRows(experiment, landing);
    const missing: PhysicalTable[] = [];
    const errors: Fault[] = [];
    for (const [at, table] of physicalTables(this.models.of(experiment).model).entries()) {
      const differences = await session.differences(table);
      if (differences === undefined && mode === 'create_if_missing') missing.push(table);
      else {
        const fault = differences === undefined ? noTable(table, mode) : (otherColumns(table, differences) ?? (await unknownKeys(session, table, mode)) ?? (await foreignRows(session, table, mode, loaded.get(splitPhysicalName(table.name)?.table ?? '') ?? 0)));
        if (fault) errors.push({ path: `$.tables[${at}]`, ...fault });
      }
    }
    if (errors.length > 0) throw refusal(experiment, landing, errors);
    return missing;
  }

  /** Rows that each table holds by the experiment's own doing. */
  private async loadedRows({ id }: ExperimentEntity, { target, isHome }: Landing): Promise<ReadonlyMap<string, number>> {
    if (!isHome) return this.runs.rowsLoadedInto(id, runTarget(target));
    return new Map((await this.records.tables(id)).map(({ name, loadedRows }) => [name, loadedRows]));
  }
}

type TableFault = Omit<Fault, 'path'>;

function noTable({ name }: PhysicalTable, mode: TableMode): TableFault {
  return { code: 'missing_table', message: `there is no table "${name}", and the mode is ${mode}`, value: mode, allowed: 'create_if_missing' };
}

function otherColumns({ name }: PhysicalTable, differences: readonly string[]): TableFault | undefined {
  if (differences.length === 0) return undefined;
  return { code: 'column_mismatch', message: `the table "${name}" does not fit: ${differences.join('; ')}`, allowed: 'a table with the columns of the experiment, or none' };
}

/** Files have no index in which a key could be found again. */
async function unknownKeys(session: WarehouseSession, table: PhysicalTable, mode: TableMode): Promise<TableFault | undefined> {
  if (mode !== 'append_only' || isQueryable(session) || !hasKey(table) || (await session.countRows(table.name)) === 0) return undefined;
  return {
    code: 'unknown_keys',
    message: `the table "${table.name}" has a key, and files can't be searched for the keys that appended rows would repeat`,
    value: mode,
    allowed: ['create_if_missing', 'truncate_then_insert'],
  };
}

/** Rows that somebody else has put there are not replaced unless the mode says so. */
async function foreignRows(session: WarehouseSession, { name }: PhysicalTable, mode: TableMode, loadedRows: number): Promise<TableFault | undefined> {
  if (mode !== 'create_if_missing') return undefined;
  const rows = await session.countRows(name);
  if (rows === 0 || rows === loadedRows) return undefined;
  const own = loadedRows === 0 ? 'none' : loadedRows.toLocaleString('en-US');
  return {
    code: 'foreign_rows',
    message: `the table "${name}" holds ${rows.toLocaleString('en-US')} rows, of which the experiment has loaded ${own}`,
    value: mode,
    allowed: ['truncate_then_insert', 'append_only'],
  };
}

function refusal({ name }: ExperimentEntity, { target }: Landing, errors: readonly Fault[]): AppError {
  return new AppError('conflict', `The tables in ${target.id} can't take the rows of experiment "${name}": ${errors.map(({ message }) => message).join('; ')}.`, { errors });
}
