import { Injectable } from '@nestjs/common';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { RunRecords } from '@dw-sim/api-runs';
import { madeTables, namingOfRun, targetKey, WarehouseRegistry, type TableNaming } from '@dw-sim/api-warehouses';
import { AppError, type MadeTable, type OtherTarget } from '@dw-sim/contracts';
import { isQueryable, type StopConditions, type WarehouseSession } from '@dw-sim/warehouse-core';
import { ExperimentRecords } from './experiment-records';

/** The tables that an experiment has in its warehouse. */
@Injectable()
export class ExperimentTables {
  constructor(
    private readonly records: ExperimentRecords,
    private readonly warehouses: WarehouseRegistry,
    private readonly runs: RunRecords,
  ) {}

  /** Tables and views that statements of users have made in it, by their logical names. */
  async made(experiment: ExperimentEntity): Promise<readonly MadeTable[]> {
    const { session, naming, names } = await this.open(experiment);
    return (await madeTables(session, naming, names)).map(({ name, kind }) => ({ name, kind, physical_name: naming.qualified(name) }));
  }

  /** Drops all or none, those with it that statements of users have made, and a schema that the experiment had to itself; answers how many tables there were. */
  async drop(experiment: ExperimentEntity): Promise<number> {
    const { session, naming, names } = await this.open(experiment);
    const made = await madeTables(session, naming, names);
    await dropViews(session, made.filter(({ kind }) => kind === 'view').map(({ name }) => naming.physical(name)));
    const tables = made.filter(({ kind }) => kind === 'table').map(({ name }) => name);
    const dropped = await session.dropTables([...names, ...tables].map(naming.physical));
    await this.warehouses.forgetExperiment(experiment.name);
    return dropped;
  }

  /** Empties all or none, and notes it; answers how many there were. */
  async truncate(experiment: ExperimentEntity): Promise<number> {
    const { session, naming, names } = await this.open(experiment);
    const truncated = await session.truncateTables(names.map(naming.physical));
    await this.recount(experiment);
    return truncated;
  }

  /** Whether the tables are in a file of this machine, where counting them costs nothing. */
  async areHere({ targetWarehouse }: ExperimentEntity): Promise<boolean> {
    try {
      return this.warehouses.location(await this.warehouses.target(targetWarehouse)) !== null;
    } catch (error) {
      // Expected: a target that is gone.
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  /** Notes how many rows the tables really hold; none where somebody has dropped them. */
  async recount(experiment: ExperimentEntity, conditions: StopConditions = {}): Promise<void> {
    const { session, naming, names } = await this.open(experiment);
    const existing = new Set(await session.existingTables(names.map(naming.physical)));
    const rows = new Map<string, number>();
    for (const name of names) rows.set(name, existing.has(naming.physical(name)) ? await session.countRows(naming.physical(name), conditions) : 0);
    await this.records.setCountedRows(experiment.id, rows);
  }

  /** Makes up for a count that could not be done when a server started. */
  async recountWhereNeeded({ id }: Pick<ExperimentEntity, 'id'>, conditions: StopConditions): Promise<void> {
    const experiment = await this.records.byId(id);
    if (experiment?.needsRecount) await this.recount(experiment, conditions);
  }

  /** Targets beside its own that runs went to, where tables of it may be: their rows may be anybody's by now, so they stay. */
  async elsewhere(experiment: ExperimentEntity): Promise<readonly OtherTarget[]> {
    const home = targetKey(experiment.targetWarehouse);
    const others = (await this.runs.targetsOf(experiment.id)).filter(({ id }) => id === null || targetKey(id) !== home);
    const names = await this.names(experiment);
    return others.map((target) => ({ target, tables: names.map(namingOfRun(target, experiment.name).qualified) }));
  }

  /** The session that sees the tables, how they are named there, and their logical names. */
  private async open({ id, name, targetWarehouse }: ExperimentEntity): Promise<{ readonly session: WarehouseSession; readonly naming: TableNaming; readonly names: readonly string[] }> {
    const session = await this.warehouses.session(targetWarehouse, name);
    return { session, naming: await this.warehouses.naming(targetWarehouse, name), names: await this.names({ id }) };
  }

  private async names({ id }: Pick<ExperimentEntity, 'id'>): Promise<readonly string[]> {
    return (await this.records.tables(id)).map(({ name }) => name);
  }
}

/** Views go first, and those that read others before these: some engines keep what a view reads. */
async function dropViews(session: WarehouseSession, names: readonly string[]): Promise<void> {
  if (names.length === 0 || !isQueryable(session)) return;
  const statements = session.openStatements({ writes: true });
  try {
    const waiting = [...names];
    for (let failures = 0; waiting.length > 0; ) {
      const name = waiting.shift()!;
      try {
        await statements.change({ kind: 'drop', object: 'view', target: { name, temporary: false }, ifExists: true });
        failures = 0;
      } catch (error) {
        // Expected: another of the views reads it.
        if (++failures > waiting.length) throw error;
        waiting.push(name);
      }
    }
  } finally {
    await statements.close();
  }
}
