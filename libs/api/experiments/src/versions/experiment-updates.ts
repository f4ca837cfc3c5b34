import { Injectable } from '@nestjs/common';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { physicalTables, requireFittingNames, tableNaming, targetKey, WarehouseRegistry, type TableNaming } from '@dw-sim/api-warehouses';
import { AppError, compareVersions, type ExperimentDefinition, type Fault, type UpdatePlan, type VersionDiff } from '@dw-sim/contracts';
import { definitionChanges, definitionHash } from '@dw-sim/generation-plan';
import type { PhysicalTable, WarehouseSession } from '@dw-sim/warehouse-core';
import { requireDefinition } from '../definition/check-document';
import { ExperimentModels } from '../definition/experiment-models';
import { ExperimentRecords } from '../experiment-records';
import { ExperimentTables } from '../experiment-tables';
import { highest, versionAfter, versionChange, type UnderstoodVersion } from './next-version';
import { tableChanges, type PlannedTableChange } from './table-changes';
import { VersionRecords, type NextVersion } from './version-records';

/** How a change is to be made. */
export interface UpdateOptions {
  /** Rows may be lost. */
  readonly confirm: boolean;
  /** Version whose definition this is; null for a new one. */
  readonly restoredFrom: string | null;
}

/** A change that was thought through. */
interface Prepared {
  readonly plan: UpdatePlan;
  readonly tables: readonly PlannedTableChange[];
  readonly after: readonly PhysicalTable[];
  readonly next: NextVersion | null;
}

/** Changes the definitions of experiments: each becomes a version, and the tables follow. */
@Injectable()
export class ExperimentUpdates {
  constructor(
    private readonly records: ExperimentRecords,
    private readonly versions: VersionRecords,
    private readonly models: ExperimentModels,
    private readonly tables: ExperimentTables,
    private readonly warehouses: WarehouseRegistry,
  ) {}

  /** What a change would do. @throws AppError `not_found`; `invalid_definition` with every fault; `warehouse_unavailable` */
  async plan(name: string, document: unknown): Promise<UpdatePlan> {
    return (await this.prepare(await this.records.find(name), document, null)).plan;
  }

  /**
   * Makes a change: all of it, or none.
   * @throws AppError as `plan`; `run_active`; `conflict` with every table that would lose its rows, unless that is confirmed
   */
  async apply(name: string, document: unknown, { confirm, restoredFrom }: UpdateOptions): Promise<UpdatePlan> {
    // What is wrong with the document is told whether the experiment is busy or not.
    await this.plan(name, document);
    const experiment = await this.records.claim(name, 'updating');
    try {
      const prepared = await this.prepare(experiment, document, restoredFrom);
      if (prepared.plan.lost_rows > 0 && !confirm) throw lossRefused(prepared.plan);
      if (prepared.next) await this.align(experiment, prepared, prepared.next);
      return prepared.plan;
    } finally {
      await this.records.ready(experiment.id);
    }
  }

  /** Finishes, at the start, a change that a killed server has begun. */
  async finish(experiment: ExperimentEntity): Promise<void> {
    const previous = await this.versions.previous(experiment.id);
    const { session, naming, enforcesForeignKeys } = await this.place(experiment);
    const after = physicalTables(this.models.of(experiment).model, naming);
    const before = previous ? physicalTables(this.models.of({ ...previous, name: experiment.name }).model, naming) : [];
    await change(session, tableChanges(before, after, enforcesForeignKeys), after);
  }

  /** What differs between two versions. @throws AppError `not_found` */
  async diff(name: string, before: string, after: string): Promise<VersionDiff> {
    const [left, right] = [await this.versions.find(name, before), await this.versions.find(name, after)];
    return { before, after, change: right.change === 'created' ? null : right.change, changes: definitionChanges(left.definition, right.definition) };
  }

  private async align(experiment: ExperimentEntity, { tables, after }: Prepared, next: NextVersion): Promise<void> {
    const { session } = await this.place(experiment);
    const changed = await this.versions.add(experiment, next);
    try {
      await dropOf(session, tables);
    } catch (error) {
      await this.versions.undo(experiment, next);
      throw error;
    }
    // What can't be created now is created by the next run.
    await createOf(session, tables, after);
    await this.tables.recount(changed);
  }

