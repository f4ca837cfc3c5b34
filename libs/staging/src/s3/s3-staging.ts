import { basename } from 'node:path';
import { AppError } from '@dw-sim/contracts';
import { throwIfAborted } from '../abort';
import type { FolderStaging } from '../folder-staging';
import { writeManifest, type RunDescription, type RunManifest } from '../run-manifest';
import { manifestPath, tablePath, type RunKey } from '../staged-paths';
import type { FinishedFile, LocalRun, RunStaging, WrittenFile } from '../staging-store';
import { TaskQueue } from '../task-queue';
import type { S3Store } from './s3-store';

/** Files that are uploaded at the same time; the bytes in memory are bounded by the bucket. */
const UPLOADS = 4;

/** A run that is staged in a bucket: each file is uploaded once it is written, and the manifest last. The files stay here as a cache. */
export class S3Staging implements RunStaging {
  readonly directory: string;
  private readonly uploads = new TaskQueue(UPLOADS);
  private readonly stop = new AbortController();
  private readonly signal: AbortSignal;

  constructor(
    private readonly store: S3Store,
    private readonly local: FolderStaging,
    private readonly run: RunKey,
    private readonly given: AbortSignal | undefined,
  ) {
    this.directory = local.directory;
    this.signal = given ? AbortSignal.any([given, this.stop.signal]) : this.stop.signal;
    for (const file of local.finished) this.upload(file);
  }

  get finished(): readonly FinishedFile[] {
    return this.local.finished;
  }

  add(file: WrittenFile): void {
    this.local.add(file);
    this.upload(file);
  }

  private upload(file: WrittenFile): void {
    const key = this.store.keyOf(`${tablePath(this.run, file.table)}/${basename(file.path)}`);
    this.uploads.add(() => this.store.bucket.putFile(key, file.path, this.signal));
  }

  async commit(description: RunDescription, record: (manifest: RunManifest) => Promise<void>): Promise<LocalRun> {
    try {
      const manifest = await this.local.seal(description);
      await this.uploads.settle();
      throwIfAborted(this.signal);
      await this.assertArrived(manifest);
      await this.store.bucket.putText(this.store.keyOf(manifestPath(this.run)), writeManifest(manifest), this.signal);
      const staged = await this.local.place(manifest, record);
      await this.store.settled(this.run);
      return this.store.withRemote(staged);
    } catch (error) {
      if (!this.given?.aborted) await this.discard();
      throw error;
    }
  }

  async discard(): Promise<void> {
    await this.leaveBucket(() => this.local.discard());
  }

  /** A run that resumes this one uploads its files again. */
  async keep(): Promise<void> {
    await this.leaveBucket(() => this.local.keep());
  }

  private async leaveBucket(local: () => Promise<void>): Promise<void> {
    this.stop.abort();
    await this.uploads.settle().catch(() => undefined);
    await local();
    // Expected: a bucket out of reach. The run is in the journal, and the next sweep tries again.
    await this.store.removeObjects(this.run).catch(() => this.store.release(this.run));
  }

  /** Some servers answer that all is well, and have kept something else. */
  private async assertArrived(manifest: RunManifest): Promise<void> {
    const kept = new Map((await this.store.objectsOf(this.run, this.signal)).map(({ key, bytes }) => [key, bytes]));
    for (const { path, bytes } of manifest.tables.flatMap(({ files }) => files)) {
      const key = this.store.keyOf(path);
      if (kept.get(key) === bytes) continue;
      throw new AppError('staging_unavailable', `${this.store.location} has ${kept.get(key) ?? 'no'} bytes of ${path} in place of ${bytes}: the server did not keep what it was sent.`);
    }
  }
}
