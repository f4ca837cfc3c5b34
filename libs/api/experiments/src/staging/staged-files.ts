import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataRoot } from '@dw-sim/api-platform';

/** Files that were put aside, to be removed or put back. */
export interface TrashedFiles {
  readonly fileCount: number;
  restore(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * The Parquet files that runs have staged, under `<generated>/<experiment>/<table>/run_<id>/`. A folder appears there,
 * and goes from there, in one step: it is made and emptied elsewhere and renamed.
 */
@Injectable()
export class StagedFiles {
  constructor(private readonly root: DataRoot) {}

  /** Folder that a run generates into, one folder per table. */
  temporaryDirectory(runId: number): string {
    return join(this.root.temporaryDirectory, `run_${runId}`);
  }

  /** Folder of one table's files of one run. */
  tableDirectory(experiment: string, table: string, runId: number): string {
    return join(this.root.generatedDirectory, experiment, table, `run_${runId}`);
  }

  /** Files of a table in row order; empty where there are none. */
  async files(experiment: string, table: string, runId: number): Promise<readonly string[]> {
    const directory = this.tableDirectory(experiment, table, runId);
    const names = (await entries(directory)).filter((name) => name.endsWith('.parquet'));
    return names.sort().map((name) => join(directory, name));
  }

  /** Puts the files that a run generated in their place. Where that fails, none of them is there. */
  async publish(experiment: string, runId: number, tables: readonly string[]): Promise<void> {
    const source = this.temporaryDirectory(runId);
    try {
      for (const table of tables) {
        const target = this.tableDirectory(experiment, table, runId);
        await mkdir(dirname(target), { recursive: true });
        await rename(join(source, table), target);
      }
      await rm(source, { recursive: true, force: true });
    } catch (error) {
      await this.removeRun(experiment, runId);
      throw error;
    }
  }

  /** Removes all files of a run, finished or not. */
  async removeRun(experiment: string, runId: number): Promise<void> {
    await rm(this.temporaryDirectory(runId), { recursive: true, force: true });
    for (const table of await entries(join(this.root.generatedDirectory, experiment))) {
      await rm(this.tableDirectory(experiment, table, runId), { recursive: true, force: true });
    }
  }

  /** Puts all files of an experiment aside. */
  async trash(experiment: string): Promise<TrashedFiles> {
    const place = join(this.root.generatedDirectory, experiment);
    const aside = join(this.root.trashDirectory, randomUUID());
    const fileCount = await countFiles(place);
    await mkdir(this.root.trashDirectory, { recursive: true });
    const moved = await renameIfThere(place, aside);
    return {
      fileCount,
      restore: async () => void (moved && (await rename(aside, place))),
      remove: () => rm(aside, { recursive: true, force: true }),
    };
  }

  /**
   * Removes what a server that was killed has left: temporary files, trash, and folders of runs that are not staged.
   * Answers how many folders of runs there were.
   */
  async sweep(isStaged: (experiment: string, runId: number) => boolean): Promise<number> {
    await rm(this.root.temporaryDirectory, { recursive: true, force: true });
    await rm(this.root.trashDirectory, { recursive: true, force: true });
    let removed = 0;
    for (const experiment of await entries(this.root.generatedDirectory)) {
      for (const table of await entries(join(this.root.generatedDirectory, experiment))) {
        for (const folder of await entries(join(this.root.generatedDirectory, experiment, table))) {
          const runId = Number(/^run_(\d+)$/.exec(folder)?.[1]);
          // A folder of another name is not ours.
          if (Number.isNaN(runId) || isStaged(experiment, runId)) continue;
          await rm(this.tableDirectory(experiment, table, runId), { recursive: true, force: true });
          removed += 1;
        }
      }
    }
    return removed;
  }
}

/** Names in a folder; none where there is no such folder. */
async function entries(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

async function countFiles(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true }).catch(() => [] as string[]);
  return names.filter((name) => name.endsWith('.parquet')).length;
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
