import { Injectable } from '@nestjs/common';
import { ExperimentEntity, MetadataStore, requireExperiment, RunEntity, RunTableEntity } from '@dw-sim/api-metadata';
import { AppError, type RunDetail, type RunList, type RunSettings, type RunSummary, type RunTarget } from '@dw-sim/contracts';
import { In, IsNull, Not, type EntityManager } from 'typeorm';
import type { Emit, RunIdentity } from './run-log';
import { runDetail, runSummary } from './run-views';

/** What a run is to do. */
export interface RunSpec {
  readonly experimentId: number;
  readonly settings: RunSettings;
  /** In the order of the work. */
  readonly tables: readonly { readonly table: string; readonly requestedRows: number }[];
}

const ACTIVE = In(['QUEUED', 'RUNNING'] as const);

/** The runs in the metadata. */
@Injectable()
export class RunRecords {
  constructor(private readonly store: MetadataStore) {}

  /** Runs of an experiment, the latest first. @throws AppError `not_found` */
  list(experimentName: string, { limit, offset }: { readonly limit: number; readonly offset: number }): Promise<RunList> {
    return this.store.read(async (manager) => {
      const { id, name, state } = await requireExperiment(manager, experimentName);
      const [runs, total] = await manager.findAndCount(RunEntity, { where: { experimentId: id }, order: { id: 'DESC' }, take: limit, skip: offset });
      const tables = await tablesByRun(manager, runs);
      return { items: runs.map((run) => runSummary(run, tables.get(run.id) ?? [], { name, state })), total };
    });
  }

  /** Rows that the runs of an experiment have put into each of its tables on a target, since they last replaced them. */
  rowsLoadedInto(experimentId: number, target: RunTarget): Promise<ReadonlyMap<string, number>> {
    return this.store.read(async (manager) => {
      const runs = (await manager.find(RunEntity, { where: { experimentId }, order: { id: 'DESC' } })).filter((run) => isSame(run.target, target));
      const tables = await tablesByRun(manager, runs);
      const rows = new Map<string, number>();
      const replaced = new Set<string>();
      for (const { id, mode } of runs) {
        for (const { table, loadedRows } of tables.get(id) ?? []) {
          if (loadedRows === 0 || replaced.has(table)) continue;
          rows.set(table, (rows.get(table) ?? 0) + loadedRows);
          if (mode !== 'append_only') replaced.add(table);
        }
      }
      return rows;
    });
  }

  /** The targets that runs of an experiment went to, each once, in the order of their first runs. */
  targetsOf(experimentId: number): Promise<readonly RunTarget[]> {
    return this.store.read(async (manager) => {
      const runs = await manager.find(RunEntity, { where: { experimentId, startedAt: Not(IsNull()) }, select: { id: true, target: true }, order: { id: 'ASC' } });
      const targets = runs.flatMap(({ target }) => target ?? []);
      return targets.filter((target, index) => targets.findIndex((earlier) => isSame(earlier, target)) === index);
    });
  }

  /** @throws AppError `not_found` for the experiment or the run */
  detail(experimentName: string, runId: number): Promise<RunDetail> {
    return this.store.read(async (manager) => {
      const { id, name, state } = await requireExperiment(manager, experimentName);
      const run = await manager.findOneBy(RunEntity, { id: runId, experimentId: id });
      if (!run) throw new AppError('not_found', `Experiment "${name}" has no run ${runId}.`);
      return runDetail(run, await tablesOf(manager, runId), { name, state });
    });
  }

  /** @throws AppError `run_active`, `conflict`, `not_found`; as a run would that started now */
  async requireIdle(experimentId: number): Promise<void> {
    await this.store.read((manager) => requireIdle(manager, experimentId));
  }

  /** The latest run of each experiment that has one, by experiment id. */
  latest(experiments: readonly ExperimentEntity[]): Promise<ReadonlyMap<number, RunSummary>> {
    return this.store.read(async (manager) => {
      const ids = (await manager.createQueryBuilder(RunEntity, 'run').select('MAX(run.id)', 'id').groupBy('run.experimentId').getRawMany<{ id: number }>()).map(({ id }) => id);
      const runs = await manager.findBy(RunEntity, { id: In(ids) });
      const tables = await tablesByRun(manager, runs);
      const known = new Map(experiments.map((experiment) => [experiment.id, experiment]));
      return new Map(runs.flatMap((run) => {
        const experiment = known.get(run.experimentId);
        return experiment ? [[run.experimentId, runSummary(run, tables.get(run.id) ?? [], experiment)] as const] : [];
      }));
    });
  }
}

