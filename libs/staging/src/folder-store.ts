import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@dw-sim/contracts';
import { checkFile, damagedRun, type FileFault } from './file-check';
import { entriesOf, orMissing, renameIfThere } from './folder-entries';
import { FolderStaging } from './folder-staging';
import { PartJournal } from './part-journal';
import { readManifest, type RunManifest } from './run-manifest';
import { MANIFEST_FILE, manifestPath, runOfFolder, tablePath, type RunKey } from './staged-paths';
import type { KeptRuns, LocalRun, StagingStore, SweepReport, TrashedFiles } from './staging-store';
import { inParallel } from './task-queue';
import { writingTo } from './write-failure';

/** Files that are read for their digests at the same time. */
const READERS = 2;

/**
 * Staged runs in a folder: `<experiment>/<table>/run_<id>/part-NNNNN.parquet` and `<experiment>/run_<id>/manifest.json`.
 * A folder appears there, and goes from there, in one step: it is made and emptied elsewhere and renamed.
 */
export class FolderStore implements StagingStore {
  readonly kind = 'folder';

  /** @param location absolute path of the folder */
  constructor(readonly location: string) {}

  /** Folder that a run is made in. */
  temporaryDirectory(runId: number): string {
    return join(this.temporary, `run_${runId}`);
  }

  /** Where a file of a manifest is. */
  pathOf(place: string): string {
    return join(this.location, place);
  }

  async begin(run: RunKey, signal?: AbortSignal, resumed?: number): Promise<FolderStaging> {
    if (resumed === undefined) return new FolderStaging(this, run, signal);
    const directory = this.temporaryDirectory(run.runId);
    return writingTo(this.location, async () => {
      if (resumed !== run.runId) await renameIfThere(this.temporaryDirectory(resumed), directory);
      return new FolderStaging(this, run, signal, await new PartJournal(directory).recover(signal));
    });
  }

  async find(run: RunKey): Promise<RunManifest> {
    const manifest = await this.manifest(run);
    await this.check(manifest, false);
    return manifest;
  }

  async fetch(run: RunKey, signal?: AbortSignal): Promise<LocalRun> {
    const manifest = await this.manifest(run);
    await this.check(manifest, true, signal);
    return this.localRun(manifest);
  }

  /** A manifest whose files have been checked, with their paths. */
  localRun(manifest: RunManifest): LocalRun {
    return { manifest, files: new Map(manifest.tables.map(({ table, files }) => [table, files.map(({ path }) => this.pathOf(path))])) };
  }

  /** @throws AppError `not_found`, `staging_damaged` */
  async manifest(run: RunKey): Promise<RunManifest> {
    const path = this.pathOf(manifestPath(run));
    const text = await orMissing(readFile(path, 'utf8'));
    if (text !== undefined) return readManifest(text, path);
    throw new AppError('not_found', `The files of run ${run.runId} of experiment "${run.experiment}" are missing: there is no ${path}.`, { hint: 'Generate anew.' });
  }

  /** What is wrong with the files of a manifest, in its order. */
  async faults(manifest: RunManifest, content: boolean, signal?: AbortSignal): Promise<readonly FileFault[]> {
    const faults = new Map<string, FileFault>();
    const files = manifest.tables.flatMap((table) => table.files);
    await inParallel(files, READERS, async (file) => {
      const fault = await checkFile(this.pathOf(file.path), file, content, signal);
      if (fault) faults.set(file.path, fault);
    });
    return files.flatMap(({ path }) => faults.get(path) ?? []);
  }

  async dropParts(runId: number): Promise<void> {
    await rm(this.temporaryDirectory(runId), { recursive: true, force: true });
  }

  async removeRun(run: RunKey): Promise<void> {
    await writingTo(this.location, async () => {
      await this.dropParts(run.runId);
      await this.removePlaced(run);
    });
  }

  /** Removes what of a run is where staged files belong. */
  private async removePlaced(run: RunKey): Promise<void> {
    await rm(this.pathOf(manifestPath(run)), { force: true });
    for (const table of await entriesOf(join(this.location, run.experiment))) {
      await rm(this.pathOf(tablePath(run, table)), { recursive: true, force: true });
    }
    // Expected: no such folder, or files of a table of that name in it.
    await rmdir(dirname(this.pathOf(manifestPath(run)))).catch(() => undefined);
  }

  async trash(experiment: string): Promise<TrashedFiles> {
    const place = join(this.location, experiment);
    const aside = join(this.trashDirectory, randomUUID());
    const fileCount = await countFiles(place);
    const moved = await writingTo(this.location, async () => {
      await mkdir(this.trashDirectory, { recursive: true });
      return renameIfThere(place, aside);
    });
    return {
      fileCount,
      restore: async () => void (moved && (await rename(aside, place))),
      remove: () => rm(aside, { recursive: true, force: true }),
    };
  }

  async sweep({ isStaged, isResumable, leavesTrash = false }: KeptRuns): Promise<SweepReport> {
    const unfinished = (await entriesOf(this.temporary)).filter((name) => !isResumable(runOfFolder(name) ?? -1));
    for (const name of unfinished) await rm(join(this.temporary, name), { recursive: true, force: true });
    // Expected: parts of runs that can be resumed.
    await rmdir(this.temporary).catch(() => undefined);
    if (!leavesTrash) await rm(this.trashDirectory, { recursive: true, force: true });
    const runs = await this.runsOnDisk();
    const stale = runs.filter(({ runId }) => !isStaged(runId));
    for (const run of stale) await this.removePlaced(run);
    return { removed: stale.length, failures: [] };
  }

  async retryRemovals(): Promise<readonly string[]> {
    return [];
  }

  async probe(): Promise<number> {
    const startedAt = performance.now();
    try {
      await mkdir(this.location, { recursive: true });
      await access(this.location, constants.R_OK | constants.W_OK);
    } catch (error) {
      throw new AppError('staging_unavailable', `The folder ${this.location} cannot be written: ${(error as NodeJS.ErrnoException).code}.`, {}, { cause: error });
    }
    return performance.now() - startedAt;
  }

  async close(): Promise<void> {}

  private get temporary(): string {
    return join(this.location, '.tmp');
  }

  private get trashDirectory(): string {
    return join(this.location, '.trash');
  }

  /** Every run of which a table's folder or the manifest is there. */
  private async runsOnDisk(): Promise<readonly RunKey[]> {
    const runs = new Map<string, RunKey>();
    for (const experiment of await entriesOf(this.location)) {
      for (const place of await entriesOf(join(this.location, experiment))) {
        const names = await entriesOf(join(this.location, experiment, place));
        const folders = names.includes(MANIFEST_FILE) ? [place, ...names] : names;
        // A folder of another name is not ours.
        for (const runId of folders.map(runOfFolder)) if (runId !== undefined) runs.set(`${experiment}/${runId}`, { experiment, runId });
      }
    }
    return [...runs.values()];
  }

  private async check(manifest: RunManifest, content: boolean, signal?: AbortSignal): Promise<void> {
    const faults = await this.faults(manifest, content, signal);
    if (faults.length > 0) throw damagedRun(manifest, this.location, faults);
  }
}

async function countFiles(directory: string): Promise<number> {
  const names = (await orMissing(readdir(directory, { recursive: true }))) ?? [];
  return names.filter((name) => name.endsWith('.parquet')).length;
}
