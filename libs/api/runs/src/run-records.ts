import { Injectable } from '@nestjs/common';
import { ExperimentEntity, MetadataStore, requireExperiment, rowLock, RunEntity, RunTableEntity } from '@dw-sim/api-metadata';
import { AppError, TERMINAL_RUN_STATUSES, type RunDetail, type RunFile, type RunFilter, type RunList, type RunSettings, type RunSummary, type RunTarget } from '@dw-sim/contracts';
import { In, IsNull, Not, type EntityManager } from 'typeorm';
import type { Emit, RunIdentity } from './run-log';
import { runDetail, runSummary, type QueuePositions, type RunExperiment } from './run-views';

/** What a run is to do. */
export interface RunSpec {
  readonly experimentId: number;
  readonly settings: RunSettings;
  /** In the order of the work. */
  readonly tables: readonly { readonly table: string; readonly requestedRows: number }[];
}

/** A run with what it belongs to. */
export interface FoundRun {
  readonly run: RunEntity;
  readonly experiment: ExperimentEntity;
  readonly detail: RunDetail;
}

/** Stands for an experiment that was removed while its runs were listed. */
const GONE: RunExperiment = { name: '', state: 'deleted' };

const ACTIVE = In(['QUEUED', 'RUNNING', 'PARKED'] as const);

/** Records that are removed at a time: everybody waits meanwhile. */
const MOST_REMOVED = 500;

/** The runs in the metadata. */
@Injectable()
export class RunRecords {
  constructor(private readonly store: MetadataStore) {}

  /** Runs of one or all experiments, the latest first. @throws AppError `not_found` for the experiment */
  list({ status, kind, experiment, limit = 50, offset = 0 }: RunFilter): Promise<RunList> {
    return this.store.read(async (manager) => {
      const where = {
        ...(status && { status: In([...status]) }),
        ...(kind && { kind: In([...kind]) }),
        ...(experiment !== undefined && { experimentId: (await requireExperiment(manager, experiment)).id }),
      };
      const [runs, total] = await manager.findAndCount(RunEntity, { where, order: { id: 'DESC' }, take: limit, skip: offset });
      const tables = await tablesByRun(manager, runs);
      const queue = await queuePositions(manager, runs);
      const experiments = new Map((await manager.findBy(ExperimentEntity, { id: In(runs.map(({ experimentId }) => experimentId)) })).map((each) => [each.id, each]));
      return { items: runs.map((run) => runSummary(run, tables.get(run.id) ?? [], experiments.get(run.experimentId) ?? GONE, queue)), total };
    });
  }

  /** A run of any experiment, also of one that was deleted. @throws AppError `not_found` */
  find(id: number): Promise<FoundRun> {
    return this.store.read(async (manager) => {
      const run = await manager.findOneBy(RunEntity, { id });
      const experiment = run && (await manager.findOneBy(ExperimentEntity, { id: run.experimentId }));
      if (!run || !experiment) throw await unknownRun(manager, id);
      return { run, experiment, detail: runDetail(run, await tablesOf(manager, id), experiment, await queuePositions(manager, [run])) };
    });
  }

  /** The files that a run has made, table by table; none of runs of earlier versions, and before they are in place. @throws AppError `not_found` */
  files(id: number): Promise<readonly RunFile[]> {
    return this.store.read(async (manager) => {
      if (!(await manager.existsBy(RunEntity, { id }))) throw await unknownRun(manager, id);
      const tables = await manager.find(RunTableEntity, { where: { runId: id }, select: { runId: true, table: true, files: true }, order: { position: 'ASC' } });
      return tables.flatMap(({ table, files }) => (files ?? []).map((file) => ({ table, ...file })));
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
      return runDetail(run, await tablesOf(manager, runId), { name, state }, await queuePositions(manager, [run]));
    });
  }

  /** The highest number of a run; 0 where there is none. */
  lastId(): Promise<number> {
    return this.store.read(async (manager) => Number((await manager.maximum(RunEntity, 'id')) ?? 0));
  }

