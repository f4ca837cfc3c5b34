import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { throwIfAborted } from './abort';
import { foldersUpTo, moveTo, syncFile, syncFolders, writeDurably } from './durable-files';
import { digestFile } from './file-digest';
import type { FolderStore } from './folder-store';
import { PartJournal, type FinishedPart } from './part-journal';
import { MANIFEST_VERSION, writeManifest, type ManifestFile, type RunDescription, type RunManifest } from './run-manifest';
import { MANIFEST_FILE, manifestPath, tablePath, type RunKey } from './staged-paths';
import type { FinishedFile, LocalRun, RunStaging, WrittenFile } from './staging-store';
import { TaskQueue } from './task-queue';
import { writingTo } from './write-failure';

/** Files that are read for their digests at the same time. */
const DIGESTS = 2;

/** A run that is staged in a folder: its files are read for their digests as they come, and renamed into place at the end. What is in place is on the disk. */
export class FolderStaging implements RunStaging {
  readonly directory: string;
  private readonly files: { readonly table: string; readonly entry: ManifestFile }[] = [];
  private readonly digests = new TaskQueue(DIGESTS);
  private readonly journal: PartJournal;
  readonly finished: readonly FinishedFile[];

  /** @param parts that are there already */
  constructor(
    private readonly store: FolderStore,
    private readonly run: RunKey,
    private readonly signal: AbortSignal | undefined,
    parts: readonly FinishedPart[] = [],
  ) {
    this.directory = store.temporaryDirectory(run.runId);
    this.journal = new PartJournal(this.directory);
    for (const part of parts) this.note(part);
    this.finished = parts.map(({ table, path, rows, bytes }) => ({ table, path: join(this.directory, path), rows, bytes }));
  }

  add({ table, path, rows }: WrittenFile): void {
    this.digests.add(async () => {
      const digest = await digestFile(path, this.signal);
      await syncFile(path);
      const part = { table, path: `${table}/${basename(path)}`, rows, ...digest };
      await this.journal.add(part);
      this.note(part);
    });
  }

  async commit(description: RunDescription, record: (manifest: RunManifest) => Promise<void>): Promise<LocalRun> {
    try {
      return await this.place(await this.seal(description), record);
    } catch (error) {
      if (!this.signal?.aborted) await this.discard();
      throw error;
    }
  }

  /** The manifest, once every file has been read. */
  async seal({ tables, ...head }: RunDescription): Promise<RunManifest> {
    await writingTo(this.store.location, () => this.digests.settle());
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
    await writingTo(this.store.location, () => this.move(manifest));
    await record(manifest);
    return this.store.localRun(manifest);
  }

  private async move(manifest: RunManifest): Promise<void> {
    const { location } = this.store;
    const written = join(this.directory, MANIFEST_FILE);
    await writeDurably(written, writeManifest(manifest));
    const places = manifest.tables.map(({ table }) => ({ from: join(this.directory, table), to: join(location, tablePath(this.run, table)) }));
    for (const { from, to } of places) await moveTo(from, to);
    await syncFolders(places.flatMap(({ to }) => [to, ...foldersUpTo(location, to)]));
    const place = join(location, manifestPath(this.run));
    await moveTo(written, place);
    await syncFolders(foldersUpTo(location, place));
    await rm(this.directory, { recursive: true, force: true });
  }

  async discard(): Promise<void> {
    await this.digests.settle().catch(() => undefined);
    // Expected: a file that cannot be removed. The next start finds a run that is not staged, and tries again.
    await this.store.removeRun(this.run).catch(() => undefined);
  }

  async keep(): Promise<void> {
    await this.digests.settle().catch(() => undefined);
  }

  private note({ table, path, rows, bytes, sha256 }: FinishedPart): void {
    this.files.push({ table, entry: { path: `${tablePath(this.run, table)}/${basename(path)}`, rows, bytes, sha256 } });
  }
}

function sum(files: readonly ManifestFile[], of: (file: ManifestFile) => number): number {
  return files.reduce((total, file) => total + of(file), 0);
}
