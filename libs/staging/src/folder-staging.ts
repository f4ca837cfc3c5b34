import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { throwIfAborted } from './abort';
import { digestFile } from './file-digest';
import type { FolderStore } from './folder-store';
import { MANIFEST_VERSION, writeManifest, type ManifestFile, type RunDescription, type RunManifest } from './run-manifest';
import { MANIFEST_FILE, manifestPath, tablePath, type RunKey } from './staged-paths';
import type { LocalRun, RunStaging, WrittenFile } from './staging-store';
import { TaskQueue } from './task-queue';

/** Files that are read for their digests at the same time. */
const DIGESTS = 2;

/** A run that is staged in a folder: its files are read for their digests as they come, and renamed into place at the end. */
export class FolderStaging implements RunStaging {
  readonly directory: string;
  private readonly files: { readonly table: string; readonly entry: ManifestFile }[] = [];
  private readonly digests = new TaskQueue(DIGESTS);

  constructor(
    private readonly store: FolderStore,
    private readonly run: RunKey,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.directory = store.temporaryDirectory(run.runId);
  }

  add({ table, path, rows }: WrittenFile): void {
    this.digests.add(async () => {
      const digest = await digestFile(path, this.signal);
      this.files.push({ table, entry: { path: this.placeOf(table, path), rows, ...digest } });
    });
  }

  async commit(description: RunDescription, record: (manifest: RunManifest) => Promise<void>): Promise<LocalRun> {
    try {
      return await this.place(await this.seal(description), record);
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  /** The manifest, once every file has been read. */
  async seal({ tables, ...head }: RunDescription): Promise<RunManifest> {
    await this.digests.settle();
    throwIfAborted(this.signal);
    const { experiment, runId } = this.run;
    return {
      manifest_version: MANIFEST_VERSION,
      ...head,
      experiment,
      run_id: runId,
      created_at: new Date().toISOString(),
      tables: tables.map(({ table, columns }) => {
        const files = this.files.filter((file) => file.table === table).map(({ entry }) => entry).sort((a, b) => (a.path < b.path ? -1 : 1));
        return { table, rows: sum(files, ({ rows }) => rows), bytes: sum(files, ({ bytes }) => bytes), columns, files };
      }),
    };
  }

  /** Renames the tables' folders into place, the manifest last, and lets the caller record it. */
  async place(manifest: RunManifest, record: (manifest: RunManifest) => Promise<void>): Promise<LocalRun> {
    const written = join(this.directory, MANIFEST_FILE);
    await mkdir(this.directory, { recursive: true });
    await writeFile(written, writeManifest(manifest));
    for (const { table } of manifest.tables) await this.move(join(this.directory, table), tablePath(this.run, table));
    await this.move(written, manifestPath(this.run));
    await rm(this.directory, { recursive: true, force: true });
    await record(manifest);
    return this.store.localRun(manifest);
  }

  async discard(): Promise<void> {
    await this.digests.settle().catch(() => undefined);
    // Expected: a file that cannot be removed. The next start finds a run that is not staged, and tries again.
    await this.store.removeRun(this.run).catch(() => undefined);
  }

  private placeOf(table: string, path: string): string {
    return `${tablePath(this.run, table)}/${basename(path)}`;
  }

  private async move(from: string, place: string): Promise<void> {
    const target = join(this.store.location, place);
    await mkdir(dirname(target), { recursive: true });
    await rename(from, target);
  }
}

function sum(files: readonly ManifestFile[], of: (file: ManifestFile) => number): number {
  return files.reduce((total, file) => total + of(file), 0);
}
