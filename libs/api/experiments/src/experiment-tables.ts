import { Injectable } from '@nestjs/common';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { RunRecords } from '@dw-sim/api-runs';
import { targetKey, WarehouseRegistry } from '@dw-sim/api-warehouses';
import { physicalTableName, type OtherTarget } from '@dw-sim/contracts';
import { ExperimentRecords } from './experiment-records';

/** The tables that an experiment has in its warehouse. */
@Injectable()
export class ExperimentTables {
  constructor(
    private readonly records: ExperimentRecords,
    private readonly warehouses: WarehouseRegistry,
    private readonly runs: RunRecords,
  ) {}

  /** Drops all or none; answers how many there were. */
  async drop(experiment: ExperimentEntity): Promise<number> {
    const session = await this.warehouses.session(experiment.targetWarehouse);
    return session.dropTables(await this.physicalNames(experiment));
  }

  /** Empties all or none, and notes it; answers how many there were. */
  async truncate(experiment: ExperimentEntity): Promise<number> {
    const session = await this.warehouses.session(experiment.targetWarehouse);
    const truncated = await session.truncateTables(await this.physicalNames(experiment));
    await this.recount(experiment);
    return truncated;
  }

  /** Notes how many rows the tables really hold. */
  async recount(experiment: ExperimentEntity): Promise<void> {
    const session = await this.warehouses.session(experiment.targetWarehouse);
    const rows = new Map<string, number>();
    for (const { name } of await this.records.tables(experiment.id)) {
      rows.set(name, await session.countRows(physicalTableName(experiment.name, name)));
    }
    await this.records.setLoadedRows(experiment.id, rows);
  }

  /** Targets beside its own that runs went to, where tables of it may be: their rows may be anybody's by now, so they stay. */
  async elsewhere(experiment: ExperimentEntity): Promise<readonly OtherTarget[]> {
    const home = targetKey(experiment.targetWarehouse);
    const others = (await this.runs.targetsOf(experiment.id)).filter(({ id }) => id === null || targetKey(id) !== home);
    const tables = await this.physicalNames(experiment);
    return others.map((target) => ({ target, tables }));
  }

  private async physicalNames(experiment: ExperimentEntity): Promise<readonly string[]> {
    return (await this.records.tables(experiment.id)).map(({ name }) => physicalTableName(experiment.name, name));
  }
}