  /**
   * Removes some records of runs of an experiment that have ended and have no files, but for the latest, and those that share the work
   * of a run with files, which tell what has been loaded of these; answers how many.
   */
  removeOld(experimentId: number, keep: number): Promise<number> {
    return this.store.transaction(async (manager) => {
      const select = { id: true, status: true, stagedAt: true, resumedRunId: true } as const;
      const staged = new Set((await manager.find(RunEntity, { where: { experimentId, stagedAt: Not(IsNull()) }, select })).map(firstSharing));
      const runs = await manager.find(RunEntity, { where: { experimentId }, select, order: { id: 'DESC' }, skip: keep, take: MOST_REMOVED });
      const old = runs.filter((run) => TERMINAL_RUN_STATUSES.includes(run.status) && !staged.has(firstSharing(run)));
      if (old.length > 0) await manager.delete(RunEntity, { id: In(old.map(({ id }) => id)) });
      return old.length;
    });
  }

  /** Runs that can be resumed from the parts that they have finished, of one experiment or of all. */
  async withParts(experimentId?: number): Promise<readonly number[]> {
    const found = await this.store.read((manager) => {
      const runs = manager.createQueryBuilder(RunEntity, 'run').innerJoin(ExperimentEntity, 'experiment', 'experiment.id = run.experimentId').select(['run.id', 'run.status']);
      runs.where("run.stagedAt IS NULL AND run.kind = 'generate' AND experiment.state <> 'deleted'");
      runs.andWhere(`(run.status IN ('QUEUED', 'PARKED') OR (run.status = 'FAILED' AND run.error LIKE '%"code":"interrupted"%'
        AND run.id = (SELECT MAX(later.id) FROM run later WHERE later.experiment_id = run.experimentId)))`);
      if (experimentId !== undefined) runs.andWhere('run.experimentId = :experimentId', { experimentId });
      return runs.getMany();
    });
    return found.map(({ id }) => id);
  }

  /** Runs of an experiment that the server stopped during, and that have no files in place. */
  async interrupted(experimentId: number): Promise<readonly number[]> {
    const runs = await this.store.read((manager) =>
      manager.find(RunEntity, { where: { experimentId, kind: 'generate', status: 'FAILED', stagedAt: IsNull() }, select: { id: true, error: true } }));
    return runs.filter(({ error }) => error?.code === 'interrupted').map(({ id }) => id);
  }

  /** The runs that share the work of a run: the first, where its record is kept, and those that resumed it or one of these. */
  sharingWork(run: Pick<RunEntity, 'id' | 'resumedRunId'>): Promise<readonly RunEntity[]> {
    const first = firstSharing(run);
    return this.store.read((manager) => manager.find(RunEntity, { where: [{ id: first }, { resumedRunId: first }], order: { id: 'ASC' } }));
  }

  /** Tables that a run has loaded. */
  async loadedTables(runId: number): Promise<ReadonlySet<string>> {
    const tables = await this.store.read((manager) => tablesOf(manager, runId));
    return new Set(tables.filter(({ loadMs }) => loadMs !== null).map(({ table }) => table));
  }

  /** Whether a run of an experiment is at work, waits or is parked. */
  hasActive(experimentId: number): Promise<boolean> {
    return this.store.read((manager) => manager.existsBy(RunEntity, { experimentId, status: ACTIVE }));
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
      const queue = await queuePositions(manager, runs);
      const known = new Map(experiments.map((experiment) => [experiment.id, experiment]));
      return new Map(runs.flatMap((run) => {
        const experiment = known.get(run.experimentId);
        return experiment ? [[run.experimentId, runSummary(run, tables.get(run.id) ?? [], experiment, queue)] as const] : [];
      }));
    });
  }
}

/**
 * Adds a run with its `queued` event, inside a transaction.
 * @param queue lets it wait where the experiment has an active run
 * @throws AppError `run_active`, `conflict`, `not_found`
 */
export async function insertRun(manager: EntityManager, emit: Emit, experiment: string, { experimentId, settings, tables }: RunSpec, queue = false): Promise<RunIdentity> {
  // A reproduction touches no table, so that it needs none.
  if (settings.kind !== 'reproduce') await (queue ? requireReady : requireIdle)(manager, experimentId);
  if (settings.kind === 'load') await requireFiles(manager, settings);
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
    resumedRunId: settings.resumed_run_id,
  };
}

