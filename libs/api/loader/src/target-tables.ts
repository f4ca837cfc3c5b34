import { Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords, ExperimentTables } from '@dw-sim/api-experiments';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { RunRecords, type StartOptions } from '@dw-sim/api-runs';
import { physicalTables, runTarget, WarehouseRegistry } from '@dw-sim/api-warehouses';
import { AppError, type Fault, type TableMode } from '@dw-sim/contracts';
import { hasKey, isQueryable, type PhysicalTable, type StopConditions, type WarehouseSession } from '@dw-sim/warehouse-core';
import type { Landing } from './landing';

/** How long a request waits for locks of somebody else's, in milliseconds. */
const CHECK_MS = 3_000;

/** Compares the tables that a warehouse has with those that an experiment is to fill. */
@Injectable()
export class TargetTables {
  constructor(
    private readonly models: ExperimentModels,
    private readonly records: ExperimentRecords,
    private readonly tables: ExperimentTables,
    private readonly warehouses: WarehouseRegistry,
    private readonly runs: RunRecords,
  ) {}

  /**
   * Finds everything that would keep a run from loading its rows, and changes nothing. What somebody else has locked is left to the
   * run, which can be aborted while it waits.
   * @throws AppError `conflict` with a fault for each table; `warehouse_unavailable`; `run_active`
   */
  async check(experiment: ExperimentEntity, landing: Landing, { queue = false }: StartOptions = {}): Promise<void> {
    // The tables of a run under way are in between: one that waits for it looks at them when its turn comes.
    if (queue && (await this.runs.hasActive(experiment.id))) return;
    await this.runs.requireIdle(experiment.id);
    const work = (session: WarehouseSession) => this.missing(session, experiment, landing, { timeoutMs: CHECK_MS });
    try {
      if (landing.isHome) await this.tables.recountWhereNeeded(experiment, { timeoutMs: CHECK_MS });
      await this.warehouses.work(landing.target, experiment.name, work);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'timeout') throw error;
    }
  }

  /** The same inside a run, and creates what is missing where the mode says so. */
  async prepare(experiment: ExperimentEntity, landing: Landing, signal: AbortSignal): Promise<void> {
    const work = async (session: WarehouseSession) => {
      const missing = await this.missing(session, experiment, landing, { signal });
      if (missing.length > 0) await session.createTables(missing, { signal });
    };
    if (landing.isHome) await this.tables.recountWhereNeeded(experiment, { signal });
    await this.warehouses.work(landing.target, experiment.name, work, signal);
  }

  private async missing(session: WarehouseSession, experiment: ExperimentEntity, landing: Landing, conditions: StopConditions): Promise<readonly PhysicalTable[]> {
    const { mode, naming } = landing;
    const { model } = this.models.of(experiment);
    const loaded = await this.loadedRows(experiment, landing);
    const missing: PhysicalTable[] = [];
    const errors: Fault[] = [];
    const physical = physicalTables(model, naming);
    for (const [at, { name }] of model.tables.entries()) {
      const table = physical[at] as PhysicalTable;
      const differences = await session.differences(table, conditions);
      if (differences === undefined && mode === 'create_if_missing') missing.push(table);
      else {
        const found = { table, name: naming.qualified(name), loadedRows: loaded.get(name) ?? 0, count: () => session.countRows(table.name, conditions) };
        const fault = differences === undefined ? noTable(found, mode) : (otherColumns(found, differences) ?? (await unknownKeys(session, found, mode)) ?? (await foreignRows(found, mode)));
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

/** A table that a run is to fill. */
interface FoundTable {
  readonly table: PhysicalTable;
  /** Physical name for people. */
  readonly name: string;
  /** Rows that it holds by the experiment's own doing. */
  readonly loadedRows: number;
  /** Rows that it has. */
  count(): Promise<number>;
}

function noTable({ name }: FoundTable, mode: TableMode): TableFault {
  return { code: 'missing_table', message: `there is no table "${name}", and the mode is ${mode}`, value: mode, allowed: 'create_if_missing' };
}

function otherColumns({ name }: FoundTable, differences: readonly string[]): TableFault | undefined {
  if (differences.length === 0) return undefined;
  return { code: 'column_mismatch', message: `the table "${name}" does not fit: ${differences.join('; ')}`, allowed: 'a table with the columns of the experiment, or none' };
}

/** Files have no index in which a key could be found again. */
async function unknownKeys(session: WarehouseSession, { table, name, count }: FoundTable, mode: TableMode): Promise<TableFault | undefined> {
  if (mode !== 'append_only' || isQueryable(session) || !hasKey(table) || (await count()) === 0) return undefined;
  return {
    code: 'unknown_keys',
    message: `the table "${name}" has a key, and files can't be searched for the keys that appended rows would repeat`,
    value: mode,
    allowed: ['create_if_missing', 'truncate_then_insert'],
  };
}

/** Rows that somebody else has put there are not replaced unless the mode says so. */
async function foreignRows({ name, loadedRows, count }: FoundTable, mode: TableMode): Promise<TableFault | undefined> {
  if (mode !== 'create_if_missing') return undefined;
  const rows = await count();
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
