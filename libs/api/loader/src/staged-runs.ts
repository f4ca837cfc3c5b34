import { Injectable } from '@nestjs/common';
import { StagedFiles } from '@dw-sim/api-experiments';
import { MetadataStore, RunEntity, RunTableEntity, type ExperimentEntity } from '@dw-sim/api-metadata';
import { tablesOf } from '@dw-sim/api-runs';
import { AppError } from '@dw-sim/contracts';
import { IsNull, Not, type EntityManager } from 'typeorm';

/** One table of a run whose files are in place. */
export interface StagedRunTable {
  readonly table: string;
  readonly rowCount: number;
  /** Absolute paths, in row order. */
  readonly files: readonly string[];
}

export interface StagedRun {
  readonly run: RunEntity;
  /** Parents before children. */
  readonly tables: readonly StagedRunTable[];
}

/** What a generation made of a table. */
export interface MadeTable {
  readonly table: string;
  readonly rowCount: number;
  readonly byteLength: number;
  readonly elapsedMs: number;
}

/** Runs with files: which there are, and for how long. */
@Injectable()
export class StagedRuns {
  constructor(
    private readonly store: MetadataStore,
    private readonly files: StagedFiles,
  ) {}

  /** Notes that all files of a run are in place, and what is in them. */
  async mark(runId: number, made: readonly MadeTable[]): Promise<void> {
    await this.store.transaction(async (manager) => {
      for (const { table, rowCount, byteLength, elapsedMs } of made) {
        await manager.update(RunTableEntity, { runId, table }, { generatedRows: rowCount, byteLength, generateMs: Math.round(elapsedMs) });
      }
      await manager.update(RunEntity, { id: runId }, { stagedAt: new Date().toISOString() });
    });
  }

  /**
   * A run with its files: the given one, or the last that was completed.
   * @throws AppError `not_found` where there is no such run, or its files are gone
   */
  async find(experiment: ExperimentEntity, runId?: number): Promise<StagedRun> {
    const { run, tables } = await this.store.read(async (manager) => {
      const found = runId === undefined ? await lastCompleted(manager, experiment) : await stagedRun(manager, experiment, runId);
      return { run: found, tables: await tablesOf(manager, found.id) };
    });
    const staged = tables.map(async ({ table, generatedRows }): Promise<StagedRunTable> => {
      const files = await this.files.files(experiment.name, table, run.id);
      if (files.length > 0) return { table, rowCount: generatedRows, files };
      throw new AppError('not_found', `The files of table "${table}" from run ${run.id} are missing under ${this.files.tableDirectory(experiment.name, table, run.id)}.`, { hint: 'Generate anew.' });
    });
    return { run, tables: await Promise.all(staged) };
  }

  /** Removes the files of all but the latest runs of an experiment. */
  async prune(experiment: ExperimentEntity, keep: number): Promise<void> {
    const runs = await this.store.read((manager) => manager.find(RunEntity, { where: { experimentId: experiment.id, stagedAt: Not(IsNull()) }, order: { id: 'DESC' } }));
    for (const { id } of runs.slice(keep)) {
      await this.store.transaction((manager) => manager.update(RunEntity, { id }, { stagedAt: null }));
      await this.files.removeRun(experiment.name, id);
    }
  }
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
