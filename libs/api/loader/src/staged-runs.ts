import { basename } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { ExperimentEntity, MetadataStore, rowLock, RunEntity } from '@dw-sim/api-metadata';
import type { RunContext } from '@dw-sim/api-runs';
import { AppError, TERMINAL_RUN_STATUSES, type RunFile } from '@dw-sim/contracts';
import { STAGING_STORE, type LocalRun, type ManifestFile, type RemoteTable, type RunManifest, type StagingStore } from '@dw-sim/staging';
import { In, IsNull, Not, type EntityManager } from 'typeorm';

/** One table of a run whose files are in place. */
export interface StagedRunTable {
  readonly table: string;
  readonly rowCount: number;
  /** Absolute paths, in row order. */
  readonly files: readonly string[];
  /** The same files in a bucket, where runs are staged to one. */
  readonly remote?: RemoteTable;
}

export interface StagedRun {
  readonly run: RunEntity;
  /** What its files hold: tables with parents before children. */
  readonly manifest: RunManifest;
}

/** Runs with files: which there are, and for how long. */
@Injectable()
export class StagedRuns {
  constructor(
    private readonly store: MetadataStore,
    @Inject(STAGING_STORE) private readonly files: StagingStore,
  ) {}

  /** Notes that all files of a run are in place, and what is in them, and tells the run's followers. `elapsedMs` by table. */
  async record(context: RunContext, { tables }: RunManifest, elapsedMs: ReadonlyMap<string, number>): Promise<void> {
    await context.staged(this.place, tables.map(({ table, rows, files }) => ({ table, rows, elapsedMs: elapsedMs.get(table) ?? 0, files: files.map(fileOf) })));
  }

  /**
   * A run with files: the given one, or the last that was completed.
   * @throws AppError `not_found` where there is no such run, or its files are gone; `staging_damaged`; `staging_unavailable`
   */
  async find(experiment: ExperimentEntity, runId?: number): Promise<StagedRun> {
    const run = await this.store.read((manager) => (runId === undefined ? lastCompleted(manager, experiment) : stagedRun(manager, experiment, runId)));
    this.requireReachable(run);
    return { run, manifest: await this.files.find({ experiment: experiment.name, runId: run.id }) };
  }

  /** Brings the files of a run here where they are not, and checks them. Errors as `find`, and `aborted`. */
  async fetch(experiment: ExperimentEntity, runId: number, signal: AbortSignal): Promise<readonly StagedRunTable[]> {
    return stagedTables(await this.files.fetch({ experiment: experiment.name, runId }, signal));
  }

  /**
   * Removes the files of all but the latest runs of an experiment, and of those that were made before a time but for the last. What
   * a run has or loads that waits or works stays until the next time. Answers what could not be removed, in a sentence each.
   * @param keepRuns how many are kept where the experiment does not say it
   */
  async prune({ id: experimentId, name }: ExperimentEntity, keepRuns: number, before?: Date): Promise<readonly string[]> {
    for (const runId of await this.store.transaction((manager) => unstageOld(manager, experimentId, keepRuns, before))) {
      // Expected: a bucket out of reach, which the second try tells.
      await this.files.removeRun({ experiment: name, runId }).catch(() => undefined);
    }
    return this.files.retryRemovals();
  }

  /** Where files are staged now, as runs note it. */
  private get place(): string {
    return this.files.kind === 'folder' ? 'folder' : this.files.location;
  }

  /** Files in a bucket may be in the folder, too; those of another bucket than the one in force can't be told apart. */
  private requireReachable({ id, stagedTo }: RunEntity): void {
    if (stagedTo === null || stagedTo === 'folder' || stagedTo === this.place || this.files.kind === 'folder') return;
    throw new AppError('not_found', `The files of run ${id} are in ${stagedTo}, and this server stages to ${this.place}.`, { hint: 'Set s3_bucket and s3_prefix as they were, or generate anew.' });
  }
}

/** The tables of a run whose files are here. */
export function stagedTables({ manifest, files, remote }: LocalRun): readonly StagedRunTable[] {
  return manifest.tables.map(({ table, rows }) => {
    const inBucket = remote?.get(table);
    return { table, rowCount: rows, files: files.get(table) ?? [], ...(inBucket && { remote: inBucket }) };
  });
}

async function lastCompleted(manager: EntityManager, { id, name }: ExperimentEntity): Promise<RunEntity> {
  const [run] = await manager.find(RunEntity, { where: { experimentId: id, status: 'COMPLETED', stagedAt: Not(IsNull()) }, order: { id: 'DESC' }, take: 1 });
  if (run) return run;
  throw new AppError('not_found', `Experiment "${name}" has no completed run with files.`, { hint: 'Generate first.' });
}

async function stagedRun(manager: EntityManager, { id: experimentId, name }: ExperimentEntity, id: number): Promise<RunEntity> {
  const run = await manager.findOneBy(RunEntity, { id, experimentId });
  if (run?.stagedAt) return run;
  const others = await manager.find(RunEntity, { where: { experimentId, stagedAt: Not(IsNull()) }, order: { id: 'DESC' }, take: 10 });
  const having = others.length === 0 ? 'none has' : `runs with files: ${others.map((other) => other.id).join(', ')}`;
  throw new AppError('not_found', `${run ? `Run ${id} of experiment "${name}" has no files` : `Experiment "${name}" has no run ${id}`}; ${having}.`);
}

/** Notes that runs have no files any more that are not to be kept; answers which. A load that is asked for meanwhile waits for it. */
async function unstageOld(manager: EntityManager, experimentId: number, keepRuns: number, before: Date | undefined): Promise<readonly number[]> {
  const experiment = await manager.findOne(ExperimentEntity, { where: { id: experimentId }, ...rowLock(manager) });
  const keep = experiment?.keepRuns ?? keepRuns;
  const runs = await manager.find(RunEntity, { where: { experimentId, stagedAt: Not(IsNull()) }, select: { id: true, stagedAt: true }, order: { id: 'DESC' } });
  const needed = await neededRuns(manager, experimentId);
  const isOld = ({ stagedAt }: RunEntity, index: number) => index >= keep || (index > 0 && before !== undefined && stagedAt !== null && new Date(stagedAt) < before);
  const old = runs.filter((run, index) => isOld(run, index) && !needed.has(run.id)).map(({ id }) => id);
  if (old.length > 0) await manager.update(RunEntity, { id: In(old) }, { stagedAt: null, stagedTo: null });
  return old;
}

/** Runs that wait or work, and those that they were made from. */
async function neededRuns(manager: EntityManager, experimentId: number): Promise<ReadonlySet<number>> {
  const active = await manager.find(RunEntity, { where: { experimentId, status: Not(In([...TERMINAL_RUN_STATUSES])) }, select: { id: true, sourceRunId: true } });
  return new Set(active.flatMap(({ id, sourceRunId }) => (sourceRunId === null ? [id] : [id, sourceRunId])));
}

function fileOf({ path, rows, bytes, sha256 }: ManifestFile): Omit<RunFile, 'table'> {
  return { name: basename(path), rows, bytes, sha256 };
}