/** Adds a run with its `queued` event, inside a transaction. @throws AppError `run_active`, `conflict`, `not_found` */
export async function insertRun(manager: EntityManager, emit: Emit, experiment: string, { experimentId, settings, tables }: RunSpec): Promise<RunIdentity> {
  await requireIdle(manager, experimentId);
  const { id } = await manager.save(RunEntity, { experimentId, ...columnsOf(settings), ...UNTOUCHED_RUN, createdAt: '' });
  await manager.insert(RunTableEntity, tables.map((table, position) => ({ ...table, ...UNTOUCHED_TABLE, runId: id, position })));
  const run = { id, experiment };
  const totals = tables.map(({ table, requestedRows }) => ({ table, total_rows: requestedRows }));
  const { at } = await emit(run, { type: 'queued', kind: settings.kind, settings, tables: totals });
  await manager.update(RunEntity, { id }, { createdAt: at });
  return run;
}

const UNTOUCHED_RUN = { status: 'QUEUED' as const, startedAt: null, endedAt: null, stagedAt: null, stagedTo: null, error: null, reproduction: null };
const UNTOUCHED_TABLE = { generatedRows: 0, loadedRows: 0, byteLength: 0, generateMs: null, loadMs: null, checksum: null, files: null };

function columnsOf(settings: RunSettings) {
  const { kind, seed, clock, warehouse, target, mode, generators, overrides } = settings;
  return {
    kind, seed, clock, warehouse, target, mode, generators, overrides,
    seedOrigin: settings.seed_origin,
    experimentVersion: settings.experiment_version,
    definitionHash: settings.definition_hash,
    productVersion: settings.product_version,
    sourceRunId: settings.source_run_id,
  };
}

/**
 * Checks, inside a transaction, that an experiment is ready and has no active run.
 * @throws AppError `run_active` with the run's id, `conflict` while it is reset or deleted, `not_found`
 */
export async function requireIdle(manager: EntityManager, experimentId: number): Promise<ExperimentEntity> {
  const experiment = await manager.findOneBy(ExperimentEntity, { id: experimentId });
  if (!experiment) throw new AppError('not_found', 'The experiment was deleted meanwhile.');
  if (experiment.state !== 'ready') throw new AppError('conflict', `Experiment "${experiment.name}" is busy: ${experiment.state}. Try again in a moment.`);
  const active = await manager.findOneBy(RunEntity, { experimentId, status: ACTIVE });
  if (active) {
    throw new AppError('run_active', `Run ${active.id} of experiment "${experiment.name}" is active (${active.status}).`, { hint: 'Wait until it has ended, or abort it.' });
  }
  return experiment;
}

/** Writes how a run ended, inside a transaction. */
export async function endRun(manager: EntityManager, id: number, end: Pick<RunEntity, 'status' | 'endedAt' | 'error'>): Promise<void> {
  await manager.save(Object.assign(await manager.findOneByOrFail(RunEntity, { id }), end));
}

/** Tables of a run, in the order of the work. */
export function tablesOf(manager: EntityManager, runId: number): Promise<RunTableEntity[]> {
  return manager.find(RunTableEntity, { where: { runId }, order: { position: 'ASC' } });
}

async function tablesByRun(manager: EntityManager, runs: readonly RunEntity[]): Promise<ReadonlyMap<number, readonly RunTableEntity[]>> {
  const tables = await manager.findBy(RunTableEntity, { runId: In(runs.map(({ id }) => id)) });
  return new Map(runs.map(({ id }) => [id, tables.filter(({ runId }) => runId === id)]));
}

/** Whether both are the same place, where the same tables are meant. */
function isSame(a: RunTarget | null, b: RunTarget): boolean {
  return a !== null && a.kind === b.kind && a.schema_per_experiment === b.schema_per_experiment && (a.id === null && b.id === null ? a.dsn === b.dsn : a.id === b.id);
}