/**
 * Checks, inside a transaction, that an experiment is ready and has no active run.
 * @throws AppError `run_active` with the run's id, `conflict` while it is reset or deleted, `not_found`
 */
export async function requireIdle(manager: EntityManager, experimentId: number): Promise<ExperimentEntity> {
  const experiment = await requireReady(manager, experimentId);
  const active = await manager.findOneBy(RunEntity, { experimentId, status: ACTIVE });
  if (active) {
    throw new AppError('run_active', `Run ${active.id} of experiment "${experiment.name}" is active (${active.status}).`, { hint: HINTS[active.status] ?? 'Wait until it has ended, or abort it; a run that is asked to queue waits for it.' });
  }
  return experiment;
}

const HINTS: Readonly<Partial<Record<RunEntity['status'], string>>> = { PARKED: 'It was parked when a server stopped: resume it, or abort it.' };

/** Holds the experiment until the transaction ends: a run can't begin while it is taken for other work, nor the other way round. */
async function requireReady(manager: EntityManager, experimentId: number): Promise<ExperimentEntity> {
  const experiment = await manager.findOne(ExperimentEntity, { where: { id: experimentId }, ...rowLock(manager) });
  if (!experiment) throw new AppError('not_found', 'The experiment was deleted meanwhile.');
  if (experiment.state !== 'ready') throw new AppError('conflict', `Experiment "${experiment.name}" is busy: ${experiment.state}. Try again in a moment.`);
  return experiment;
}

/** Files that are there now stay until the run has ended. @throws AppError `not_found` */
async function requireFiles(manager: EntityManager, { source_run_id: id }: RunSettings): Promise<void> {
  if (id !== null && (await manager.existsBy(RunEntity, { id, stagedAt: Not(IsNull()) }))) return;
  throw new AppError('not_found', `The files of run ${id} were removed meanwhile.`, { hint: 'Load those of another run, or generate anew.' });
}

/** The first of the runs that share the work of a run: itself where it resumes none. */
export function firstSharing({ id, resumedRunId }: Pick<RunEntity, 'id' | 'resumedRunId'>): number {
  return resumedRunId ?? id;
}

/** Tables of a run, in the order of the work. */
export function tablesOf(manager: EntityManager, runId: number): Promise<RunTableEntity[]> {
  return manager.find(RunTableEntity, { where: { runId }, order: { position: 'ASC' } });
}

/** Where the queued runs among some stand in the queue. */
async function queuePositions(manager: EntityManager, runs: readonly RunEntity[]): Promise<QueuePositions> {
  if (!runs.some(({ status }) => status === 'QUEUED')) return new Map();
  const waiting = await manager.find(RunEntity, { where: { status: 'QUEUED' }, select: { id: true }, order: { id: 'ASC' } });
  return new Map(waiting.map(({ id }, index) => [id, index + 1]));
}

async function tablesByRun(manager: EntityManager, runs: readonly RunEntity[]): Promise<ReadonlyMap<number, readonly RunTableEntity[]>> {
  const tables = await manager.findBy(RunTableEntity, { runId: In(runs.map(({ id }) => id)) });
  return new Map(runs.map(({ id }) => [id, tables.filter(({ runId }) => runId === id)]));
}

/** Whether both are the same place, where the same tables are meant. */
function isSame(a: RunTarget | null, b: RunTarget): boolean {
  return a !== null && a.kind === b.kind && a.schema_per_experiment === b.schema_per_experiment && (a.id === null && b.id === null ? a.dsn === b.dsn : a.id === b.id);
}

async function unknownRun(manager: EntityManager, id: number): Promise<AppError> {
  const latest = (await manager.find(RunEntity, { select: { id: true }, order: { id: 'DESC' }, take: 10 })).map((run) => run.id);
  // Numbers are given once.
  if (id < (latest[0] ?? 0)) return new AppError('not_found', `There is no run ${id} any more: its record was removed.`, { hint: 'Records are kept as keep_records and keep_deleted_days say.' });
  return new AppError('not_found', `There is no run ${id}; ${latest.length === 0 ? 'there are none yet' : `the latest: ${latest.join(', ')}`}.`);
}