  private async prepare(experiment: ExperimentEntity, document: unknown, restoredFrom: string | null): Promise<Prepared> {
    const { definition, model } = requireDefinition(document, await this.warehouses.ids());
    const { session, naming, enforcesForeignKeys } = await this.place(experiment);
    const before: UnderstoodVersion = { definition: experiment.definition, model: this.models.of(experiment).model };
    const isSame = definitionHash(definition) === experiment.definitionHash;
    const kind = versionChange(before, { definition, model });
    const existing = await this.versions.names(experiment.id);
    const version = isSame ? experiment.version : (definition.version ?? versionAfter(existing, kind));
    requireFitting(experiment, definition, isSame ? [] : existing, versionAfter(existing, kind));
    const after = physicalTables(model, naming);
    requireFittingNames(model, naming, this.warehouses.strategy(await this.warehouses.target(experiment.targetWarehouse)));
    const tables = tableChanges(physicalTables(before.model, naming), after, enforcesForeignKeys);
    const logical = new Map([...before.model.tables, ...model.tables].map(({ name }) => [naming.physical(name), name]));
    const counted = await Promise.all(tables.map(async ({ name, action, reason }) => ({ table: logical.get(name) ?? name, action, reason, loaded_rows: await rowsIn(session, name) })));
    const lost = counted.filter(({ action }) => action === 'rebuild' || action === 'drop');
    return {
      tables,
      after,
      next: isSame ? null : { definition, version, change: kind, restoredFrom },
      plan: {
        name: experiment.name,
        previous_version: experiment.version,
        version,
        change: isSame ? null : kind,
        changes: definitionChanges(experiment.definition, definition),
        tables: counted,
        lost_rows: lost.reduce((sum, { loaded_rows: rows }) => sum + rows, 0),
      },
    };
  }

  private async place({ name, targetWarehouse }: ExperimentEntity): Promise<{ readonly session: WarehouseSession; readonly naming: TableNaming; readonly enforcesForeignKeys: boolean }> {
    const target = await this.warehouses.target(targetWarehouse);
    const { enforcesForeignKeys } = this.warehouses.strategy(target).capabilities;
    return { session: await this.warehouses.session(targetWarehouse, name), naming: tableNaming(target, name), enforcesForeignKeys };
  }
}

/** @throws AppError `invalid_definition` for what an experiment can't change */
function requireFitting({ name, targetWarehouse }: ExperimentEntity, definition: ExperimentDefinition, existing: readonly string[], proposed: string): void {
  const errors: Fault[] = [];
  if (definition.name !== name) {
    errors.push({ path: '$.name', code: 'not_changeable', message: `the name is "${definition.name}", and an experiment keeps its own`, value: definition.name, allowed: `"${name}"` });
  }
  const { target_warehouse: target, version } = definition;
  if (target !== undefined && targetKey(target) !== targetKey(targetWarehouse)) {
    errors.push({ path: '$.target_warehouse', code: 'not_changeable', message: `target_warehouse is "${target}", and the tables of the experiment are in "${targetWarehouse}"`, value: target, allowed: `"${targetWarehouse}", or none; a run can go to any target` });
  }
  if (version !== undefined && existing.length > 0 && compareVersions(version, highest(existing)) <= 0) {
    errors.push({ path: '$.version', code: 'version_taken', message: `version is "${version}", and the experiment has ${highest(existing)} already`, value: version, allowed: `a higher one, such as "${proposed}", or none` });
  }
  if (errors.length > 0) throw new AppError('invalid_definition', `The definition has ${errors.length === 1 ? '1 fault' : `${errors.length} faults`}. ${errors.map(({ path, message }) => `${path}: ${message}`).join('; ')}`, { errors });
}

function lossRefused({ name, tables }: UpdatePlan): AppError {
  const lost = tables.filter(({ action, loaded_rows: rows }) => (action === 'rebuild' || action === 'drop') && rows > 0);
  const errors = lost.map(({ table, action, loaded_rows: rows, reason }): Fault => ({
    path: '$.tables', code: 'rows_lost', message: `table "${table}" would be ${action === 'drop' ? 'dropped' : 'built anew'} and lose ${rows.toLocaleString('en-US')} rows: ${reason}`, value: table,
  }));
  return new AppError('conflict', `The change of experiment "${name}" would lose rows: ${errors.map(({ message }) => message).join(' ')}`, {
    errors,
    hint: 'Confirm it (confirm=true, --confirm), and generate again afterwards: the same seed makes rows of the new definition.',
  });
}

/** Rows of a table; 0 where there is none. */
async function rowsIn(session: WarehouseSession, name: string): Promise<number> {
  return (await session.existingTables([name])).length === 0 ? 0 : session.countRows(name);
}

async function change(session: WarehouseSession, tables: readonly PlannedTableChange[], after: readonly PhysicalTable[]): Promise<void> {
  await dropOf(session, tables);
  await createOf(session, tables, after);
}

async function dropOf(session: WarehouseSession, tables: readonly PlannedTableChange[]): Promise<void> {
  const dropped = tables.filter(({ action }) => action === 'drop' || action === 'rebuild').map(({ name }) => name);
  if (dropped.length > 0) await session.dropTables(dropped);
}

/** Creates what is missing: after a crash some may be there already. */
async function createOf(session: WarehouseSession, tables: readonly PlannedTableChange[], after: readonly PhysicalTable[]): Promise<void> {
  const wanted = tables.filter(({ action }) => action === 'create' || action === 'rebuild').map(({ name }) => name);
  const present = new Set(await session.existingTables(wanted));
  const missing = after.filter(({ name }) => wanted.includes(name) && !present.has(name));
  if (missing.length > 0) await session.createTables(missing);
}
